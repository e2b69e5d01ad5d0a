// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Poco/SHA2Engine.h>

namespace creditgate {

// With the sizes that Poco's HMAC asks for.
class sha256_engine : public Poco::SHA2Engine {
  public:
    enum { BLOCK_SIZE = 64, DIGEST_SIZE = 32 };
    sha256_engine() : Poco::SHA2Engine(Poco::SHA2Engine::SHA_256) {}
};

}  // namespace creditgate

// SPDX-License-Identifier: Apache-2.0
#include "plugin/digest/sha256.hpp"

#include "plugin/digest/sha256_engine.hpp"

namespace creditgate {

std::string sha256(std::string_view text) {
    sha256_engine engine;
    engine.update(text.data(), text.size());
    return Poco::DigestEngine::digestToHex(engine.digest());
}

}  // namespace creditgate

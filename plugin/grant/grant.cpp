// SPDX-License-Identifier: Apache-2.0
#include "plugin/grant/grant.hpp"

#include <Poco/DigestEngine.h>
#include <Poco/HMACEngine.h>
#include <Poco/RandomStream.h>
#include <Poco/SHA2Engine.h>

#include "core/archive/words.hpp"

namespace creditgate {
namespace {

class sha256 : public Poco::SHA2Engine {
  public:
    enum { BLOCK_SIZE = 64, DIGEST_SIZE = 32 };
    sha256() : Poco::SHA2Engine(Poco::SHA2Engine::SHA_256) {}
};

}  // namespace

std::string make_grant(const std::string& key, const check_event& event, std::int64_t decision_id) {
    const erp_transaction transaction = event.transaction.value_or(erp_transaction{});
    std::string text = "1|";
    const auto add = [&](std::string_view part) { text.append(part).append("|"); };
    add(word(event.document.kind));
    add(std::to_string(event.document.id));
    add(std::to_string(event.customer.value));
    add(event.amount.unit().code());
    add(std::to_string(event.amount.minor()));
    add(word(event.where));
    add(std::to_string(decision_id));
    add(transaction.cluster);
    add(transaction.id);
    Poco::HMACEngine<sha256> engine(key);
    engine.update(text);
    return text + Poco::DigestEngine::digestToHex(engine.digest());
}

std::string new_grant_key() {
    Poco::RandomInputStream random;
    Poco::DigestEngine::Digest bytes(32);
    random.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return Poco::DigestEngine::digestToHex(bytes);
}

}  // namespace creditgate

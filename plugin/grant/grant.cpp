// SPDX-License-Identifier: Apache-2.0
#include "plugin/grant/grant.hpp"

#include <Poco/DigestEngine.h>
#include <Poco/HMACEngine.h>
#include <Poco/RandomStream.h>

#include "core/archive/words.hpp"
#include "plugin/digest/sha256_engine.hpp"

namespace creditgate {

std::string make_grant(const std::string& key, const check_event& event, std::int64_t decision_id) {
    const erp_transaction transaction = event.transaction.value_or(erp_transaction{});
    std::string text = "1|";
    const auto add = [&](std::string_view part) { text.append(part).append("|"); };
    add(word(event.document.kind));
    add(std::to_string(event.document.id));
    add(std::to_string(event.company.value));
    add(std::to_string(event.customer.value));
    add(event.amount.unit().code());
    add(std::to_string(event.amount.minor()));
    add(word(event.where));
    add(std::to_string(decision_id));
    add(transaction.cluster);
    add(transaction.id);
    Poco::HMACEngine<sha256_engine> engine(key);
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

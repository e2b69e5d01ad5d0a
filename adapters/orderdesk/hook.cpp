// SPDX-License-Identifier: Apache-2.0
#include "adapters/orderdesk/hook.hpp"

#include <unistd.h>

#include <atomic>
#include <chrono>

#include "adapters/orderdesk/call.hpp"

namespace creditgate::orderdesk {
namespace {

using nlohmann::json;

json money_json(const amount& value) {
    return {{"amount", decimal_text(value.minor)}, {"currency", value.currency}};
}

json user_json(const clerk& user) {
    return {{"name", user.name}, {"roles", {user.role}}};
}

// No other transaction of this database ever has the same: moment, process and a count.
std::string unique_text() {
    static std::atomic<std::int64_t> count{0};
    const auto now = std::chrono::system_clock::now().time_since_epoch().count();
    return std::to_string(now) + "-" + std::to_string(getpid()) + "-" + std::to_string(++count);
}

json document_json(const document_event& event) {
    json document = {{"kind", event.kind},
                     {"id", event.id},
                     {"number", event.number},
                     {"direction", event.direction},
                     {"amount", money_json(event.value)},
                     {"date", event.date}};
    if (!event.ship_date.empty()) document["ship_date"] = event.ship_date;
    if (event.payment_days) document["payment_term_days"] = *event.payment_days;
    for (const source_share& each : event.sources) {
        document["sources"].push_back(
            {{"kind", each.kind}, {"id", each.id}, {"amount", money_json(each.taken)}});
    }
    return document;
}

json check_request(const document_event& event, const json& transaction) {
    json agreed;
    if (event.agreed_days) agreed = *event.agreed_days;
    return {{"op", "check"},
            {"request_id", unique_text()},
            {"checkpoint", event.checkpoint},
            {"company", event.company},
            {"customer", event.customer},
            {"customer_name", event.customer_name},
            {"ordering_party", event.ordering_party},
            {"agreed_term_days", agreed},
            {"document", document_json(event)},
            {"user", user_json(event.user)},
            {"language", "en"},
            {"business_date", event.business_date},
            {"transaction", transaction}};
}

credit_answer answer_of(const json& body) {
    const json hold = body.value("hold_id", json());
    return {body.at("outcome").get<std::string>(), body.at("message").get<std::string>(),
            hold.is_null() ? 0 : hold.get<std::int64_t>(), body.dump()};
}

}  // namespace

// The ERP's transaction around one question.
//   PostgreSQL: it begins first and its id is sent; creditgate looks up how it ended.
//   SQLite: there is one writer, so a transaction that has begun to write would make creditgate
//   wait for it in vain. The question comes first, under an id that only means this attempt, and
//   creditgate is told how it ended.
struct hook::transaction {
    explicit transaction(hook& of) : owner(of) {
        if (!owner.database_.is_postgresql()) {
            id = {{"id", unique_text()}};
            return;
        }
        if (owner.cluster_.empty()) {
            owner.cluster_ = owner.database_
                                 .query(
                                     "select cast(system_identifier as text) "
                                     "from pg_control_system()")
                                 .at(0)
                                 .text(0);
        }
        begin();
        id = {{"cluster", owner.cluster_},
              {"id",
               owner.database_.query("select cast(pg_current_xact_id() as text)").at(0).text(0)}};
    }
    ~transaction() {
        if (committed) return;
        if (begun) owner.database_.rollback();
        tell("abort");
    }
    transaction(const transaction&) = delete;
    transaction& operator=(const transaction&) = delete;

    void begin() {
        if (begun) return;
        owner.database_.begin();
        begun = true;
    }
    // For the guard at commit. On SQLite the approval is on record already.
    void take_grant(const credit_answer& answer) const {
        const std::string grant = json::parse(answer.json).value("grant", "");
        if (grant.empty() || !owner.database_.is_postgresql()) return;
        owner.database_.query("select creditgate.cg_take_grant(?)", {grant});
    }
    void commit() {
        owner.database_.commit();
        committed = true;
        tell("commit");
    }
    // A reservation that nobody ends lapses by itself: the ERP goes on when this fails.
    void tell(const char* outcome) const noexcept {
        if (owner.database_.is_postgresql()) return;
        try {
            call(owner.session_, {{"op", outcome}, {"transaction", id}});
        } catch (const std::exception&) {
            return;
        }
    }

    hook& owner;
    json id;
    bool begun = false;
    bool committed = false;
};

credit_answer hook::pass(const document_event& event, const std::function<void()>& write) {
    transaction own(*this);
    credit_answer answer = answer_of(call(session_, check_request(event, own.id)));
    if (!answer.goes_on()) return answer;
    own.begin();
    own.take_grant(answer);
    write();
    own.commit();
    return answer;
}

void hook::withdraw(std::int64_t company, std::int64_t customer, const std::string& kind,
                    std::int64_t id, const clerk& user, const std::string& reason) {
    call(session_, {{"op", "withdraw"},
                    {"company", company},
                    {"customer", customer},
                    {"document", {{"kind", kind}, {"id", id}}},
                    {"user", user_json(user)},
                    {"reason", reason}});
}

void hook::reevaluate(std::int64_t company, std::int64_t customer, const std::string& reason,
                      const std::string& business_date) {
    call(session_, {{"op", "reevaluate"},
                    {"company", company},
                    {"customers", {customer}},
                    {"reason", reason},
                    {"business_date", business_date}});
}

std::vector<outbox_entry> hook::tasks() {
    std::vector<outbox_entry> found;
    const json answer = call(session_, {{"op", "outbox"}, {"max", 50}});
    for (const json& each : answer.at("entries")) {
        const json& document = each.at("document");
        found.push_back(
            {each.at("outbox_id").get<std::int64_t>(), each.at("action").get<std::string>(),
             document.at("kind").get<std::string>(), document.at("id").get<std::int64_t>()});
    }
    return found;
}

void hook::end_task(std::int64_t outbox_id, bool done, const std::string& note) {
    json request = {
        {"op", "outbox_done"}, {"outbox_id", outbox_id}, {"outcome", done ? "done" : "failed"}};
    if (!note.empty()) request["note"] = note;
    call(session_, request);
}

}  // namespace creditgate::orderdesk

// SPDX-License-Identifier: Apache-2.0
#include "adapters/orderdesk/program/story.hpp"

#include "adapters/orderdesk/call.hpp"
#include "adapters/orderdesk/day.hpp"
#include "adapters/orderdesk/desk.hpp"
#include "adapters/orderdesk/program/expect.hpp"

namespace creditgate::orderdesk {
namespace {

using nlohmann::json;

class story {
  public:
    story(const std::string& database, cg_session* session)
        : session_(session), desk_({database, 1, today(), {"ann", "clerk"}}, session) {}

    int tell() {
        agree_on_limit();
        const auto first = order_that_passes();
        const auto second = order_that_is_held();
        controller_releases(second);
        const auto third = another_held_order();
        deliver_and_invoice(first);
        payment_releases(third);
        look_at_installation();
        return expect_.differences();
    }

  private:
    json ask(const json& request) { return call(session_, request); }

    std::int64_t order_over(std::int64_t minor) {
        const auto order_id =
            desk_.take_order({customer_, "EUR", {{"Ropes", 1, minor}}, "sale", ""});
        std::cout << "   order " << desk_.find_order(order_id).number << " over EUR "
                  << decimal_text(minor) << "\n";
        return order_id;
    }

    void expect_state(std::int64_t order_id, const std::string& state) {
        const order found = desk_.find_order(order_id);
        expect_.same("database: state of " + found.number, found.state, state);
    }

    void expect_exposure(const std::string& amount) {
        const json answer = ask({{"op", "customer"},
                                 {"company", 1},
                                 {"customer", customer_},
                                 {"business_date", today()}});
        expect_.same("credit tab: exposure in EUR",
                     answer["credit"]["exposure"]["amount"].get<std::string>(), amount);
        expect_.same("credit tab: available in EUR",
                     answer["credit"]["available"]["amount"].get<std::string>(),
                     decimal_text(500'000 - minor_units(amount)));
    }

    void expect_open_holds(std::size_t count) {
        const json answer =
            ask({{"op", "holds"}, {"company", 1}, {"customer", customer_}, {"state", "open"}});
        expect_.same("database: open holds", answer["holds"].size(), count);
    }

    void agree_on_limit() {
        expectations::step("A new customer with a credit limit of EUR 5000.00");
        customer_ = desk_.add_customer("Harbour Foods");
        ask({{"op", "set_limit"},
             {"company", 1},
             {"customer", customer_},
             {"limit",
              {{"state", "amount"}, {"amount", {{"amount", "5000.00"}, {"currency", "EUR"}}}}},
             {"user", {{"name", "mary"}, {"roles", {"manager"}}}},
             {"reason", "first review"},
             {"business_date", today()}});
        expect_exposure("0.00");
    }

    std::int64_t order_that_passes() {
        expectations::step("The clerk confirms an order that the limit covers");
        const auto order_id = order_over(300'000);
        expect_.same("clerk: outcome", desk_.confirm(order_id).outcome, "approve");
        expect_state(order_id, "confirmed");
        expect_exposure("3000.00");
        return order_id;
    }

    std::int64_t order_that_is_held() {
        expectations::step("The next order does not fit: credit hold");
        const auto order_id = order_over(220'000);
        const credit_answer answer = desk_.confirm(order_id);
        expectations::show("clerk sees", answer.message);
        expect_.same("clerk: outcome", answer.outcome, "hold");
        expect_state(order_id, "draft");
        expect_open_holds(1);
        expect_.same("asked again: the same hold", desk_.confirm(order_id).hold_id, answer.hold_id);
        expect_open_holds(1);
        expect_exposure("3000.00");
        hold_id_ = answer.hold_id;
        return order_id;
    }

    void controller_releases(std::int64_t order_id) {
        expectations::step("The credit controller releases it, orderdesk confirms it");
        const json answer = ask({{"op", "release"},
                                 {"hold_id", hold_id_},
                                 {"user", {{"name", "carl"}, {"roles", {"controller"}}}},
                                 {"reason", "paid by cheque, seen it"},
                                 {"business_date", today()}});
        expect_.same("database: the hold is", answer["hold"]["state"].get<std::string>(),
                     "released");
        expect_state(order_id, "draft");
        expect_.same("outbox: orders confirmed", desk_.run_outbox().size(), 1U);
        expect_state(order_id, "confirmed");
        expect_exposure("5200.00");
    }

    std::int64_t another_held_order() {
        expectations::step("A third order is held, too");
        const auto order_id = order_over(10'000);
        const credit_answer answer = desk_.confirm(order_id);
        expectations::show("clerk sees", answer.message);
        expect_.same("clerk: outcome", answer.outcome, "hold");
        expect_open_holds(1);
        return order_id;
    }

    void deliver_and_invoice(std::int64_t order_id) {
        expectations::step("The first order is delivered and invoiced: it counts once");
        expect_.same("clerk: delivery", desk_.deliver(order_id).outcome, "approve");
        expect_exposure("5200.00");
        invoice_id_ = desk_.draft_invoice(order_id, 300'000);
        expect_.same("clerk: invoice", desk_.post_invoice(invoice_id_).outcome, "approve");
        expect_exposure("5200.00");
    }

    void payment_releases(std::int64_t order_id) {
        expectations::step("The customer pays the invoice: the held order is released");
        desk_.pay(customer_, {300'000, "EUR"}, {invoice_id_});
        expect_open_holds(0);
        const json holds = ask({{"op", "holds"},
                                {"document", {{"kind", "order"}, {"id", order_id}}},
                                {"state", "released"}});
        const json closed = holds["holds"].empty() ? json() : holds["holds"][0]["closed"];
        expect_.same("database: released by", closed.value("by", ""), "creditgate");
        expect_.same("database: because of", closed.value("reason", ""), "payment");
        expect_.same("outbox: orders confirmed", desk_.run_outbox().size(), 1U);
        expect_state(order_id, "confirmed");
        expect_exposure("2300.00");
    }

    void look_at_installation() {
        expectations::step("The doctor looks at the installation");
        const json answer = ask({{"op", "doctor"}});
        expect_.same("doctor has looked", !answer["findings"].empty(), true);
        for (const json& each : answer["findings"]) {
            expect_.same(
                each["check"].get<std::string>() + " (" + each["text"].get<std::string>() + ")",
                each["state"].get<std::string>(), "good");
        }
    }

    cg_session* session_;
    desk desk_;
    expectations expect_;
    std::int64_t customer_ = 0;
    std::int64_t hold_id_ = 0;
    std::int64_t invoice_id_ = 0;
};

}  // namespace

int tell_story(const std::string& database, cg_session* session) {
    return story(database, session).tell();
}

}  // namespace creditgate::orderdesk

// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/tryton_host.hpp"

#include <stdexcept>

#include "tests/contract/clerk_program.hpp"

namespace creditgate::test {
namespace {

// Tryton with its people, in a program of their own: tests/adapters/tryton/contract_clerk.py.
struct running_tryton {
    running_tryton() : clerk({"/usr/bin/python3", "-B", CREDITGATE_TRYTON_CLERK}) {
        about = clerk.act({{"act", "open"}});
        credit = std::make_unique<session>(about.at("configuration"));
    }

    clerk_program clerk;
    json about;
    std::unique_ptr<session> credit;
};

running_tryton& tryton() {
    static running_tryton one;
    return one;
}

json lines_json(const std::vector<line>& lines, int sign) {
    json all = json::array();
    for (const line& each : lines) all.push_back({each.product, sign * each.quantity, each.price});
    return all;
}

host_answer told(const json& answer) {
    return {answer.at("outcome").get<std::string>(), answer.at("message").get<std::string>(),
            answer.at("hold_id").get<std::int64_t>()};
}

class tryton_host : public host {
  public:
    differences declared() const override {
        return {.cannot_look_between = true,
                .confirmed_is_final = true,
                .ships_nothing = true,
                .no_cheques = true};
    }
    const session& credit() const override { return *tryton().credit; }
    std::int64_t company() const override { return tryton().about.at("company"); }
    std::string today() const override { return tryton().about.at("today"); }

    std::int64_t add_customer(const std::string& name, std::int64_t payer) override {
        return act("add_customer", {{"name", name}, {"payer", payer}});
    }
    void set_tax_id(std::int64_t customer, const std::string& tax_id) override {
        act("set_tax_id", {{"customer", customer}, {"tax_id", tax_id}});
    }
    std::int64_t take_order(std::int64_t customer, const std::vector<line>& lines,
                            const std::string& currency) override {
        return act(
            "take_order",
            {{"customer", customer}, {"lines", lines_json(lines, 1)}, {"currency", currency}});
    }
    std::int64_t take_return(std::int64_t customer, const std::vector<line>& lines) override {
        return act("take_order",
                   {{"customer", customer}, {"lines", lines_json(lines, -1)}, {"currency", "EUR"}});
    }
    void change_lines(std::int64_t order, const std::vector<line>& lines) override {
        act("change_lines", {{"order", order}, {"lines", lines_json(lines, 1)}});
    }
    void ship_in(std::int64_t order, int days) override {
        act("ship_in", {{"order", order}, {"days", days}});
    }
    host_answer confirm(std::int64_t order) override {
        return told(act("confirm", {{"order", order}}));
    }
    std::vector<host_answer> confirm_together(const std::vector<std::int64_t>& orders) override {
        std::vector<host_answer> answers;
        for (const json& each : act("confirm_together", {{"orders", orders}})) {
            answers.push_back(told(each));
        }
        return answers;
    }
    host_answer confirm_with(std::int64_t /*order*/,
                             const std::function<void()>& /*between*/) override {
        throw std::logic_error("declared: cannot_look_between");
    }
    void write_around(std::int64_t document, written what) override {
        const json said = act("write_around", {{"document", document}, {"what", name_of(what)}});
        if (!said.is_null()) throw std::runtime_error(said.get<std::string>());
    }
    void set_back_to_draft(std::int64_t order) override { press("draft", order); }
    void cancel(std::int64_t order) override { press("cancel", order); }
    void remove(std::int64_t order) override { act("remove", {{"order", order}}); }
    host_answer deliver(std::int64_t /*order*/) override {
        throw std::logic_error("declared: ships_nothing");
    }
    std::string state_of(std::int64_t order) override {
        return act("state_of", {{"order", order}});
    }
    std::vector<line> lines_of(std::int64_t order) override {
        std::vector<line> all;
        for (const json& each : act("lines_of", {{"order", order}})) {
            all.push_back({each.at(0), each.at(1), each.at(2)});
        }
        return all;
    }

    std::int64_t invoice_of(std::int64_t order, const std::string& amount) override {
        return act("invoice_of", {{"order", order}, {"amount", amount}});
    }
    std::int64_t invoice_without_order(std::int64_t customer, const std::string& amount,
                                       due when) override {
        return act(
            "invoice_without_order",
            {{"customer", customer}, {"amount", amount}, {"long_ago", when == due::long_ago}});
    }
    void post_invoice(std::int64_t invoice) override {
        act("post_invoice", {{"invoice", invoice}});
    }
    void pay(std::int64_t customer, const std::string& amount, std::int64_t invoice) override {
        act("pay", {{"customer", customer}, {"amount", amount}, {"invoice", invoice}});
    }
    std::int64_t take_cheque(std::int64_t /*customer*/, const std::string& /*amount*/,
                             std::int64_t /*invoice*/) override {
        throw std::logic_error("declared: no_cheques");
    }
    void cheque_is_paid(std::int64_t /*cheque*/) override {
        throw std::logic_error("declared: no_cheques");
    }
    void cheque_bounces(std::int64_t /*cheque*/) override {
        throw std::logic_error("declared: no_cheques");
    }
    void credit_note(std::int64_t customer, const std::string& amount) override {
        act("credit_note", {{"customer", customer}, {"amount", amount}});
    }
    void run_outbox() override { act("run_outbox", json::object()); }

  private:
    static std::string name_of(written what) {
        switch (what) {
            case written::confirmed:
                return "confirmed";
            case written::one_dearer:
                return "dearer";
            case written::for_a_cent:
                return "for_a_cent";
            case written::immense:
                return "immense";
            case written::another_company:
                return "another_company";
            case written::posted:
                return "posted";
        }
        throw std::logic_error("no such way");
    }
    static json act(const std::string& name, json what) {
        what["act"] = name;
        return tryton().clerk.act(what);
    }
    static void press(const std::string& button, std::int64_t order) {
        act("press", {{"button", button}, {"order", order}});
    }
};

}  // namespace

std::unique_ptr<host> tryton_on_postgresql() {
    return std::make_unique<tryton_host>();
}

}  // namespace creditgate::test

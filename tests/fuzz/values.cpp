// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/values.hpp"

#include <algorithm>

namespace creditgate::test {
namespace {

using texts = std::vector<std::string>;

std::string quoted(const std::string& text) {
    return '"' + text + '"';
}

std::string repeated(const std::string& text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

std::string list_of(const std::string& value, std::size_t times) {
    return "[" + repeated(value + ", ", times - 1) + value + "]";
}

const texts amounts = {
    R"("0")",
    R"("0.00")",
    R"("0.01")",
    R"("-0.01")",
    R"("-0")",
    R"("1.005")",
    R"("1")",
    R"("50")",
    R"("100.00")",
    R"("4999.99")",
    R"("5000.00")",
    R"("5000.01")",
    R"("92233720368547758.07")",
    R"("92233720368547758.06")",
    R"("92233720368547758.08")",
    R"("9223372036854775807")",
    R"("46116860184273879.04")",
    R"("9223372036854775.807")",
    R"("1e3")",
    R"("+1")",
    R"(" 1")",
    R"("1 ")",
    R"("1.")",
    R"(".5")",
    R"(".")",
    R"("-")",
    R"("00000000000000000000000001.00")",
    R"("1,000.00")",
    R"("1.00.00")",
    R"("0x10")",
    R"("nan")",
    R"("١")",
    "0",
    "1.5",
    "-1",
    "1e2",
    quoted(repeated("9", 60)),
    quoted(repeated("0", 200)),
    quoted("0." + repeated("0", 150)),
};

const texts currencies = {
    R"("EUR")", R"("USD")", R"("CNY")",      R"("GBP")", R"("JPY")", R"("KWD")",
    R"("CLF")", R"("XAU")", R"("XXX")",      R"("eur")", R"("EU")",  R"("EURO")",
    R"("€")",   R"("")",    R"("E\u0000R")", "978",
};

const texts days = {
    R"("2026-11-24")", R"("2026-11-25")",          R"("2024-02-29")", R"("2026-02-29")",
    R"("2100-02-29")", R"("1000-01-01")",          R"("0999-12-31")", R"("0000-00-00")",
    R"("9999-12-31")", R"("10000-01-01")",         R"("1970-01-01")", R"("2026-13-01")",
    R"("2026-00-10")", R"("2026-01-32")",          R"("2026-1-1")",   R"("20261124")",
    R"("-026-11-24")", R"("2026-11-24T00:00:00")", R"("today")",      "20261124",
};

const texts numbers = {
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "17",
    "99",
    "-1",
    "100",
    "1000",
    "1001",
    "10000",
    "10001",
    "36500",
    "36501",
    "2147483647",
    "2147483648",
    "4294967296",
    "9007199254740993",
    "9223372036854775806",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775808",
    "-9223372036854775809",
    "-0",
    "1.0",
    "1e0",
    "0.1",
    "1e400",
    "1e-400",
    R"("1")",
};

const texts words = {
    R"("quote")",
    R"("confirm")",
    R"("process")",
    R"("pick")",
    R"("ship")",
    R"("invoice")",
    R"("payment")",
    R"("order")",
    R"("shipment")",
    R"("sale")",
    R"("return")",
    R"("clerk")",
    R"("controller")",
    R"("manager")",
    R"("system")",
    R"("open")",
    R"("released")",
    R"("rejected")",
    R"("withdrawn")",
    R"("lapsed")",
    R"("any")",
    R"("done")",
    R"("failed")",
    R"("none")",
    R"("amount")",
    R"("unlimited")",
    R"("approve")",
    R"("warn")",
    R"("hold")",
    R"("reject")",
    R"("account_blocked")",
    R"("rate_missing")",
    R"("no_limit_set")",
    R"("salesperson_limit")",
    R"("limit")",
    R"("days_overdue")",
    R"("overdue_amount")",
    R"("document_value")",
    R"("en")",
    R"("zh_CN")",
};

const texts strings = {
    R"("")",
    R"(" ")",
    R"("a")",
    R"("x-1")",
    R"("x-2")",
    R"("'")",
    R"("''")",
    R"("\"")",
    R"("\\")",
    R"("\u0000")",
    R"("a\u0000b")",
    R"("\u0001\u001f\u007f")",
    R"("\r\n\t")",
    R"("Ω")",
    R"("\ud83d\ude00")",
    R"("\ufffe\uffff")",
    R"("\u202e\u200b")",
    R"("%s%n%x")",
    R"("?")",
    R"("'; drop table cg_hold; --")",
    R"("{d '2026-01-01'}")",
    R"("{amount} {value}")",
    R"("/* ")",
    R"("-- ")",
    quoted(repeated("x", 80)),
    quoted(repeated("x", 81)),
    quoted(repeated("x", 200)),
    quoted(repeated("x", 201)),
    quoted(repeated("x", 2000)),
    quoted(repeated("x", 2001)),
    quoted(repeated("x", 4000)),
    quoted(repeated("x", 4001)),
    quoted(repeated("€", 66)),
    quoted(repeated("€", 67)),
    quoted(repeated("€", 700)),
    quoted("x" + repeated("\xF0\x9F\x98\x80", 50)),
    quoted(repeated("\\u0001", 199)),
};

}  // namespace

const std::vector<std::string>& values_like(const nlohmann::json& value, const std::string& field) {
    if (value.is_number()) return numbers;
    if (field == "amount" && value.is_string()) return amounts;
    if (field == "currency") return currencies;
    if (field.find("date") != std::string::npos) return days;
    if (!value.is_string()) return odd_values();
    const bool word = std::find(words.begin(), words.end(), value.dump()) != words.end();
    return word ? words : strings;
}

const std::vector<std::string>& odd_values() {
    static const texts all = {
        "null",
        "true",
        "false",
        "[]",
        "{}",
        "[[]]",
        "[null]",
        "[{}]",
        R"({"": ""})",
        "0",
        "-1",
        "1.5",
        "1e400",
        "NaN",
        "Infinity",
        "01",
        "'a'",
        "",
        ",",
        R"("\ud800")",
        R"("\udc00x")",
        R"("\x")",
        "\"\xff\"",
        "\"\xc0\x80\"",
        "\"\xed\xa0\x80\"",
        "\"\xf4\x90\x80\x80\"",
        "\"\xe2\x82\"",
        "\"\t\"",
        R"({"amount": "1.00", "currency": "EUR"})",
        R"({"amount": "0.00", "currency": "USD"})",
        R"({"state": "none"})",
        R"({"state": "unlimited"})",
        R"([{"kind": "order", "id": 1}])",
        R"([{"kind": "order", "id": 1, "amount": {"amount": "1.00", "currency": "EUR"}}])",
        R"({"id": "t-1"})",
        R"({"id": "t-1", "cluster": "7"})",
        R"({"name": "mo", "roles": ["manager"]})",
        R"({"name": "mo", "roles": []})",
        R"({"kind": "order", "id": 7})",
        "[1, 2, 3, 4]",
        "[9223372036854775808]",
        "[1, 1, 1]",
        "{\"" + repeated("k", 5000) + "\": 1}",
        list_of("1", 1000),
        list_of("1", 1001),
        list_of(R"("clerk")", 100),
        list_of(R"("clerk")", 101),
        quoted(repeated("x", 20000)),
    };
    return all;
}

const std::vector<std::string>& odd_bytes() {
    static const texts all = {
        std::string(1, '\0'),
        "\xff",
        "\xc3",
        "\x80",
        "\xe2\x82",
        "\xf0\x9f",
        "\xef\xbb\xbf",
        "\"",
        "\\",
        "\\u",
        "\\ud800",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\n",
        "\t",
        " ",
        "//",
        "/**/",
        "1",
        "-",
        ".",
        "e9",
        R"("op": "ping", )",
        R"(, "op": "check")",
        R"(, "": null)",
        R"({"op": "ping"})",
        repeated("[", 51),
        repeated(R"({"a":)", 51),
    };
    return all;
}

const std::vector<std::string>& field_names() {
    static const texts all = {
        "all_companies",
        "after",
        "at",
        "blocked",
        "bucket",
        "buckets",
        "business_date",
        "checkpoint",
        "company",
        "confirm",
        "customer",
        "customer_name",
        "customers",
        "document",
        "documents_of",
        "erp_role",
        "grants",
        "hold_id",
        "horizon_days",
        "host",
        "ids",
        "included",
        "language",
        "limit",
        "max",
        "note",
        "op",
        "ordering_party",
        "outbox_id",
        "outcome",
        "policy",
        "reason",
        "request_id",
        "role_password",
        "since",
        "state",
        "transaction",
        "user",
        "views",
        "",
        "colour",
        std::string(5000, 'k'),
        std::string("a\0b", 3),
    };
    return all;
}

}  // namespace creditgate::test

// SPDX-License-Identifier: Apache-2.0
#include "sql/odbc/statement.hpp"

#include <utility>

namespace creditgate {
namespace {

// SOCI asks for a name of each parameter when it words an error: "?" becomes ":p1", ":p2", ...
std::string with_names(std::string_view sql) {
    std::string result;
    int number = 0;
    bool quoted = false;
    for (const char c : sql) {
        if (c == '\'') quoted = !quoted;
        if (c == '?' && !quoted) {
            result += ":p" + std::to_string(++number);
        } else {
            result += c;
        }
    }
    return result;
}

}  // namespace

statement::statement(soci::session& session, const std::string& sql, const parameters& like)
    : slots_(like.size()), prepared_(session) {
    try {
        prepare(sql, like);
    } catch (const soci::soci_error& error) {
        throw diagnose(error);
    }
}

void statement::prepare(const std::string& sql, const parameters& like) {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        slot& each = slots_[i];
        each.is_number = like[i].is_number();
        if (each.is_number) {
            prepared_.exchange(soci::use(std::as_const(each.number), each.state));
        } else {
            prepared_.exchange(soci::use(std::as_const(each.text), each.state));
        }
    }
    prepared_.alloc();
    prepared_.prepare(with_names(sql));
    prepared_.define_and_bind();
}

void statement::fill(const parameters& values) {
    if (values.size() != slots_.size()) {
        fail({fault::internal, "database_error", "", "",
              "a statement got " + std::to_string(values.size()) + " values, expected " +
                  std::to_string(slots_.size()),
              "report this text"});
    }
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        slot& each = slots_[i];
        if (values[i].is_number() != each.is_number) {
            fail({fault::internal, "database_error", "", "",
                  "value " + std::to_string(i + 1) + " of a statement has the wrong kind",
                  "report this text"});
        }
        // The binding ends at a NUL byte: such a text would be cut in silence.
        if (values[i].text().find('\0') != std::string::npos) {
            fail_field("text_with_nul", "", "", "a text contains a NUL byte, expected none",
                       "send the text without it");
        }
        each.number = values[i].number();
        each.text = values[i].text();
        each.state = values[i].is_null() ? soci::i_null : soci::i_ok;
    }
}

std::vector<row> statement::execute(const parameters& values) {
    fill(values);
    try {
        prepared_.execute(false);
    } catch (const soci::soci_error& error) {
        throw diagnose(error);
    }
    const auto* const backend =
        static_cast<const soci::odbc_statement_backend*>(prepared_.get_backend());
    return fetch_all(backend->hstmt_);
}

std::int64_t statement::affected_rows() {
    return prepared_.get_affected_rows();
}

}  // namespace creditgate

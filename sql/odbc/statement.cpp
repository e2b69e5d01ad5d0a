// SPDX-License-Identifier: Apache-2.0
#include "sql/odbc/statement.hpp"

#include <utility>

#include "sql/odbc/placeholders.hpp"

namespace creditgate {

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
    // SOCI asks for a name of each parameter when it words an error.
    prepared_.prepare(with_numbered_places(sql, ":p"));
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
        refuse_nul(values[i].text());
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

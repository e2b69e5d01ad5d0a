// SPDX-License-Identifier: Apache-2.0
#include "sql/odbc/connection.hpp"

#include <utility>

#include "sql/odbc/batch.hpp"
#include "sql/odbc/connection_state.hpp"
#include "sql/odbc/script.hpp"

namespace creditgate {

connection::connection(connect_options options, opened when_opened)
    : state_(std::make_unique<state>()) {
    state_->self = this;
    state_->options = std::move(options);
    state_->when_opened = std::move(when_opened);
    state_->open();
}

connection::~connection() {
    if (state_) state_->close();
}

dialect connection::kind() const noexcept {
    return state_->kind;
}

const std::string& connection::cluster() const noexcept {
    return state_->cluster;
}

const connect_options& connection::options() const noexcept {
    return state_->options;
}

void connection::begin() {
    state_->kept_back.clear();
    state_->phase = phase_of_work::asked;
}

void connection::commit() {
    if (state_->phase == phase_of_work::failed) state_->refuse_failed();
    if (!state_->kept_back.empty()) {
        state_->send_kept_back(ends::here);
    } else if (state_->phase == phase_of_work::running) {
        state_->attempt({}, [&] { state_->direct("commit"); });
    }
    state_->phase = phase_of_work::none;
}

void connection::rollback() noexcept {
    state_->kept_back.clear();
    if (state_->phase == phase_of_work::running) state_->undo();
    state_->phase = phase_of_work::none;
}

std::vector<row> connection::query(std::string_view sql, const parameters& values) {
    std::vector<row> result;
    state_->attempt(values, [&] { result = state_->prepared(sql, values).execute(values); });
    return result;
}

std::int64_t connection::execute(std::string_view sql, const parameters& values) {
    std::int64_t result = 0;
    state_->attempt(values, [&] {
        statement& prepared = state_->prepared(sql, values);
        prepared.execute(values);
        result = prepared.affected_rows();
    });
    return result;
}

std::vector<std::vector<row>> connection::query_all(const std::vector<question>& asked) {
    std::vector<std::vector<row>> result;
    if (kind() != dialect::postgresql) {
        for (const question& each : asked) result.push_back(query(each.sql, each.values));
        return result;
    }
    state_->attempt(
        values_of(asked), [&] { result = state_->batched(asked); }, begins::itself);
    return result;
}

void connection::query_later(question asked, answer_check check) {
    if (kind() != dialect::postgresql) return check(query(asked.sql, asked.values));
    if (state_->phase == phase_of_work::failed) state_->refuse_failed();
    state_->kept_back.push_back({std::move(asked), std::move(check)});
}

std::vector<row> connection::query_once(std::string_view sql, const parameters& values) {
    std::vector<row> result;
    state_->attempt(values, [&] {
        result = statement(*state_->session, std::string(sql), values).execute(values);
    });
    return result;
}

void connection::run(std::string_view sql) {
    state_->attempt({}, [&] { state_->direct(sql); });
}

void connection::run_script(std::string_view script) {
    for (const std::string& each : split_script(script)) run(each);
}

bool connection::usable() const noexcept {
    return state_->session != nullptr;
}

void connection::abandon() noexcept {
    state_->forget();
}

}  // namespace creditgate

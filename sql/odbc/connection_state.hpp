// SPDX-License-Identifier: Apache-2.0
//
// Inside sql/odbc only.
#pragma once

#include <map>
#include <string>

#include "sql/odbc/connection.hpp"
#include "sql/odbc/handle.hpp"
#include "sql/odbc/process.hpp"
#include "sql/odbc/statement.hpp"

namespace creditgate {

// none: every statement stands alone. asked: begin() was called, nothing sent. failed: undone
// after an error, until the next begin() or rollback().
enum class phase_of_work { none, asked, running, failed };

// Whether a transaction that was asked for is begun before the work, or by it.
enum class begins { before, itself };
enum class ends { no, here };

struct promised {
    question asked;
    answer_check check;
};

struct connection::state {
    connection* self = nullptr;
    connect_options options;
    opened when_opened;
    dialect kind = dialect::postgresql;
    std::string cluster;
    phase_of_work phase = phase_of_work::none;
    std::unique_ptr<soci::session> session;       // null when the connection is lost
    std::unique_ptr<message_statement> messages;  // null until something is sent, and after errors
    std::map<std::string, std::unique_ptr<statement>, std::less<>> statements;
    std::map<std::string, std::string, std::less<>> server_names;  // of statements in batches
    std::vector<promised> kept_back;                               // sent with what comes next

    // A connection that is cut while it is made is made once more.
    void open();
    void open_once();
    void close() noexcept;
    void forget() noexcept;
    void prepare_session();

    // Does the work, in the transaction if one was asked for. `values` are kept out of texts.
    template <typename Work>
    void attempt(const parameters& values, const Work& work, begins when = begins::before) {
        if (phase == phase_of_work::failed) refuse_failed();
        send_kept_back(ends::no);
        const bool nothing_done = phase == phase_of_work::asked;
        try {
            start_and(work, when);
            return;
        } catch (const driver_error& error) {
            recover(error, values, nothing_done);
        }
        try {
            start_and(work, when);
        } catch (const driver_error& error) {
            recover(error, values, false);
        }
    }

    template <typename Work>
    void start_and(const Work& work, begins when) {
        const odbc_call inside;
        require_open();
        if (when == begins::before) start_if_asked();
        work();
    }

    void require_open();
    void start_if_asked();
    // Returns when the connection was lost before anything was done, and is open again. Otherwise
    // undoes the transaction and throws `failure`.
    void recover(const driver_error& error, const parameters& values, bool nothing_done);
    [[noreturn]] void refuse_failed() const;
    void undo() noexcept;
    void direct(std::string_view sql);
    std::vector<std::vector<row>> send(std::string_view message, const bound_texts& bound = {});
    statement& prepared(std::string_view sql, const parameters& like);
    // PostgreSQL only: all of them in one message, with the begin or the commit where it is due.
    std::vector<std::vector<row>> batched(const std::vector<question>& asked, ends when = ends::no);
    // When it ends the transaction, the commit goes with it.
    void send_kept_back(ends when);
    const std::string& server_name(const question& asked);
};

}  // namespace creditgate

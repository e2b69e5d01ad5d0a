// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sql/odbc/connect_options.hpp"
#include "sql/odbc/value.hpp"

namespace creditgate {

// Looks at the rows of an answer, and throws when they are not what was expected.
using answer_check = std::function<void(const std::vector<row>&)>;

// One connection to the database and its transaction. Belongs to one thread at a time. Functions
// throw `failure`; after an error inside a transaction everything of it is undone at once, and
// every call up to the next begin() fails: a driver that reports a commit which the server has
// turned into a rollback is never asked.
class connection {
  public:
    // Called each time the connection was made, also after a loss: checks, settings.
    using opened = std::function<void(connection&)>;

    explicit connection(connect_options options, opened when_opened = {});
    ~connection();
    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;

    [[nodiscard]] dialect kind() const noexcept;
    // PostgreSQL's system identifier; "" elsewhere. Names the cluster of an ERP transaction.
    [[nodiscard]] const std::string& cluster() const noexcept;
    [[nodiscard]] const connect_options& options() const noexcept;

    // The begin itself is sent with the first statement. When the connection turns out to be lost
    // by then, it is opened anew and the transaction starts there: nothing was done yet.
    void begin();
    void commit();
    void rollback() noexcept;

    // `sql` has a "?" for each value. The statement is prepared at its first use and kept.
    std::vector<row> query(std::string_view sql, const parameters& values = {});
    // The number of rows that were changed.
    std::int64_t execute(std::string_view sql, const parameters& values = {});
    // Like query() for each in turn, in as few messages as the database allows: on PostgreSQL one,
    // in which each statement sees what was committed before it began. Begins a transaction that
    // was asked for in the same message. Not for long texts: they cost more in a message than
    // bound.
    std::vector<std::vector<row>> query_all(const std::vector<question>& asked);
    // Like query(), but it may wait for the next statement of the transaction or its commit and
    // then costs no message of its own. `check` gets the rows, and may throw; when that is at the
    // commit, the transaction has been committed.
    void query_later(question asked, answer_check check);
    // Like query(), for a text that will not come again: not kept.
    std::vector<row> query_once(std::string_view sql, const parameters& values = {});
    // A statement without parameters, passed on as it stands; results are thrown away.
    void run(std::string_view sql);
    void run_script(std::string_view script);

    // False once the connection is lost or in an unknown state.
    [[nodiscard]] bool usable() const noexcept;
    // Forgets the connection without closing it: in a child process it is the parent's.
    void abandon() noexcept;

  private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace creditgate

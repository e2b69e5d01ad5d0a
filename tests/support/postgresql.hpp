// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "tests/support/scratch_folder.hpp"

namespace creditgate::test {

// A private PostgreSQL on 127.0.0.1, with a folder and a port of its own. It ends with this
// object, and with this process should that be killed.
class postgresql {
  public:
    // The one of this process; started when it is first asked for.
    static postgresql& server();

    postgresql();
    ~postgresql();
    postgresql(const postgresql&) = delete;
    postgresql& operator=(const postgresql&) = delete;

    // A new, empty database; its name.
    std::string new_database();

    // ODBC connection string without user; everybody is trusted.
    [[nodiscard]] std::string connection(const std::string& database) const;

    // Runs SQL as the superuser postgres; returns the rows, columns separated by '|'.
    std::string sql(const std::string& database, const std::string& statement);

    [[nodiscard]] int port() const { return port_; }

    // As an administrator would; clients lose their connections. It comes back at the same port.
    void stop();
    void start_again();
    // From now on this role needs its password; everybody else is trusted.
    void require_password(const std::string& role);

  private:
    [[nodiscard]] std::vector<std::string> as_owner(std::vector<std::string> words) const;
    void start(int port);
    [[nodiscard]] bool is_ready() const;

    scratch_folder folder_;
    std::string programs_;
    int port_ = 0;
    pid_t server_ = 0;
    pid_t owner_ = 0;
    int databases_ = 0;
};

}  // namespace creditgate::test

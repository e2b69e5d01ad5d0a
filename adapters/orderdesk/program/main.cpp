// SPDX-License-Identifier: Apache-2.0
//
// orderdesk: a small ERP with creditgate in it, on a file of SQLite or on PostgreSQL.
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "adapters/orderdesk/install.hpp"
#include "adapters/orderdesk/program/session.hpp"
#include "adapters/orderdesk/program/story.hpp"

namespace creditgate::orderdesk {
namespace {

constexpr const char* usage =
    "usage: orderdesk init DATABASE     creates the tables of orderdesk and creditgate\n"
    "       orderdesk story DATABASE    walks orders from credit hold to payment, and checks\n"
    "DATABASE is a file for SQLite, or an ODBC connection string (with ';' or '=' in it).\n";

std::string connection_of(const std::string& database) {
    if (database.find_first_of(";=") != std::string::npos) return database;
    return "Driver={SQLite3};Database=" + database;
}

int run(const std::vector<std::string>& words) {
    if (words.size() != 2 || (words[0] != "init" && words[0] != "story")) {
        std::cerr << usage;
        return 2;
    }
    const std::string database = connection_of(words[1]);
    if (words[0] == "init") {
        create_tables(database, "Chandlery", "EUR");
        install_creditgate(owned_session(database).handle());
        std::cout << "orderdesk and creditgate are installed in " << words[1] << "\n";
        return 0;
    }
    const owned_session session(database);
    const int differences = tell_story(database, session.handle());
    std::cout << "\n" << differences << " differences\n";
    return differences == 0 ? 0 : 1;
}

}  // namespace
}  // namespace creditgate::orderdesk

int main(int argc, char** argv) {
    try {
        return creditgate::orderdesk::run({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        std::cerr << "orderdesk: " << error.what() << "\n";
        return 1;
    }
}

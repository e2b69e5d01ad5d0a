// SPDX-License-Identifier: Apache-2.0
#include "tests/support/postgresql.hpp"

#include <arpa/inet.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "tests/support/program.hpp"

namespace creditgate::test {
namespace {

namespace fs = std::filesystem;

// The newest of /usr/lib/postgresql/*/bin, where Debian puts them.
std::string find_programs() {
    const fs::path all = "/usr/lib/postgresql";
    int newest = 0;
    if (fs::exists(all)) {
        for (const auto& each : fs::directory_iterator(all)) {
            if (!fs::exists(each.path() / "bin" / "initdb")) continue;
            newest = std::max(newest, std::stoi(each.path().filename().string()));
        }
    }
    if (newest > 0) return (all / std::to_string(newest) / "bin").string();
    throw std::runtime_error("PostgreSQL is not installed: install the package postgresql");
}

int free_port() {
    const int probe = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(probe, reinterpret_cast<sockaddr*>(&address), size);
    getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size);
    close(probe);
    return ntohs(address.sin_port);
}

}  // namespace

postgresql& postgresql::server() {
    static postgresql one;
    return one;
}

postgresql::postgresql() : programs_(find_programs()), owner_(getpid()) {
    if (geteuid() == 0) {
        // PostgreSQL does not run as root.
        const passwd* postgres = getpwnam("postgres");
        if (postgres == nullptr) throw std::runtime_error("there is no user postgres");
        if (chown(folder_.path().c_str(), postgres->pw_uid, postgres->pw_gid) != 0) {
            throw std::runtime_error("cannot give the folder to postgres");
        }
    }
    run_program(as_owner({programs_ + "/initdb", "-D", folder_.path() / "data", "-A", "trust", "-U",
                          "postgres", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"}),
                folder_.path() / "initdb.log");
    // Somebody else may take the free port before the server does.
    for (int tries = 3; server_ == 0; --tries) {
        start(free_port());
        if (server_ == 0 && tries == 1) throw std::runtime_error("PostgreSQL does not start");
    }
}

postgresql::~postgresql() {
    // A child of a fork must not end its parent's server.
    if (getpid() != owner_) return;
    if (server_ != 0) stop();
}

std::vector<std::string> postgresql::as_owner(std::vector<std::string> words) const {
    std::vector<std::string> all{"setpriv", "--pdeathsig", "INT"};
    if (geteuid() == 0) {
        all.insert(all.end(), {"--reuid", "postgres", "--regid", "postgres", "--clear-groups"});
    }
    all.insert(all.end(), words.begin(), words.end());
    return all;
}

void postgresql::stop() {
    kill(server_, SIGINT);  // fast shutdown
    wait_for(server_);
    server_ = 0;
}

void postgresql::start_again() {
    start(port_);
    if (server_ == 0) throw std::runtime_error("PostgreSQL does not start again");
}

void postgresql::require_password(const std::string& role) {
    const fs::path rules = folder_.path() / "data" / "pg_hba.conf";
    std::ostringstream present;
    present << std::ifstream(rules).rdbuf();
    std::ofstream(rules) << "host all " << role << " 127.0.0.1/32 scram-sha-256\n" << present.str();
    sql("postgres", "select pg_reload_conf()");
}

void postgresql::start(int port) {
    port_ = port;
    const std::string folder = folder_.path().string();
    server_ =
        start_program(as_owner({programs_ + "/postgres", "-D", folder + "/data", "-p",
                                std::to_string(port_), "-c", "listen_addresses=127.0.0.1", "-c",
                                "unix_socket_directories=" + folder, "-c", "max_connections=200"}),
                      folder_.path() / "postgres.log");
    for (int tenths = 0; tenths < 300; ++tenths) {
        if (is_ready()) return;
        if (waitpid(server_, nullptr, WNOHANG) == server_) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    server_ = 0;
}

// The last line of postmaster.pid is the server's state.
bool postgresql::is_ready() const {
    std::ifstream file(folder_.path() / "data" / "postmaster.pid");
    std::string line;
    bool ready = false;
    while (std::getline(file, line)) ready = line.rfind("ready", 0) == 0;
    return ready;
}

std::string postgresql::new_database() {
    const std::string name = "test_" + std::to_string(++databases_);
    sql("postgres", "create database " + name);
    return name;
}

std::string postgresql::connection(const std::string& database) const {
    return "Driver={PostgreSQL Unicode};Server=127.0.0.1;Port=" + std::to_string(port_) +
           ";Database=" + database;
}

std::string postgresql::sql(const std::string& database, const std::string& statement) {
    std::string found = run_program(
        {programs_ + "/psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1",
         "-p", std::to_string(port_), "-U", "postgres", "-d", database, "-c", statement},
        folder_.path() / "psql.log");
    if (!found.empty() && found.back() == '\n') found.pop_back();
    return found;
}

}  // namespace creditgate::test

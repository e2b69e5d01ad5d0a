// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/checks.hpp"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace creditgate::bench {
namespace {

using std::chrono::steady_clock;

// Ids of documents and requests, new in each run of a database and each thread of a run.
std::int64_t next_number() {
    static std::atomic<std::int64_t> last{std::chrono::duration_cast<std::chrono::microseconds>(
                                              std::chrono::system_clock::now().time_since_epoch())
                                              .count()};
    return ++last;
}

std::string check_request(std::int64_t customer, const std::string& cluster,
                          const std::string& id) {
    const std::string number = std::to_string(next_number());
    return R"({"op":"check","request_id":"bench-)" + number +
           R"(","checkpoint":"confirm","company":1,"customer":)" + std::to_string(customer) +
           R"(,"customer_name":"Customer","document":{"kind":"order","id":)" + number +
           R"(,"number":"SO-)" + number +
           R"(","amount":{"amount":"12.34","currency":"EUR"},"date":"2026-11-24"},)"
           R"("user":{"name":"bench","roles":["clerk"]},"language":"en",)"
           R"("business_date":"2026-11-24","transaction":{"cluster":")" +
           cluster + R"(","id":")" + id + R"("}})";
}

}  // namespace

std::string full_connection(const std::string& connection, const std::string& user) {
    return connection + ";UID=" + user + ";UseServerSidePrepare=1";
}

checker::checker(const std::string& connection, const std::string& user)
    : host_(full_connection(connection, user)) {
    const std::string config =
        R"({"database":")" + connection + R"(","user":")" + user + R"(","budget_ms":20000})";
    if (cg_open(config.c_str(), &session_) != 0) {
        throw std::runtime_error(cg_last_error(nullptr));
    }
    host_.prepare("select system_identifier::text from pg_control_system()");
    host_.execute();
    cluster_ = host_.fetch_text();
    host_.end(SQL_COMMIT);
    host_.prepare("select pg_current_xact_id()::text");
}

std::string checker::call(const std::string& request) {
    char* response = nullptr;
    const int status = cg_call(session_, request.c_str(), &response);
    const std::string answer = response ? response : "";
    cg_free(response);
    if (status != 0) throw std::runtime_error(answer);
    return answer;
}

void checker::set_limit(std::int64_t customer) {
    call(R"({"op":"set_limit","company":1,"customer":)" + std::to_string(customer) +
         R"(,"limit":{"state":"amount","amount":{"amount":"1000000000.00","currency":"EUR"}},)"
         R"("user":{"name":"bench","roles":["manager"]},"reason":"bench",)"
         R"("business_date":"2026-11-24"})");
}

std::int64_t checker::check(std::int64_t customer) {
    begin();
    const std::int64_t taken = check_inside(customer);
    rollback();
    return taken;
}

void checker::begin() {
    host_.execute();
    transaction_ = host_.fetch_text();
}

std::int64_t checker::check_inside(std::int64_t customer) {
    const std::string request = check_request(customer, cluster_, transaction_);
    const auto start = steady_clock::now();
    const std::string answer = call(request);
    const std::int64_t taken = microseconds_since(start);
    if (answer.find(R"("outcome":"approve")") == std::string::npos) {
        throw std::runtime_error("expected approve, found " + answer);
    }
    return taken;
}

void checker::rollback() {
    host_.end(SQL_ROLLBACK);
}

std::int64_t microseconds_since(steady_clock::time_point start) {
    return std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - start)
        .count();
}

std::int64_t median(std::vector<std::int64_t> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

void print_ratio(const char* name, std::int64_t above, std::int64_t below) {
    const std::int64_t ratio = (above * 100 + below - 1) / below;
    std::printf("%s %lld.%02lld ratio\n", name, static_cast<long long>(ratio / 100),
                static_cast<long long>(ratio % 100));
}

void print_count(const char* name, std::int64_t value, const char* unit) {
    std::printf("%s %lld %s\n", name, static_cast<long long>(value), unit);
}

int run_bench(int argc, char** argv,
              void (*bench)(const std::string&, const std::string&, std::int64_t)) {
    if (argc != 4) {
        std::fprintf(stderr, "usage: %s <connection string> <user> <pairs>\n", argv[0]);
        return 2;
    }
    try {
        bench(argv[1], argv[2], std::strtoll(argv[3], nullptr, 10));
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}

}  // namespace creditgate::bench

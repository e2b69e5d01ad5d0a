// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/client.hpp"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <ctime>
#include <future>
#include <memory>

#include "creditgate/creditgate.h"

namespace creditgate::command {
namespace {

json configuration_of(const common_options& options) {
    json made = json::object();
    const auto set = [&](const char* name, const std::string& value) {
        if (!value.empty()) made[name] = value;
    };
    set("config_file", options.config_file);
    set("database", options.database);
    set("user", options.user);
    set("password", options.password);
    set("language", options.language);
    // An administrator waits longer than an order clerk.
    made["budget_ms"] = 60'000;
    return made;
}

json open_error() {
    return {{"ok", false},
            {"error",
             {{"code", "cannot_open"},
              {"message", cg_last_error(nullptr)},
              {"next", "give --config or --database, or set CREDITGATE_CONFIG"}}}};
}

answer ask_in(cg_session* session, const json& request) {
    char* text = nullptr;
    const cg_status status = cg_call(session, request.dump().c_str(), &text);
    const std::unique_ptr<char, decltype(&cg_free)> owned(text, cg_free);
    return {status, json::parse(text == nullptr ? "{}" : text)};
}

}  // namespace

void ask_each(const common_options& options, const std::vector<json>& requests,
              const std::function<void(const answer&)>& take) {
    cg_session* session = nullptr;
    const cg_status opened = cg_open(configuration_of(options).dump().c_str(), &session);
    const std::unique_ptr<cg_session, decltype(&cg_close)> closed(session, cg_close);
    for (const json& each : requests) {
        take(opened == CG_OK ? ask_in(session, each) : answer{opened, open_error()});
    }
}

answer ask_with_progress(const common_options& options, const json& request,
                         const std::function<void(const json&)>& show) {
    cg_session* session = nullptr;
    const cg_status opened = cg_open(configuration_of(options).dump().c_str(), &session);
    const std::unique_ptr<cg_session, decltype(&cg_close)> closed(session, cg_close);
    if (opened != CG_OK) return {opened, open_error()};
    auto work = std::async(std::launch::async, [&] { return ask_in(session, request); });
    while (work.wait_for(std::chrono::milliseconds(300)) != std::future_status::ready) {
        show(ask_in(session, {{"op", "progress"}}).body);
    }
    return work.get();
}

answer ask(const common_options& options, const json& request) {
    answer got;
    ask_each(options, {request}, [&](const answer& only) { got = only; });
    return got;
}

std::string today() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    std::array<char, 16> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d", &local)};
}

std::string person_at_terminal() {
    const passwd* entry = getpwuid(getuid());
    return entry == nullptr ? std::to_string(getuid()) : entry->pw_name;
}

}  // namespace creditgate::command

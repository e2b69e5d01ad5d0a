// SPDX-License-Identifier: Apache-2.0
//
// The C interface: the one guard that no exception passes.
#include "creditgate/creditgate.h"

#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <string>

#include "plugin/abi/last_error.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/session/registry.hpp"

namespace {

using creditgate::json;

thread_local constinit creditgate::last_error_text last_error;

cg_status status_of(creditgate::fault whose) {
    switch (whose) {
        case creditgate::fault::request:
            return CG_BAD_REQUEST;
        case creditgate::fault::refused:
            return CG_REFUSED;
        case creditgate::fault::unavailable:
            return CG_UNAVAILABLE;
        case creditgate::fault::internal:
            return CG_INTERNAL;
    }
    return CG_INTERNAL;
}

struct outcome_of_call {
    cg_status status = CG_OK;
    std::string answer;
};

outcome_of_call failed(cg_status status, const creditgate::error_detail& detail) {
    const json answer = {{"ok", false}, {"error", creditgate::error_json(detail)}};
    last_error.set(detail.code + ": " + detail.message);
    return {status, answer.dump(-1, ' ', false, json::error_handler_t::replace)};
}

outcome_of_call internal_error(const std::string& what) {
    return failed(CG_INTERNAL,
                  {creditgate::fault::internal, "internal_error", "", "", what,
                   "report this with the request; the ERP can go on, nothing was changed"});
}

outcome_of_call unavailable_check(const creditgate::check_unavailable& error) {
    const json answer = {{"ok", false},
                         {"outcome", creditgate::word(error.otherwise())},
                         {"message", error.message()},
                         {"error", creditgate::error_json(error.detail())}};
    last_error.set(error.detail().code + ": " + error.detail().message);
    return {CG_UNAVAILABLE, answer.dump(-1, ' ', false, json::error_handler_t::replace)};
}

// Whatever happens inside becomes a status and an answer.
template <class Work>
outcome_of_call guarded(Work work) noexcept {
    try {
        last_error.clear();
        try {
            return {CG_OK, work()};
        } catch (const creditgate::check_unavailable& error) {
            return unavailable_check(error);
        } catch (const creditgate::failure& error) {
            return failed(status_of(error.detail().whose), error.detail());
        } catch (const std::exception& error) {
            return internal_error(error.what());
        } catch (...) {
            return internal_error("unknown exception");
        }
    } catch (...) {
        return {CG_INTERNAL, {}};  // no memory even for the error text
    }
}

char* copied(const std::string& text) noexcept {
    if (text.empty()) return nullptr;
    auto* copy = static_cast<char*>(std::malloc(text.size() + 1));
    if (copy != nullptr) std::memcpy(copy, text.c_str(), text.size() + 1);
    return copy;
}

std::uintptr_t number_of(cg_session* session) {
    return reinterpret_cast<std::uintptr_t>(session);
}

}  // namespace

int cg_abi_version(void) {
    return CG_ABI_VERSION;
}

const char* cg_version(void) {
    return CREDITGATE_VERSION;
}

cg_status cg_open(const char* config_json, cg_session** session) {
    if (session == nullptr) return CG_BAD_REQUEST;
    *session = nullptr;
    const outcome_of_call done = guarded([&] {
        const creditgate::call_under_way turn;
        auto opened = std::make_shared<creditgate::session>(
            creditgate::load_configuration(config_json == nullptr ? "" : config_json));
        // A session is a number in the shape of a pointer: nobody can follow it.
        // NOLINTNEXTLINE(performance-no-int-to-ptr)
        *session = reinterpret_cast<cg_session*>(creditgate::register_session(std::move(opened)));
        return std::string{};
    });
    return done.status;
}

cg_status cg_call(cg_session* session, const char* request_json, char** response_json) {
    if (response_json == nullptr) return CG_BAD_REQUEST;
    *response_json = nullptr;
    bool closed = false;
    outcome_of_call done = guarded([&] {
        const creditgate::call_under_way turn;
        const auto found = creditgate::find_session(number_of(session));
        closed = found == nullptr;
        if (closed) {
            creditgate::fail({creditgate::fault::refused, "session_closed", "", "",
                              "the session was closed, or never opened", "open a new session"});
        }
        if (request_json == nullptr) {
            creditgate::fail_field("bad_json", "", "", "the request is NULL", "send a JSON object");
        }
        return found->call(request_json).dump(-1, ' ', false, json::error_handler_t::replace);
    });
    *response_json = copied(done.answer);
    return closed ? CG_SESSION_CLOSED : done.status;
}

void cg_free(char* text) {
    std::free(text);
}

void cg_close(cg_session* session) {
    if (session == nullptr) return;
    static_cast<void>(guarded([&] {
        const creditgate::call_under_way turn;
        creditgate::close_session(number_of(session));
        return std::string{};
    }));
}

const char* cg_last_error(cg_session* /*session*/) {
    return last_error.text.data();
}

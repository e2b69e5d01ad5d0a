// SPDX-License-Identifier: Apache-2.0
//
// The C interface: the one guard that no exception passes.
#include "creditgate/creditgate.h"

#include <pthread.h>
#include <signal.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <system_error>
#include <thread>

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

struct no_session {};

struct outcome_of_call {
    cg_status status = CG_OK;
    std::string answer;
    std::string error;
};

outcome_of_call failed(cg_status status, const json& answer,
                       const creditgate::error_detail& detail) {
    return {status, answer.dump(-1, ' ', false, json::error_handler_t::replace),
            detail.code + ": " + detail.message};
}

outcome_of_call failed(cg_status status, const creditgate::error_detail& detail) {
    return failed(status, {{"ok", false}, {"error", creditgate::error_json(detail)}}, detail);
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
    return failed(CG_UNAVAILABLE, answer, error.detail());
}

// Whatever happens inside becomes a status and an answer.
template <class Work>
outcome_of_call guarded(Work work) noexcept {
    try {
        try {
            return {CG_OK, work(), {}};
        } catch (const creditgate::check_unavailable& error) {
            return unavailable_check(error);
        } catch (const no_session&) {
            return failed(CG_SESSION_CLOSED,
                          {creditgate::fault::refused, "session_closed", "", "",
                           "the session was closed, or never opened", "open a new session"});
        } catch (const creditgate::failure& error) {
            return failed(status_of(error.detail().whose), error.detail());
        } catch (const std::exception& error) {
            return internal_error(error.what());
        } catch (...) {
            return internal_error("unknown exception");
        }
    } catch (...) {
        return {CG_INTERNAL, {}, {}};  // no memory even for the error text
    }
}

// To the calling thread, whichever one has done it.
cg_status tell(const outcome_of_call& done) noexcept {
    last_error.set(done.error);
    return done.status;
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

std::string carry_out(std::uintptr_t session, const char* request) {
    const auto found = creditgate::find_session(session);
    if (found == nullptr) throw no_session{};
    if (request == nullptr) {
        creditgate::fail_field("bad_json", "", "", "the request is NULL", "send a JSON object");
    }
    return found->call(request).dump(-1, ' ', false, json::error_handler_t::replace);
}

// What the thread that carries it out and the one that waits for it have in common.
struct request_under_way {
    std::uintptr_t session = 0;
    std::optional<std::string> request;
    std::optional<creditgate::call_under_way> turn;
    outcome_of_call done;
    std::atomic<bool> ended{false};
};

// A fork waits for the turn: the child finds it ended.
void carry_out_begun(const std::shared_ptr<request_under_way>& work) noexcept {
    work->done = guarded(
        [&] { return carry_out(work->session, work->request ? work->request->c_str() : nullptr); });
    work->ended = true;
    work->ended.notify_all();
    work->turn.reset();
}

}  // namespace

namespace {

// A thread that is made meanwhile gets none of the host's signals.
struct without_signals {
    without_signals() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    ~without_signals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    without_signals(const without_signals&) = delete;
    without_signals& operator=(const without_signals&) = delete;

  private:
    sigset_t before_{};
};

}  // namespace

struct cg_begun {
    explicit cg_begun(std::shared_ptr<request_under_way> of) : work(std::move(of)) {}
    std::shared_ptr<request_under_way> work;
};

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
    return tell(done);
}

cg_status cg_call(cg_session* session, const char* request_json, char** response_json) {
    if (response_json == nullptr) return CG_BAD_REQUEST;
    *response_json = nullptr;
    const outcome_of_call done = guarded([&] {
        const creditgate::call_under_way turn;
        return carry_out(number_of(session), request_json);
    });
    *response_json = copied(done.answer);
    return tell(done);
}

cg_status cg_begin(cg_session* session, const char* request_json, cg_begun** begun) {
    if (begun == nullptr) return CG_BAD_REQUEST;
    *begun = nullptr;
    return tell(guarded([&] {
        auto work = std::make_shared<request_under_way>();
        auto handle = std::make_unique<cg_begun>(work);
        work->session = number_of(session);
        if (request_json != nullptr) work->request = request_json;
        work->turn.emplace();
        try {
            const without_signals masked;
            std::thread(carry_out_begun, work).detach();
        } catch (const std::system_error&) {
            // The process may have no more threads: then one after the other.
            carry_out_begun(work);
        }
        *begun = handle.release();
        return std::string{};
    }));
}

cg_status cg_finish(cg_begun* begun, char** response_json) {
    if (begun == nullptr || response_json == nullptr) return CG_BAD_REQUEST;
    *response_json = nullptr;
    const std::unique_ptr<cg_begun> own(begun);
    own->work->ended.wait(false);
    *response_json = copied(own->work->done.answer);
    return tell(own->work->done);
}

void cg_free(char* text) {
    std::free(text);
}

void cg_close(cg_session* session) {
    if (session == nullptr) return;
    tell(guarded([&] {
        const creditgate::call_under_way turn;
        creditgate::close_session(number_of(session));
        return std::string{};
    }));
}

const char* cg_last_error(cg_session* /*session*/) {
    return last_error.text.data();
}

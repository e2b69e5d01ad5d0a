// SPDX-License-Identifier: Apache-2.0
//
// A host that closes its session in an exit handler, after a call that failed. By then what the
// library keeps for the thread must still be there.
#include <cstdlib>
#include <cstring>

#include "creditgate/creditgate.h"

namespace {

cg_session* session = nullptr;

void close_session() {
    cg_close(session);
    if (std::strcmp(cg_last_error(nullptr), "") != 0) std::_Exit(1);
}

}  // namespace

int main() {
    // Nothing is connected before a call that needs it.
    constexpr const char* configuration = R"({"database": "Driver=SQLite3;Database=none.db"})";
    if (std::atexit(close_session) != 0 || cg_open(configuration, &session) != CG_OK) return 2;
    char* answer = nullptr;
    const cg_status status = cg_call(
        session, R"({"op": "a name that is too long to be kept without the heap"})", &answer);
    cg_free(answer);
    return status == CG_BAD_REQUEST ? 0 : 3;
}

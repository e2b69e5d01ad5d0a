/* SPDX-License-Identifier: Apache-2.0
 *
 * A host in C, compiled against the header of version 1 as it was released, with today's library.
 * It is never changed: when it fails, a promise to existing hosts is broken.
 *
 *     program <file for an SQLite database>
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "creditgate.h"

static int failures = 0;

static void expect(int holds, const char* what) {
    if (holds) return;
    fprintf(stderr, "not so: %s\n", what);
    ++failures;
}

static void expect_answer(cg_session* session, const char* request, cg_status status,
                          const char* part) {
    char* answer = NULL;
    const cg_status found = cg_call(session, request, &answer);
    expect(found == status, request);
    expect(answer != NULL && strstr(answer, part) != NULL, part);
    cg_free(answer);
}

static void expect_begun(cg_session* session, const char* request, cg_status status,
                         const char* part) {
    cg_begun* begun = NULL;
    char* answer = NULL;
    expect(cg_begin(session, request, &begun) == CG_OK, "a request is begun");
    expect(cg_finish(begun, &answer) == status, request);
    expect(answer != NULL && strstr(answer, part) != NULL, part);
    cg_free(answer);
}

int main(int argc, char** argv) {
    char configuration[1000];
    cg_session* session = NULL;
    if (argc != 2) return 2;
    snprintf(configuration, sizeof configuration,
             "{\"database\": \"Driver={SQLite3};Database=%s\"}", argv[1]);
    expect(cg_abi_version() == 1, "the interface has version 1");
    expect(strlen(cg_version()) > 0, "there is a version");
    expect(cg_open("{", &session) == CG_BAD_REQUEST, "half an object is refused");
    expect(session == NULL, "no session then");
    expect(strlen(cg_last_error(NULL)) > 0, "the reason is told");
    expect(cg_open(configuration, &session) == CG_OK, "a session is opened");
    expect_answer(session, "{\"op\": \"holds\", \"company\": 1}", CG_REFUSED, "schema_too_old");
    expect_answer(
        session,
        "{\"op\": \"install\", \"host\": \"c\", \"views\": \"create view cg_erp_customer as "
        "select 1 as customer_id, 'C' as code, 'C' as name\"}",
        CG_OK, "\"schema_step\"");
    expect_answer(session, "{\"op\": \"holds\", \"company\": 1}", CG_OK, "\"holds\":[]");
    expect_answer(session, "{\"op\": \"ping\"}", CG_OK, "\"ok\":true");
    expect_answer(session, "{\"op\": \"fly\"}", CG_BAD_REQUEST, "unknown_op");
    expect_begun(session, "{\"op\": \"ping\"}", CG_OK, "\"ok\":true");
    expect_begun(session, "{\"op\": \"fly\"}", CG_BAD_REQUEST, "unknown_op");
    cg_close(session);
    expect_answer(session, "{\"op\": \"ping\"}", CG_SESSION_CLOSED, "session_closed");
    cg_close(session);
    cg_free(NULL);
    return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

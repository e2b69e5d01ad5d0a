/* SPDX-License-Identifier: Apache-2.0
 *
 * creditgate.h - the C interface of libcreditgate.so.
 *
 * A host (an ERP process) opens a session, sends JSON requests and gets JSON answers. Every message
 * is described by a JSON Schema in plugin/schema/. Everything the product can do is an op of
 * cg_call; the creditgate command and every adapter use nothing else.
 *
 * Text       Every string is UTF-8 and ends with a NUL byte. A string that this library returns
 *            belongs to the caller, who gives it back with cg_free, and with nothing else.
 * Threads    A session may be used by any number of threads at once; it opens database
 *            connections as they are needed, up to "pool_size". cg_close must be the last call on
 *            a session; calls that other threads have already begun end normally, later ones
 *            return CG_SESSION_CLOSED.
 * Forks      A session survives fork(): the child opens connections of its own at its first call
 *            and never touches the parent's. Nothing is opened and no thread is started when the
 *            library is loaded or the session is opened.
 * Failures   No exception, signal or exit crosses this interface. When a function does not return
 *            CG_OK, the answer is a JSON object {"ok": false, "error": {...}} whose "error" names
 *            the code, the field and the value where there is one, and what to do next. A request
 *            that fails has changed nothing, in the database or elsewhere.
 */
#ifndef CREDITGATE_H
#define CREDITGATE_H

#if defined(__GNUC__)
#define CG_API __attribute__((visibility("default")))
#else
#define CG_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this interface. It grows by one when a released function or the meaning of a
 * released message changes; a host asks cg_abi_version() before anything else. Since 1. */
#define CG_ABI_VERSION 1

typedef enum cg_status {
    CG_OK = 0,             /* the answer is the op's answer */
    CG_BAD_REQUEST = 1,    /* the request is wrong; correct it, the same call fails again */
    CG_REFUSED = 2,        /* not allowed: rights, state of the hold, a schema of another age */
    CG_UNAVAILABLE = 3,    /* the database cannot answer now; the same call may succeed later */
    CG_SESSION_CLOSED = 4, /* the session was closed, or is not a session */
    CG_INTERNAL = 5        /* a fault of this library; the text says where */
} cg_status;

typedef struct cg_session cg_session;

/* A request that was begun and not finished yet. */
typedef struct cg_begun cg_begun;

/* CG_ABI_VERSION of the loaded library. Callable at any time. */
CG_API int cg_abi_version(void);

/* The product's version, such as "0.1.0". Static text: do not free. */
CG_API const char* cg_version(void);

/* Opens a session. config_json is an object; all members are optional, what is absent is read from
 * the file it names or from the environment (see plugin/schema/config.schema.json):
 *     {"config_file": "/etc/creditgate.json", "database": "Driver=...;...", "dsn": "...",
 *      "user": "...", "password": "...", "pool_size": 8, "budget_ms": 500, "language": "en",
 *      "unavailable": {"confirm": "hold"}}
 * No connection is made here: a wrong password shows at the first cg_call.
 * On CG_OK *session is set and the caller closes it with cg_close. Otherwise *session is NULL and
 * cg_last_error(NULL) tells why, for the calling thread. */
CG_API cg_status cg_open(const char* config_json, cg_session** session);

/* Carries out one request. *response_json is always set, also on failure (NULL only when there is
 * no memory); free it with cg_free. Requests over 1 MiB are refused. In "check"
 * each wait (for a connection, for a lock, for an answer of the database) lasts at most the
 * session's budget_ms; administrative ops take as long as they need. */
CG_API cg_status cg_call(cg_session* session, const char* request_json, char** response_json);

/* Begins one request and returns at once: a thread of the library's own carries it out while the
 * host goes on. On CG_OK *begun is set, and the host calls cg_finish with it exactly once, in this
 * process, from any thread. Otherwise *begun is NULL and cg_last_error(NULL) tells why; what is
 * wrong with the session or the request is told by cg_finish. Where the process may have no more
 * threads, the request is carried out before this returns. */
CG_API cg_status cg_begin(cg_session* session, const char* request_json, cg_begun** begun);

/* Waits for a request that was begun, and answers as cg_call does. begun is gone then. */
CG_API cg_status cg_finish(cg_begun* begun, char** response_json);

/* Gives back a string that cg_call or cg_finish returned. NULL is allowed. */
CG_API void cg_free(char* text);

/* Ends a session. NULL is allowed; a second call on the same session is harmless. */
CG_API void cg_close(cg_session* session);

/* The error text of the calling thread's last failed call, or "" when there is none. Valid until
 * the thread's next call of this library; do not free. Cut at 4,000 bytes. session is not used and
 * may be NULL. */
CG_API const char* cg_last_error(cg_session* session);

#ifdef __cplusplus
}
#endif
#endif /* CREDITGATE_H */

# SPDX-License-Identifier: GPL-3.0-or-later
"""The C interface of libcreditgate.so (creditgate.h) and nothing of Tryton."""
import ctypes
import json

ABI_VERSION = 1
OK, BAD_REQUEST, REFUSED, UNAVAILABLE, SESSION_CLOSED, INTERNAL = range(6)


class LibraryError(Exception):
    "The library could not be loaded, or did not open a session."


class Library:
    def __init__(self, path):
        try:
            # CDLL, not PyDLL: other threads go on while the library waits for the database.
            dll = ctypes.CDLL(path)
            _declare(dll)
        except (OSError, AttributeError) as error:
            raise LibraryError('cannot load "%s": %s' % (path, error))
        found = dll.cg_abi_version()
        if found != ABI_VERSION:
            raise LibraryError('"%s" has the interface version %s, this module expects %s'
                % (path, found, ABI_VERSION))
        self.dll = dll
        # Beginning a request waits for nothing, unless the process may have no more threads. With
        # PyDLL it keeps Python's lock: given away, the next thread of Python would have it for
        # milliseconds.
        self.quick = ctypes.PyDLL(path)
        _declare_begin(self.quick)

    def open(self, config):
        handle = ctypes.c_void_p()
        status = self.dll.cg_open(encode(config), ctypes.byref(handle))
        if status != OK:
            text = self.dll.cg_last_error(None) or b''
            raise LibraryError(_words(text.decode('utf-8', 'replace')))
        return Session(self, handle)


class Session:
    def __init__(self, library, handle):
        self._dll, self._quick = library.dll, library.quick
        self._handle = handle

    def call(self, request):
        "Returns (status, answer)."
        response = ctypes.c_void_p()
        status = self._dll.cg_call(self._handle, encode(request), ctypes.byref(response))
        return self._decoded(status, response)

    def begin(self, request):
        "The library carries it out in a thread of its own. Returns what finish() is called with."
        begun = ctypes.c_void_p()
        self._quick.cg_begin(self._handle, encode(request), ctypes.byref(begun))
        return begun

    def finish(self, begun):
        "Waits. Returns (status, answer). To be called once."
        if not begun:
            return INTERNAL, _NO_MEMORY
        response = ctypes.c_void_p()
        status = self._dll.cg_finish(begun, ctypes.byref(response))
        return self._decoded(status, response)

    def _decoded(self, status, response):
        if not response.value:
            return INTERNAL, _NO_MEMORY
        try:
            return status, json.loads(ctypes.string_at(response.value))
        finally:
            self._dll.cg_free(response)

    def close(self):
        self._dll.cg_close(self._handle)


def _declare(dll):
    dll.cg_abi_version.argtypes = []
    dll.cg_abi_version.restype = ctypes.c_int
    dll.cg_open.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_void_p)]
    dll.cg_open.restype = ctypes.c_int
    dll.cg_call.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.POINTER(ctypes.c_void_p)]
    dll.cg_call.restype = ctypes.c_int
    dll.cg_finish.argtypes = [ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p)]
    dll.cg_finish.restype = ctypes.c_int
    dll.cg_free.argtypes = [ctypes.c_void_p]
    dll.cg_free.restype = None
    dll.cg_close.argtypes = [ctypes.c_void_p]
    dll.cg_close.restype = None
    dll.cg_last_error.argtypes = [ctypes.c_void_p]
    dll.cg_last_error.restype = ctypes.c_char_p


def _declare_begin(dll):
    dll.cg_begin.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.POINTER(ctypes.c_void_p)]
    dll.cg_begin.restype = ctypes.c_int


def encode(message):
    return json.dumps(message, ensure_ascii=False).encode('utf-8')


_NO_MEMORY = {'ok': False, 'error': {
        'code': 'no_memory', 'message': 'no memory for the answer', 'next': 'try again'}}


def _words(text):
    "The last error is the JSON answer of the failed call, or plain text."
    try:
        error = json.loads(text)['error']
    except (ValueError, KeyError, TypeError):
        return text
    return '; '.join(filter(None, [error.get('message'), error.get('next')]))

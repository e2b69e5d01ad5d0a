#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The library in a Python process that has a database driver of its own, as Tryton is.

    beside_psycopg2.py LIBRARY PORT DATABASE CONFIGURATION before|after

The library is loaded before or after psycopg2 has connected; both work, and go on working.
"""
import ctypes
import json
import sys


def query(connection):
    with connection.cursor() as cursor:
        cursor.execute('select current_database()')
        return cursor.fetchone()[0]


def connect(port, database):
    import psycopg2
    return psycopg2.connect(host='127.0.0.1', port=port, user='postgres', dbname=database)


def load(path, configuration):
    library = ctypes.CDLL(path)
    library.cg_call.argtypes = [
        ctypes.c_void_p, ctypes.c_char_p, ctypes.POINTER(ctypes.c_void_p)]
    library.cg_free.argtypes = [ctypes.c_void_p]
    session = ctypes.c_void_p()
    assert library.cg_open(configuration.encode(), ctypes.byref(session)) == 0
    return library, session


def ping(library, session):
    answer = ctypes.c_void_p()
    status = library.cg_call(session, b'{"op": "ping"}', ctypes.byref(answer))
    text = ctypes.string_at(answer.value)
    library.cg_free(answer)
    assert status == 0, text
    return json.loads(text)


def main(path, port, database, configuration, order):
    if order == 'before':
        loaded = load(path, configuration)
        ping(*loaded)
        connection = connect(port, database)
    else:
        connection = connect(port, database)
        query(connection)
        loaded = load(path, configuration)
    for _ in range(3):
        assert ping(*loaded)['database'] == 'postgresql'
        assert query(connection) == database
    connection.close()
    ping(*loaded)
    print('both worked')


main(*sys.argv[1:])

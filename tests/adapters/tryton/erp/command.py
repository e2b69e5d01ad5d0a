# SPDX-License-Identifier: GPL-3.0-or-later
"""Other programs: run one to its end, start one and stop it, find a free port."""
import fcntl
import os
import socket
import subprocess
import tempfile
import time

_PORTS = range(21110, 21200)
_locks = []


def run(arguments, **options):
    "Its output; an error that shows it when the program fails."
    done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, **options)
    if done.returncode:
        raise RuntimeError('%s ended with %s:\n%s'
            % (' '.join(map(str, arguments)), done.returncode, done.stdout))
    return done.stdout


def start(arguments, log, **options):
    with open(log, 'ab') as output:
        return subprocess.Popen(arguments, stdout=output, stderr=output, **options)


def stop(process):
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port():
    """A port for this process alone, which may listen there much later.

    Other tests look for ports at the same time: each of them is locked by a file.
    """
    for port in _PORTS:
        name = os.path.join(tempfile.gettempdir(), 'creditgate-port-%s' % port)
        lock = open(name, 'w')
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with socket.socket() as probe:
                probe.bind(('127.0.0.1', port))
        except OSError:
            lock.close()
            continue
        _locks.append(lock)
        return port
    raise RuntimeError('found no free port, expected one in %s to %s'
        % (_PORTS[0], _PORTS[-1]))


def wait_for_port(port, process, log, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(('127.0.0.1', port)) == 0:
                return
        time.sleep(0.05)
    with open(log) as output:
        raise RuntimeError('nothing answers at port %s:\n%s' % (port, output.read()[-4000:]))


def environment(**more):
    return dict(os.environ, LC_ALL='C.UTF-8', **more)

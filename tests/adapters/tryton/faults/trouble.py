# SPDX-License-Identifier: GPL-3.0-or-later
"""The faults. Each is made while the confirmation stands at a step, and lets it go on from there,
if there is still something that can."""
import os
import signal
import time
from pathlib import Path

from erp.host import until


def kill(stage):
    "kill -9 of the ERP's processes."
    stage.prefork.kill_workers()
    # What they had begun ends with their connections; what waits in the server goes on.
    _until_rolled_back(stage)
    stage.go_on()


def cut_library(stage):
    "The library's connections are lost."
    stage.prefork.library_wire.cut()
    stage.go_on()


def cut_erp(stage):
    "The ERP's connections are lost."
    stage.prefork.erp_wire.cut()
    _until_rolled_back(stage)
    stage.go_on()


def restart(stage):
    "The administrator restarts the server."
    stage.host.cluster.restart()
    stage.go_on()


def crash(stage):
    "The server ends as in a power cut, and recovers."
    stage.host.cluster.restart('immediate')
    stage.go_on()


def pause(stage, seconds=0.3):
    "SIGSTOP for all of the server, and SIGCONT."
    processes = _server_processes(stage)
    for each in processes:
        _signal(each, signal.SIGSTOP)
    # What is on the wire arrives at a server that is stopped.
    stage.prefork.erp_wire.let_go()
    stage.prefork.library_wire.let_go()
    time.sleep(seconds)
    for each in processes:
        _signal(each, signal.SIGCONT)
    time.sleep(0.05)
    stage.go_on()


def _until_rolled_back(stage):
    until(lambda: not stage.erp.sql("select pid from pg_stat_activity where usename = 'tryton'"
            " and state = 'idle in transaction'"))


def _server_processes(stage):
    "The server before its processes, so that it starts no more of them."
    pid = int((stage.host.cluster.data / 'postmaster.pid').read_text().split()[0])
    return [pid, *map(int, Path('/proc/%s/task/%s/children' % (pid, pid)).read_text().split())]


def _signal(process, which):
    try:
        os.kill(process, which)
    except ProcessLookupError:
        pass

# SPDX-License-Identifier: GPL-3.0-or-later
"""A file system of a few megabytes with one table on it, which can be filled to the last byte."""
import os
import pwd
import subprocess

from erp.host import until

_SIZE = 64 * 2 ** 20


class SmallDisk:
    def __init__(self, erp):
        self.erp = erp
        self.folder = erp.host.folder / 'small-disk'
        self._ballast = self.folder / 'ballast'
        self._table = None

    def mount(self):
        "False where this user may not mount a file system."
        self.folder.mkdir(exist_ok=True)
        done = subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=%s' % _SIZE, 'creditgate-test',
                self.folder], capture_output=True)
        if done.returncode:
            return False
        place = self.folder / 'tables'
        place.mkdir()
        if os.geteuid() == 0:
            os.chown(place, pwd.getpwnam('postgres').pw_uid, -1)
        self.erp.sql("create tablespace small_disk location '%s'" % place)
        return True

    def unmount(self):
        self.give_back()
        self.erp.sql('drop tablespace small_disk')
        subprocess.run(['umount', self.folder], check=True)
        self.folder.rmdir()

    def take(self, table):
        """What is written next needs a new page: written anew, the table has none that is empty,
        and a page that has 800 bytes in it is full."""
        self._table = table
        self.erp.sql('alter table %s set (fillfactor = 10)' % table)
        self.erp.sql('vacuum full %s' % table)
        self.erp.sql('alter table %s set tablespace small_disk' % table)

    def take_empty(self, table):
        "While anybody's transaction may still see what was deleted, it is written anew with it."
        def is_empty():
            self.take(table)
            return self.erp.sql('select pg_relation_size(%s) = 0', table) == [(True,)]

        if not until(is_empty, seconds=60):
            raise RuntimeError('%s does not become empty' % table)

    def give_back(self):
        self.empty()
        if self._table:
            self.erp.sql('alter table %s set tablespace pg_default' % self._table)
            self.erp.sql('alter table %s reset (fillfactor)' % self._table)
            self._table = None

    def fill(self):
        with open(self._ballast, 'wb', buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass

    def empty(self):
        self._ballast.unlink(missing_ok=True)

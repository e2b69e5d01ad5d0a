# SPDX-License-Identifier: Apache-2.0
"""What the administrator does by the command creditgate, once people and customers are there: a
department with its customers, and a policy that holds where goods leave, too.

    department.py COMMAND CONFIG DATABASE_PORT DATABASE

COMMAND is the program creditgate, CONFIG its configuration.
"""
import json
import subprocess
import sys
import tempfile

import plot
import record


def set_up(creditgate, told):
    by_mia = '--user', 'mia', '--reason', 'they look after these'
    creditgate('group', 'make', plot.DEPARTMENT, 'EUR', '--kind', 'department', *by_mia)
    customer = told.value('select id from party_party where name = %s', plot.QUAY_BAKERY.name)
    creditgate('group', 'add', plot.DEPARTMENT, str(customer), *by_mia)
    policy = json.loads(creditgate('policy'))['policy']
    for rule in policy['rules']:
        if rule['rule'] == 'limit':
            rule['at']['ship'] = 'hold'
    with tempfile.NamedTemporaryFile('w', suffix='.json') as file:
        json.dump(policy, file)
        file.flush()
        draft = json.loads(creditgate('policy', 'propose', file.name, '--from', '2000-01-01',
                '--user', 'mia', '--note', 'no goods leave over the limit'))
    creditgate('policy', 'approve', str(draft['version']), '--user', 'finn')


def main(arguments):
    if len(arguments) != 4:
        sys.exit(__doc__)
    command, config, port, database = arguments

    def creditgate(*words):
        return subprocess.run([command, '--json', '--config', config, *words], check=True,
            stdout=subprocess.PIPE, text=True).stdout

    set_up(creditgate, record.Record(port, database))


if __name__ == '__main__':
    main(sys.argv[1:])

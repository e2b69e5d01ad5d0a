# SPDX-License-Identifier: GPL-3.0-or-later
"""A policy takes two people."""
import json


def put_in_force(command, file, policy):
    "One drafts it for every day, another one approves it. The command answers in JSON."
    file.write_text(json.dumps(policy))
    draft = json.loads(
        command('policy', 'propose', str(file), '--from', '2000-01-01', '--user', 'ada'))
    command('policy', 'approve', str(draft['version']), '--user', 'mary')

# SPDX-License-Identifier: GPL-3.0-or-later
"""What Tryton has to be told in another language, by its own wizards: it finds the strings of
views, forgets those that are gone, and exports what a module says."""
import polib


def exported(admin, language, module='creditgate'):
    "The entries of the module in a language, those without a translation too."
    lang, = admin.search('ir.lang', [('code', '=', language)])
    module, = admin.search('ir.module', [('name', '=', module)])
    _run(admin, 'set', 'set_')
    _run(admin, 'clean', 'clean')
    _run(admin, 'update', 'update', language=lang)
    shown = _run(admin, 'export', 'export', language=lang, module=module)
    return list(polib.pofile(shown['view']['defaults']['file'].decode()))


def _run(admin, wizard, state, **start):
    "From a menu, as an administrator."
    menu = admin.search('ir.ui.menu', [])[0]
    return admin.wizard('ir.translation.' + wizard, 'ir.ui.menu', menu, {'start': start}, state)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Tryton's screens of creditgate in Chinese: trytond loads the texts with the language, and every
text that it would show has one."""
import re
import unittest

from erp.case import TrytonTest
from erp.rpc import RpcError
from erp.translations import exported

_PLACES = re.compile(r'%\(\w+\)s|%%')


class Chinese(TrytonTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chinese = cls.host.database('chinese', languages=['zh_CN'])
        cls.user = cls.chinese.login('admin', cls.chinese.password)
        # The menu is for those who look after credit.
        group, = cls.user.search('res.group', [('name', '=', 'Credit Controller')])
        cls.user.write('res.user', cls.user.user, groups=[['add', [group]]])

    def call(self, method, *arguments):
        return self.user.call(method, *arguments, language='zh_CN')

    def test_fields_menus_views_wizards_and_messages(self):
        label = self.call('model.creditgate.hold.fields_get', ['customer', 'state'])
        self.assertEqual(label['customer']['string'], '客户')
        self.assertIn(['open', '冻结中'], [list(each) for each in label['state']['selection']])
        menu, = self.user.search('ir.ui.menu', [('name', '=', 'Holds')])
        self.assertEqual(self.call('model.ir.ui.menu.read', [menu], ['name'])[0]['name'],
            '信用冻结')
        view, = self.user.search('ir.ui.view', [('name', '=', 'release_form')])
        arch = self.call('model.creditgate.release.start.fields_view_get', view, 'form')['arch']
        self.assertIn('为何解除冻结？', arch)
        release, = self.user.search('ir.action.wizard', [('wiz_name', '=', 'creditgate.release')])
        self.assertEqual(self.call('model.ir.action.wizard.read', [release], ['name'])[0]['name'],
            '解除冻结')
        with self.assertRaisesRegex(RpcError, '信用决定|决定已记录在案'):
            self.call('model.creditgate.decision.write', [1], {'outcome': 'approve'})

    def test_every_text_has_one(self):
        entries = exported(self.user, 'zh_CN')
        self.assertGreater(len(entries), 500)
        missing = [(each.msgctxt, each.msgid) for each in entries
            if not each.msgstr or 'fuzzy' in each.flags]
        self.assertEqual(missing, [])
        self.assertEqual([(each.msgctxt, each.msgid, each.msgstr) for each in entries
                if sorted(_PLACES.findall(each.msgid)) != sorted(_PLACES.findall(each.msgstr))],
            [])


if __name__ == '__main__':
    unittest.main()

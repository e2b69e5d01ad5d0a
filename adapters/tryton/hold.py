# SPDX-License-Identifier: GPL-3.0-or-later
"""The worklist of holds, read from creditgate's own tables; nothing here writes."""
import datetime

from sql import Cast, Literal, Null
from sql.conditionals import Case, NullIf

from trytond.i18n import gettext
from trytond.model import ModelSQL, ModelView, fields
from trytond.pyson import Eval, If

from . import bridge, event
from .exceptions import CreditgateError, CreditOperationError
from .shown import Amount, ReadOnly, currencies, refusal, time_of
from .tables import need_installed, table


class Hold(ReadOnly, ModelSQL, ModelView):
    "Credit Hold"
    __name__ = 'creditgate.hold'
    _read_only = 'msg_hold_read_only'
    _rec_name = 'document_number'

    company = fields.Many2One('company.company', "Company", readonly=True)
    customer = fields.Many2One('party.party', "Customer", readonly=True,
        help="The party that gets the invoice.")
    document_kind = fields.Selection([
            ('order', "Sale"),
            ('shipment', "Shipment"),
            ('invoice', "Invoice"),
            ], "Document", readonly=True)
    document_number = fields.Char("Number", readonly=True)
    sale = fields.Many2One('sale.sale', "Sale", readonly=True)
    shipment = fields.Many2One('stock.shipment.out', "Shipment", readonly=True)
    amount = fields.Numeric("Amount", readonly=True,
        digits=(16, Eval('currency_digits', 2)), depends=['currency_digits'])
    currency = fields.Many2One('currency.currency', "Currency", readonly=True)
    currency_digits = fields.Function(
        fields.Integer("Currency Digits"), 'on_change_with_currency_digits')
    checkpoint = fields.Selection([
            ('quote', "Quotation"),
            ('confirm', "Confirmation"),
            ('process', "Processing"),
            ('pick', "Picking"),
            ('ship', "Shipping"),
            ('invoice', "Invoicing"),
            ('payment', "Payment"),
            ], "Stopped At", readonly=True)
    state = fields.Selection([
            ('open', "Open"),
            ('released', "Released"),
            ('rejected', "Rejected"),
            ('withdrawn', "Withdrawn"),
            ('lapsed', "Lapsed"),
            ], "State", readonly=True)
    rank = fields.Integer("Rank", readonly=True, help="0 for open holds.")
    opened_at = fields.DateTime("Held On", readonly=True)
    opened_by = fields.Char("Held For", readonly=True,
        help="The user whose step was stopped.")
    entered_by = fields.Char("Entered By", readonly=True,
        help="The user who has entered the document, and may not release it.")
    salesperson = fields.Char("Salesperson", readonly=True)
    margin = fields.Numeric("Margin", readonly=True,
        digits=(16, Eval('currency_digits', 2)), depends=['currency_digits'],
        help="What is earned with the document, of the products that have a cost price.")
    assigned_to = fields.Char("Looked After By", readonly=True)
    waits_for_answer = fields.Boolean("Waits for Information", readonly=True)
    forced = fields.Boolean("Held by a Person", readonly=True,
        help="Nothing but a person's release lets it pass.")
    excess = fields.Numeric("Over the Limit", readonly=True,
        digits=(16, Eval('excess_digits', 2)), depends=['excess_digits'],
        help="Over the limit that is exceeded by most. Empty: an exchange rate is missing.")
    excess_currency = fields.Many2One('currency.currency', "Currency of the Limit", readonly=True)
    excess_digits = fields.Function(
        fields.Integer("Digits of the Limit"), 'on_change_with_excess_digits')
    days_overdue = fields.Integer("Days Overdue", readonly=True,
        help="Of the oldest unpaid invoice.")
    figures_as_of = fields.DateTime("Figures as of", readonly=True,
        help="When amounts over the limit and days overdue were found. The reasons are those of "
        "the decision.")
    age = fields.Function(fields.Integer("Days Held"), 'get_age')
    release_until = fields.Date("Released Until", readonly=True,
        help="The last day on which the release may be used again.")
    up_to = fields.Numeric("Released Up To", readonly=True,
        digits=(16, Eval('currency_digits', 2)), depends=['currency_digits'])
    all_stages = fields.Boolean("For All Stages", readonly=True)
    release_stays = fields.Boolean("May Be Used Again", readonly=True)
    entries = fields.One2Many('creditgate.hold.entry', 'hold', "What Was Said", readonly=True)
    requested = fields.Boolean("Release Requested", readonly=True)
    requested_at = fields.DateTime("Requested On", readonly=True)
    requested_by = fields.Char("Requested By", readonly=True)
    request_note = fields.Text("Request", readonly=True)
    closed_at = fields.DateTime("Closed On", readonly=True)
    closed_by = fields.Char("Closed By", readonly=True)
    close_reason = fields.Text("Reason Given", readonly=True)
    decision = fields.Many2One('creditgate.decision', "Decision", readonly=True,
        help="The latest that held it: rule by rule, with all amounts.")
    reasons = fields.Function(fields.Text("Why It Is Held"), 'get_reasons')
    next_step = fields.Function(fields.Text("What Next"), 'get_next_step')

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls._order = [('rank', 'ASC'), ('opened_at', 'DESC'), ('id', 'DESC')]
        closed = Eval('state') != 'open'
        for name, icon in [
                ('release', 'tryton-ok'),
                ('reject', 'tryton-cancel'),
                ('request_release', 'tryton-email'),
                ('take_over', 'tryton-forward'),
                ('say', 'tryton-note'),
                ('propose_releases', 'tryton-search')]:
            cls._buttons[name] = {'invisible': closed, 'depends': ['state'], 'icon': icon}
        cls._buttons['end_release'] = {
            'invisible': ~Eval('release_stays'),
            'depends': ['release_stays'],
            'icon': 'tryton-undo',
            }

    @classmethod
    def table_query(cls):
        need_installed()
        hold = table('cg_hold_list')
        currency, of_limit = currencies(), currencies()
        is_order = hold.document_kind == 'order'
        return hold.join(
            currency, 'LEFT', condition=currency.code == hold.currency).join(
            of_limit, 'LEFT', condition=of_limit.code == hold.excess_currency).select(
            hold.hold_id.as_('id'),
            Literal(0).as_('create_uid'),
            time_of(hold.opened_at).as_('create_date'),
            Cast(Null, 'INTEGER').as_('write_uid'),
            Cast(Null, 'TIMESTAMP').as_('write_date'),
            hold.company_id.as_('company'),
            hold.customer_id.as_('customer'),
            hold.document_kind,
            hold.document_number,
            Case((is_order, hold.document_id), else_=Null).as_('sale'),
            Case((hold.document_kind == 'shipment', hold.document_id), else_=Null).as_(
                'shipment'),
            Amount(hold.amount_minor, hold.currency).as_('amount'),
            currency.id.as_('currency'),
            hold.checkpoint,
            Cast(hold.decision_id, 'INTEGER').as_('decision'),
            hold.state,
            Case((hold.state == 'open', 0), else_=1).as_('rank'),
            time_of(hold.opened_at).as_('opened_at'),
            hold.opened_by,
            hold.entered_by,
            hold.salesperson,
            Case((hold.margin_minor != Null, Amount(hold.margin_minor, hold.currency)),
                else_=Null).as_('margin'),
            hold.assigned_to,
            (hold.waits_for_answer == 1).as_('waits_for_answer'),
            (hold.forced_at != Null).as_('forced'),
            Case((hold.excess_minor != Null, Amount(hold.excess_minor, hold.excess_currency)),
                else_=Null).as_('excess'),
            of_limit.id.as_('excess_currency'),
            Cast(hold.days_overdue, 'INTEGER').as_('days_overdue'),
            time_of(hold.figures_as_of).as_('figures_as_of'),
            Case((hold.up_to_minor != Null, Amount(hold.up_to_minor, hold.currency)),
                else_=Null).as_('up_to'),
            Cast(NullIf(hold.release_until, ''), 'DATE').as_('release_until'),
            (hold.release_stages == 'all').as_('all_stages'),
            ((hold.state == 'released') & ((hold.release_stages == 'all')
                | (hold.release_until != ''))).as_('release_stays'),
            (hold.requested_at != Null).as_('requested'),
            time_of(hold.requested_at).as_('requested_at'),
            hold.requested_by,
            hold.request_note,
            time_of(hold.closed_at).as_('closed_at'),
            hold.closed_by,
            hold.close_reason)

    @fields.depends('currency')
    def on_change_with_currency_digits(self, name=None):
        return self.currency.digits if self.currency else 2

    @fields.depends('excess_currency')
    def on_change_with_excess_digits(self, name=None):
        return self.excess_currency.digits if self.excess_currency else 2

    @classmethod
    def get_age(cls, holds, name):
        now = datetime.datetime.utcnow()
        return {hold.id: ((hold.closed_at or now) - hold.opened_at).days for hold in holds}

    def get_rec_name(self, name):
        return '%s (%s)' % (self.document_number or self.id, self.id)

    @classmethod
    def search_rec_name(cls, name, clause):
        return [('document_number',) + tuple(clause[1:])]

    @classmethod
    def view_attributes(cls):
        return super().view_attributes() + [
            ('/tree/field[@name="state"]', 'visual', colour('state', 'open')),
            ]

    @classmethod
    def get_reasons(cls, holds, name):
        messages = {h['hold_id']: h['message'] for h in cls.details([h.id for h in holds])}
        return {h.id: messages.get(h.id, '') for h in holds}

    @classmethod
    def details(cls, ids):
        "The op's own words for the holds, asked once for a page."
        if not ids:
            return []
        try:
            return bridge.call('holds', ids=ids, state='any', max=len(ids), after=0,
                language=event.language())['holds']
        except CreditgateError as error:
            text = gettext('creditgate.msg_unavailable', error=error.text)
            return [{'hold_id': id_, 'message': text} for id_ in ids]

    @classmethod
    def get_next_step(cls, holds, name):
        def step(hold):
            if hold.state == 'open':
                asked = 'requested' if hold.requested else 'open'
                return gettext('creditgate.msg_next_%s' % asked,
                    who=hold.requested_by, note=hold.request_note)
            return gettext('creditgate.msg_next_%s' % hold.state,
                who=hold.closed_by, reason=hold.close_reason)
        return {hold.id: step(hold) for hold in holds}

    @classmethod
    @ModelView.button_action('creditgate.wizard_release')
    def release(cls, holds):
        pass

    @classmethod
    @ModelView.button_action('creditgate.wizard_end_release')
    def end_release(cls, holds):
        pass

    @classmethod
    @ModelView.button_action('creditgate.wizard_reject')
    def reject(cls, holds):
        pass

    @classmethod
    @ModelView.button_action('creditgate.wizard_request_release')
    def request_release(cls, holds):
        pass

    @classmethod
    @ModelView.button_action('creditgate.wizard_say')
    def say(cls, holds):
        pass

    @classmethod
    @ModelView.button_action('creditgate.wizard_propose_releases')
    def propose_releases(cls, holds):
        pass

    @classmethod
    @ModelView.button
    def take_over(cls, holds):
        "Whoever presses it looks after them from now on."
        actor, refused = event.actor(), []
        for hold in holds:
            try:
                bridge.call('assign_hold', hold_id=hold.id, to=actor['name'], user=actor)
            except CreditgateError as error:
                refused.append(refusal(hold, error))
        if refused:
            raise CreditOperationError(
                gettext('creditgate.msg_some_refused',
                    done=len(holds) - len(refused), total=len(holds)),
                '\n'.join(refused))

    @classmethod
    def open_of_sales(cls, sales):
        "The latest open hold of each sale, by the sale's id."
        holds = cls.search([
                ('sale', 'in', [s.id for s in sales]),
                ('state', '=', 'open'),
                ], order=[('id', 'ASC')])
        return {hold.sale.id: hold for hold in holds}


class Entry(ReadOnly, ModelSQL, ModelView):
    "What Was Said of a Credit Hold"
    __name__ = 'creditgate.hold.entry'
    _read_only = 'msg_hold_read_only'
    hold = fields.Many2One('creditgate.hold', "Hold", readonly=True)
    kind = fields.Selection([
            ('note', "Note"),
            ('question', "Question"),
            ('answer', "Answer"),
            ('assigned', "Looked After By"),
            ], "Kind", readonly=True)
    by = fields.Char("By", readonly=True)
    at = fields.DateTime("On", readonly=True)
    text = fields.Text("Text", readonly=True)

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls._order = [('id', 'DESC')]

    @classmethod
    def table_query(cls):
        need_installed()
        entry = table('cg_hold_entry_list')
        return entry.select(
            entry.entry_id.as_('id'),
            Literal(0).as_('create_uid'),
            time_of(entry.at).as_('create_date'),
            Cast(Null, 'INTEGER').as_('write_uid'),
            Cast(Null, 'TIMESTAMP').as_('write_date'),
            Cast(entry.hold_id, 'INTEGER').as_('hold'),
            entry.kind,
            entry.by_whom.as_('by'),
            time_of(entry.at).as_('at'),
            entry.text)


def colour(field, held):
    state = Eval(field, '')
    return If(state == held, 'danger',
        If(state == 'released', 'success',
            If(state.in_(['rejected', 'warned']), 'warning',
                If(state.in_(['withdrawn', 'lapsed']), 'muted', ''))))

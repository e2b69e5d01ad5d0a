# SPDX-License-Identifier: Apache-2.0
"""The rows of Tryton and creditgate, read with a connection of our own."""
import psycopg2


class Record:
    def __init__(self, port, database):
        self.connection = psycopg2.connect(host='127.0.0.1', port=port, user='postgres',
            dbname=database, options='-c search_path=creditgate,public')
        self.connection.autocommit = True

    def close(self):
        self.connection.close()

    def row(self, statement, *values):
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchone()

    def value(self, statement, *values):
        row = self.row(statement, *values)
        return row[0] if row else None

    def last_sale(self, customer):
        return self.value('select max(s.id) from sale_sale s join party_party p '
            'on p.id = s.party where p.name = %s', customer)

    def sale_number(self, sale):
        return self.value('select number from sale_sale where id = %s', sale)

    def oldest_invoice(self, customer):
        "Number and due date of the oldest one that is unpaid."
        return self.row('select i.number, min(l.maturity_date) from account_invoice i '
            'join party_party p on p.id = i.party '
            'join account_move_line l on l.move = i.move and l.maturity_date is not null '
            "where p.name = %s and i.state = 'posted' group by i.number order by 2 limit 1",
            customer)

    def sale_state(self, sale):
        return self.value('select state from sale_sale where id = %s', sale)

    def lines(self, sale):
        return self.value('select count(*) from sale_line where sale = %s', sale)

    def hold(self, sale):
        "State, amount, for whom it was opened, who asked, who closed it, and why."
        found = self.row("select state, amount_minor, opened_by, requested_by, request_note, "
            "closed_by, close_reason from cg_hold where document_kind = 'order' "
            "and document_id = %s order by hold_id desc limit 1", sale)
        names = ('state', 'amount_minor', 'opened_by', 'requested_by', 'request_note',
            'closed_by', 'close_reason')
        return dict(zip(names, found)) if found else {}

    def hold_id(self, sale):
        return self.value("select max(hold_id) from cg_hold where document_kind = 'order' "
            'and document_id = %s', sale)

    def holds(self, sale):
        return self.value("select count(*) from cg_hold where document_kind = 'order' "
            'and document_id = %s', sale)

    def decisions(self, sale):
        "Outcomes, in their order."
        return self.value("select string_agg(outcome, ', ' order by decision_id) "
            "from cg_decision where document_kind = 'order' and document_id = %s "
            "and checkpoint = 'confirm'", sale)

    def invoice_of(self, sale):
        "State and number of the invoice that has a line of the sale."
        return self.row("select i.state, i.number from account_invoice i "
            "join account_invoice_line l on l.invoice = i.id join sale_line s "
            "on l.origin = 'sale.line,' || s.id where s.sale = %s", sale)

    def invoice_state(self, number):
        return self.value('select state from account_invoice where number = %s', number)

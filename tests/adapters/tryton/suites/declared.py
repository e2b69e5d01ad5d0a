# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of Tryton's that fail where `sale` is active, with creditgate and without it.

creditgate needs the module sale, which the suite of stock does not expect to be there.
"""
# Nothing is asked where stock is alone. Once somebody answers, the test passes.
ASKED = 'sale asks a person about a move to or from a customer that names no sale'

DECLARED = {
    'stock': {
        'test_assign_try': ASKED,
        'test_assign_try_modified_move': 'account_invoice_stock saves what was changed of the move',
        'test_assign_try_prefer_from_location': ASKED,
        'test_company_multivalue_context':
            'account_product gives categories a value for each company',
        'test_period': ASKED,
        'test_products_by_location': ASKED,
        'test_products_by_location_assign': ASKED,
        'scenario_stock_average_cost_price.rst': ASKED,
        'scenario_stock_recompute_average_cost_price.rst': ASKED,
        'scenario_stock_reporting.rst': ASKED,
        'scenario_stock_reporting_margin.rst': ASKED,
        'scenario_stock_shipment_out.rst':
            'who works in the stock may not read sale lines, so Tryton shows no origin of a move',
        'scenario_stock_shipment_out_return_same_storage_input.rst': ASKED,
        'scenario_stock_shipment_out_same_storage_output.rst': ASKED,
        },
    }

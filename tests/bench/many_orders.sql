-- SPDX-License-Identifier: Apache-2.0
-- One statement that writes 20,000 confirmed orders of 5 lines, as an import would.
with ordered as (
    insert into sale_sale (company, party, invoice_party, currency, state, invoice_state,
        shipment_state, invoice_method, shipment_method, sale_date, number, total_amount_cache,
        untaxed_amount_cache, tax_amount_cache)
    select first.company, first.party, first.invoice_party, first.currency, 'confirmed', 'none',
        'none', 'order', 'order', current_date, 'IMPORT-' || n, 61.7, 61.7, 0
    from (select * from sale_sale order by id limit 1) first, generate_series(1, 20000) n
    returning id
)
insert into sale_line (sale, type, quantity, unit, unit_price, description, sequence)
select ordered.id, 'line', 1, (select unit from sale_line where unit is not null limit 1), 12.34,
    'Line', n
from ordered, generate_series(1, 5) n;

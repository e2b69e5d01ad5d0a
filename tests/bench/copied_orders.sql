-- SPDX-License-Identifier: Apache-2.0
-- Each customer's order and quotation, copied up to :open_orders and :quotations of them.
create temporary table copied_sale as
select sale.id as first_id, newest.id + row_number() over (order by n, sale.id) as id
from sale_sale sale
join (values ('confirmed', :open_orders), ('quotation', :quotations)) wanted (state, number)
    using (state)
cross join lateral generate_series(2, wanted.number) n
cross join (select max(id) as id from sale_sale) newest;

create temporary table copied_line as
select line.id as first_id, copied_sale.id as sale,
    newest.id + row_number() over (order by copied_sale.id, line.id) as id
from copied_sale
join sale_line line on line.sale = copied_sale.first_id
cross join (select max(id) as id from sale_line) newest;

insert into sale_sale
select made.*
from copied_sale copied
join sale_sale sale on sale.id = copied.first_id
cross join lateral jsonb_populate_record(
    sale, jsonb_build_object('id', copied.id, 'number', 'COPY-' || copied.id)) made;

insert into sale_line
select made.*
from copied_line copied
join sale_line line on line.id = copied.first_id
cross join lateral jsonb_populate_record(
    line, jsonb_build_object('id', copied.id, 'sale', copied.sale)) made;

select setval('sale_sale_id_seq', max(id)) from sale_sale;
select setval('sale_line_id_seq', max(id)) from sale_line;

-- SPDX-License-Identifier: Apache-2.0
-- orderdesk's own tables, for SQLite and PostgreSQL; {id} is the database's word for a key that it
-- numbers. Money is a whole number of minor units (orderdesk trades in currencies with two
-- decimals), amounts are gross, dates are ISO text. varchar, because SQLite's ODBC driver reserves
-- 100 MiB for a column declared text.

create table desk_company (
    company_id {id},
    name varchar(200) not null,
    currency varchar(3) not null
);

-- The payer gets the invoices. A customer without one pays himself.
create table desk_customer (
    customer_id {id},
    name varchar(200) not null,
    payer_id bigint references desk_customer (customer_id),
    payment_days bigint default 30 not null,
    tax_id varchar(50) default '' not null
);

-- customer_id is the payer and ordering_party who ordered, both fixed when the order is taken.
-- version grows with every change, so that what was checked is what is written.
create table desk_order (
    order_id {id},
    company_id bigint not null references desk_company (company_id),
    customer_id bigint not null references desk_customer (customer_id),
    ordering_party bigint not null references desk_customer (customer_id),
    number varchar(40) not null,
    direction varchar(10) not null check (direction in ('sale', 'return')),
    currency varchar(3) not null,
    order_date varchar(10) not null,
    ship_date varchar(10),
    state varchar(10) default 'draft' not null check (state in ('draft', 'confirmed', 'cancelled')),
    version bigint default 1 not null
);
create index desk_order_by_customer on desk_order (customer_id);

create table desk_order_line (
    line_id {id},
    order_id bigint not null references desk_order (order_id) on delete cascade,
    product varchar(200) not null,
    quantity bigint not null check (quantity > 0),
    price_minor bigint not null check (price_minor >= 0)
);
create index desk_order_line_by_order on desk_order_line (order_id);

create table desk_shipment (
    shipment_id {id},
    order_id bigint not null unique references desk_order (order_id) on delete cascade,
    shipped_date varchar(10)
);

-- What a customer owes: invoices above 0, credit notes and payments below. An invoice or credit
-- note of an order carries its id. Payments are posted from the start; a bill or cheque is in
-- clearing until the bank has paid it.
create table desk_item (
    item_id {id},
    company_id bigint not null references desk_company (company_id),
    customer_id bigint not null references desk_customer (customer_id),
    kind varchar(20) not null check (kind in ('invoice', 'credit_note', 'payment')),
    order_id bigint references desk_order (order_id),
    number varchar(40) not null,
    currency varchar(3) not null,
    amount_minor bigint not null check ((kind = 'invoice') = (amount_minor > 0)),
    state varchar(10) not null check (state in ('draft', 'posted')),
    item_date varchar(10) not null,
    due_date varchar(10),
    in_clearing bigint default 0 not null check (in_clearing = 0 or kind = 'payment')
);
create index desk_item_by_customer on desk_item (customer_id);
create index desk_item_by_order on desk_item (order_id);

-- Which payment or credit note settles how much of which invoice.
create table desk_settlement (
    settlement_id {id},
    invoice_id bigint not null references desk_item (item_id),
    credit_id bigint not null references desk_item (item_id),
    amount_minor bigint not null check (amount_minor > 0),
    settled_date varchar(10) not null
);
create index desk_settlement_by_invoice on desk_settlement (invoice_id);
create index desk_settlement_by_credit on desk_settlement (credit_id);

-- Units of the currency for one unit of the base currency, whose rate is 1.
create table desk_rate (
    currency varchar(3) not null,
    valid_from varchar(10) not null,
    units_per_base varchar(40) not null,
    primary key (currency, valid_from)
);

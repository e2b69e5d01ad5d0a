-- SPDX-License-Identifier: GPL-3.0-or-later
-- Amounts as Tryton rounds them and as creditgate counts them. `creditgate install` runs this
-- before the views.

-- Minor units are those of ISO 4217. Tryton's own digits may differ: a currency that Tryton's
-- import script made has two, the yen too.
create or replace function cg_tryton_units(code varchar) returns numeric
language sql immutable parallel safe as $$
    select cast(case
        when code in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX',
                      'VND', 'VUV', 'XAF', 'XOF', 'XPF') then 1
        when code in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 1000
        else 100 end as numeric)
$$;

-- Whole minor units; not of null. Tryton takes any quantity: beyond 10^17 an amount counts as that,
-- so that neither Tryton's own write nor a sum of some such amounts fails for it. NaN is above all.
create or replace function cg_tryton_whole(minor numeric) returns bigint
language sql immutable parallel safe as $$
    select cast(least(greatest(minor, -1e17), 1e17) as bigint)
$$;

create or replace function cg_tryton_minor(amount numeric, code varchar) returns bigint
language sql immutable parallel safe as $$
    select case when amount is not null
                then creditgate.cg_tryton_whole(round(amount * creditgate.cg_tryton_units(code)))
           end
$$;

-- The id in a reference such as 'sale.line,17'; null where there is none: it is any text.
create or replace function cg_tryton_id(reference varchar) returns bigint
language sql immutable parallel safe as $$
    select case when split_part(reference, ',', 2) ~ '^[0-9]{1,18}$'
                then cast(split_part(reference, ',', 2) as bigint) end
$$;

-- For Tryton's own screens.
create or replace function cg_tryton_amount(minor bigint, code varchar) returns numeric
language sql immutable parallel safe as $$
    select minor / creditgate.cg_tryton_units(code)
$$;

-- As Tryton rounds: to whole units of the currency's rounding, halves to the even one.
create or replace function cg_tryton_round(amount numeric, unit numeric) returns numeric
language sql immutable parallel safe as $$
    select unit * case when abs(amount / unit - trunc(amount / unit)) = 0.5
                       then 2 * round(amount / unit / 2) else round(amount / unit) end
$$;

-- The sum of a tax over the lines of a document whose company rounds taxes by the line.
create or replace function cg_tryton_add(total numeric, amount numeric, unit numeric)
returns numeric language sql immutable parallel safe as $$
    select creditgate.cg_tryton_round(total + amount, unit)
$$;
create or replace aggregate cg_tryton_sum(amount numeric, unit numeric) (
    sfunc = cg_tryton_add, stype = numeric, initcond = '0');

-- Units of a currency for one of the base currency, as Tryton takes it; null without a rate.
create or replace function cg_tryton_rate(of_currency integer, on_day date) returns numeric
language sql stable as $$
    select nullif(rate.rate, 0) from public.currency_currency_rate rate
    where rate.currency = of_currency and rate.date <= on_day order by rate.date desc limit 1
$$;

-- What is earned with an order, before taxes and in its currency: the net of its lines less what
-- they cost, of those whose product has a cost price. Null where none has one, or without a rate.
-- A function, so that a session plans it once: it is a part of each check.
create or replace function cg_tryton_margin(of_sale integer) returns numeric
language plpgsql stable as $$
declare
    earned numeric;
    spent numeric;
    sold_in integer;
    counted_in integer;
begin
    select sum(cast(line.quantity as numeric) * line.unit_price),
        sum(cast(line.quantity * unit.factor / own.factor as numeric) * cost.cost_price),
        min(sale.currency), min(company.currency)
    into earned, spent, sold_in, counted_in
    from public.sale_sale sale
    join public.company_company company on company.id = sale.company
    join public.sale_line line on line.sale = sale.id and line.type || '' = 'line'
    join public.product_product product on product.id = line.product
    join public.product_template template on template.id = product.template
    join public.product_uom unit on unit.id = line.unit
    join public.product_uom own on own.id = template.default_uom
    join public.product_cost_price cost
        on cost.product = product.id and cost.company = sale.company
    where sale.id = of_sale and cost.cost_price is not null;
    if sold_in = counted_in then return earned - spent; end if;
    return earned - spent * creditgate.cg_tryton_rate(sold_in, current_date)
        / creditgate.cg_tryton_rate(counted_in, current_date);
end $$;

-- The taxes that lower an order. A function, because hardly anybody has any: what is not called is
-- not opened at each commit.
create or replace function cg_tryton_taxes_below_zero(of_sale integer) returns numeric
language plpgsql stable as $$
begin
    return (
        select coalesce(sum(cast(line.quantity as numeric) * (line.unit_price
                * case tax.type when 'percentage' then least(tax.rate, 0) else 0 end
                + case tax.type when 'fixed' then least(tax.amount, 0) else 0 end)), 0)
        from public.sale_line line
        join public.sale_line_account_tax chosen on chosen.line = line.id
        join public.account_tax tax on chosen.tax in (tax.id, tax.parent)
        where line.sale = of_sale and line.type || '' = 'line'
            and (tax.rate < 0 or tax.amount < 0));
end $$;

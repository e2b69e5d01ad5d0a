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

create or replace function cg_tryton_minor(amount numeric, code varchar) returns bigint
language sql immutable parallel safe as $$
    select cast(round(amount * creditgate.cg_tryton_units(code)) as bigint)
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

-- Idea: splitting and converting without a float. Amounts become whole numbers of 10^-14, the smallest part
--       that a column of amounts can hold; whole numbers of 128 bits divide exactly. Amounts are below 10^15
--       (rule `value`).
-- In:   settings(name, value).
-- Out:  macros setting(name, default), usable(percentage), units(amount), from_units(units), is_rate(rate),
--       converted(amount, rate).

-- The value of a setting, or its default where the setting is missing or blank.
CREATE OR REPLACE MACRO setting(wanted, fallback) AS
    coalesce((SELECT any_value(nullif(trim(s.value), '')) FROM settings AS s WHERE s.name = wanted),
             fallback);

-- A percentage that is negative or beyond reason is as good as none.
CREATE OR REPLACE MACRO usable(percentage) AS CASE WHEN percentage BETWEEN 0 AND 1000000 THEN percentage END;

CREATE OR REPLACE MACRO units(amount) AS
    CAST(floor(amount) AS HUGEINT) * 100000000000000
    + CAST(CAST(amount - floor(amount) AS DECIMAL(38, 14)) * 100000000000000 AS HUGEINT);

CREATE OR REPLACE MACRO from_units(units) AS CAST(
    CAST(units // 100000000000000 AS DECIMAL(38, 14))
    + CAST(units % 100000000000000 AS DECIMAL(20, 0)) * CAST('0.00000000000001' AS DECIMAL(15, 14))
    AS DECIMAL(38, 14));

CREATE OR REPLACE MACRO is_rate(rate) AS coalesce(rate > 0 AND rate < 1000000000000, false);

-- Amount divided by rate, to six decimals, half away from zero; null without a rate.
CREATE OR REPLACE MACRO converted(amount, rate) AS CASE WHEN is_rate(rate) THEN TRY_CAST(
    sign(amount) * ((2 * abs(units(amount)) * 1000000 + units(rate)) // (2 * units(rate))) AS DECIMAL(38, 0))
    * CAST('0.000001' AS DECIMAL(7, 6)) END;

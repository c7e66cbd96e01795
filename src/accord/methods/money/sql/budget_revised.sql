-- Idea: a revised budget takes the place of the original one for the same period; a budget is neither a
--       commitment nor a payment and is never added to them. Parents whose children hold budgets are left out
--       as for other measures.
-- In:   budgets, reported, copies, retold, parents.
-- Out:  budgets_counted(file, byte, activity, publisher, iati_identifier, type, start, end, value, currency,
--       status, rule, notes): status is counted or excluded; a note says that a period is longer than a year
--       or runs backwards.
-- Source: code list BudgetType of IATI 2.03; no type is original.
CREATE OR REPLACE TABLE budgets_counted AS
WITH judged AS (
    SELECT b.file, b.byte, b.activity, r.publisher, r.own_identifier AS iati_identifier,
           coalesce(b.type, '1') AS type,
           b.start, b."end", b.value, coalesce(b.currency, r.default_currency) AS currency,
           CASE WHEN c.kept <> b.activity THEN 'identity'
                WHEN e.activity IS NOT NULL THEN 'secondary'
                WHEN b.value IS NULL THEN 'value'
                WHEN coalesce(b.type, '1') <> '2' AND b.start IS NOT NULL
                     AND bool_or(coalesce(b.type, '1') = '2' AND b.value IS NOT NULL)
                         OVER (PARTITION BY b.activity, b.start) THEN 'budget-revised'
                WHEN p.is_dropped THEN 'hierarchy' END AS excluding,
           list_filter([CASE WHEN b."end" < b.start THEN 'budget-backwards' END,
                        CASE WHEN b."end" > b.start + INTERVAL 1 YEAR THEN 'budget-long' END,
                        CASE WHEN NOT p.is_dropped THEN 'hierarchy' END],
                       lambda note: note IS NOT NULL) AS notes
    FROM budgets AS b
    JOIN reported AS r ON r.activity = b.activity
    JOIN copies AS c ON c.activity = b.activity
    LEFT JOIN retold AS e ON e.activity = b.activity
    LEFT JOIN parents AS p ON p.activity = b.activity AND p.family = 'budget'
)
SELECT * EXCLUDE (excluding, notes), CASE WHEN excluding IS NULL THEN 'counted' ELSE 'excluded' END AS status,
       coalesce(excluding, 'budget-revised') AS rule, notes
FROM judged ORDER BY file, byte;

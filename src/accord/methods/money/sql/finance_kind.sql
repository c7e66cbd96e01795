-- Idea: a grant is not a loan. The kind of money follows from the finance type of the transaction, else of
--       the activity; a transaction whose own type is about equity, guarantees or loans says it by itself.
--       Without either: unknown.
-- In:   transactions, reported, measured.
-- Out:  kinds(transaction, kind): grant, loan, equity, guarantee, other or unknown.
-- Source: code lists FinanceType and FinanceType (category): 1xx grants, 2xx subsidies to interest, 4xx loans
--         and debt,
--       432 preferred equity, 433 other hybrids, 5xx equity, 7xx direct investment, 1100 guarantees; the rest
--       is other.
CREATE OR REPLACE TABLE kinds AS
WITH coded AS (
    SELECT m.transaction, m.measure, coalesce(t.finance_type, r.finance_type) AS code
    FROM measured AS m
    JOIN transactions AS t ON t.transaction = m.transaction
    JOIN reported AS r ON r.activity = m.activity
)
SELECT transaction, CASE
    WHEN measure IN ('purchase of equity', 'sale of equity') THEN 'equity'
    WHEN measure = 'guarantee' OR code IN ('1000', '1100') THEN 'guarantee'
    WHEN measure IN ('interest', 'loan repayment') THEN 'loan'
    WHEN code IS NULL THEN 'unknown'
    WHEN code = '432' THEN 'equity'
    WHEN code = '433' THEN 'other'
    WHEN regexp_full_match(code, '[12]\d\d') THEN 'grant'
    WHEN regexp_full_match(code, '4\d\d') THEN 'loan'
    WHEN regexp_full_match(code, '[57]\d\d') THEN 'equity'
    WHEN regexp_full_match(code, '[3689]\d\d') THEN 'other'
    ELSE 'unknown' END AS kind
FROM coded;

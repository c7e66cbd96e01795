-- Idea: who gave, who received, when, in which currency, what kind of money: what each transaction lacks.
-- In:   transactions, reported, measured, currencies, kinds, days, place_levels.
-- Out:  rows of examined.
INSERT INTO examined
SELECT 'provider-missing', m.activity,
       t.provider IS NULL AND t.provider_name IS NULL AND t.provider_activity IS NULL
FROM measured AS m JOIN transactions AS t USING (transaction)
WHERE m.side = 'incoming';

INSERT INTO examined
SELECT 'receiver-missing', m.activity,
       t.receiver IS NULL AND t.receiver_name IS NULL AND t.receiver_activity IS NULL
FROM measured AS m JOIN transactions AS t USING (transaction)
WHERE m.measure IN ('commitment', 'disbursement', 'reimbursement');

INSERT INTO examined
SELECT 'receiver-unidentified', m.activity, t.receiver IS NULL
FROM measured AS m JOIN transactions AS t USING (transaction)
WHERE m.measure IN ('commitment', 'disbursement', 'reimbursement') AND t.receiver_name IS NOT NULL;

INSERT INTO examined
SELECT 'type-missing', activity, measure = 'unknown' FROM measured;

INSERT INTO examined
SELECT 'value-missing', m.activity, t.value IS NULL
FROM measured AS m JOIN transactions AS t USING (transaction);

INSERT INTO examined
SELECT 'currency-missing', m.activity, c.currency IS NULL
FROM measured AS m JOIN currencies AS c USING (transaction);

INSERT INTO examined
SELECT 'value-date-missing', m.activity, t.value_date IS NULL
FROM measured AS m JOIN transactions AS t USING (transaction);

INSERT INTO examined
SELECT 'value-date-implausible', m.activity, NOT d.is_value_date
FROM measured AS m JOIN transactions AS t USING (transaction) JOIN days AS d USING (transaction)
WHERE t.value_date IS NOT NULL;

INSERT INTO examined
SELECT 'finance-type-missing', m.activity, k.kind = 'unknown'
FROM measured AS m JOIN kinds AS k USING (transaction);

INSERT INTO examined
SELECT 'place-missing', activity, level = 'none' FROM place_levels;

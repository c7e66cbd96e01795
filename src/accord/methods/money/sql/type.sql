-- Idea: the code of a transaction says what it is, whatever version its file declares. Commitments, payments
--       and pledges are three different things. Incoming ones are another party's outgoing ones seen from the
--       receiver. A transaction without a known code is none of them.
-- In:   transactions, reported.
-- Out:  measures(type, measure, family, side): the table of codes.
--       measured(transaction, activity, measure, family, side): one row per transaction of the files taken.
-- Source: code list TransactionType of IATI 2.03.
CREATE OR REPLACE TABLE measures AS
SELECT * FROM (VALUES
    ('1', 'incoming funds', 'payment', 'incoming'),
    ('2', 'commitment', 'commitment', 'outgoing'),
    ('3', 'disbursement', 'payment', 'outgoing'),
    ('4', 'expenditure', 'payment', 'outgoing'),
    ('5', 'interest', 'interest', NULL),
    ('6', 'loan repayment', 'loan repayment', NULL),
    ('7', 'reimbursement', 'payment', 'outgoing'),
    ('8', 'purchase of equity', 'purchase of equity', NULL),
    ('9', 'sale of equity', 'sale of equity', NULL),
    ('10', 'guarantee', 'guarantee', NULL),
    ('11', 'incoming commitment', 'commitment', 'incoming'),
    ('12', 'pledge', 'pledge', 'outgoing'),
    ('13', 'incoming pledge', 'pledge', 'incoming')
) AS codes(type, measure, family, side);

CREATE OR REPLACE TABLE measured AS
SELECT t.transaction, t.activity, t.type, coalesce(m.measure, 'unknown') AS measure, m.family, m.side
FROM transactions AS t
JOIN reported AS r USING (activity)
LEFT JOIN measures AS m ON m.type = t.type;

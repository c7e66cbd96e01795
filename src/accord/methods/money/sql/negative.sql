-- Idea: a negative amount takes back an earlier one (a de-commitment, a refund); it keeps its sign and is
--       added as it is.
-- In:   amounts.
-- Out:  negative(transaction).
CREATE OR REPLACE VIEW negative AS SELECT transaction FROM amounts WHERE amount < 0;

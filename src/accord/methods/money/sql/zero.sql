-- Idea: an amount of zero is a statement of its publisher; it stays, changes no sum, and is marked.
-- In:   amounts.
-- Out:  zero(transaction).
CREATE OR REPLACE VIEW zero AS SELECT transaction FROM amounts WHERE amount = 0;

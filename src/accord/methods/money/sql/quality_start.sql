-- Idea: a check looks at things of one kind (transactions, activities, references) and says of each whether
--       it lacks what one needs to follow the money. Retold and repeated activities are looked at as well:
--       they are published.
-- In:   nothing.
-- Out:  examined(check_id, activity, is_affected): empty; the other texts of quality fill it.
CREATE OR REPLACE TABLE examined (check_id VARCHAR, activity BIGINT, is_affected BOOLEAN);

-- Idea: an activity is a publisher together with an identifier. Of several copies the one that was updated
--       last stands; without a date, or with the same date, the one read last. An identifier that an activity
--       names as its former one does not make it a copy: such activities continue each other and hold
--       different money.
-- In:   reported.
-- Out:  copies(activity, kept, copies): for each activity the one that stands for it, itself where it stands.
CREATE OR REPLACE TABLE copies AS
SELECT activity, first_value(activity) OVER latest_first AS kept,
       count(*) OVER (PARTITION BY publisher, coalesce(identifier, 'no identifier ' || activity)) AS copies
FROM reported
WINDOW latest_first AS (
    PARTITION BY publisher, coalesce(identifier, 'no identifier ' || activity)
    ORDER BY updated_at DESC NULLS LAST, file DESC, byte DESC
);

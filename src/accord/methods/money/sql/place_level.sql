-- Idea: places and sectors stand at the transaction or at the activity, never at both: what a transaction
--       says of itself goes before what its activity says; nothing is multiplied.
-- In:   places, sectors, measured.
-- Out:  place_levels(transaction, activity, level, scope, is_override): level is transaction, activity or
--       none.
CREATE OR REPLACE TABLE place_levels AS
WITH described AS (SELECT DISTINCT activity, scope FROM places)
SELECT m.transaction, m.activity,
       CASE WHEN own.scope IS NOT NULL THEN 'transaction' WHEN whole.scope IS NOT NULL THEN 'activity'
            ELSE 'none' END AS level,
       coalesce(own.scope, whole.scope) AS scope,
       own.scope IS NOT NULL AND whole.scope IS NOT NULL AS is_override
FROM measured AS m
LEFT JOIN described AS own ON own.activity = m.activity AND own.scope = m.transaction
LEFT JOIN described AS whole ON whole.activity = m.activity AND whole.scope = -1;

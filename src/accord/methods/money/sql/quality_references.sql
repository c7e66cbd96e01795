-- Idea: a reference to an activity helps only if it is given and leads to an activity of the set.
-- In:   transactions, measured, related_activities, participating_orgs, renamed, reported.
-- Out:  identifiers(identifier): those of all activities of the files taken; rows of examined.
CREATE OR REPLACE TABLE identifiers AS SELECT DISTINCT identifier FROM reported WHERE identifier IS NOT NULL;

INSERT INTO examined
SELECT 'provider-activity-missing', m.activity, t.provider_activity IS NULL
FROM measured AS m JOIN transactions AS t USING (transaction)
WHERE m.side = 'incoming';

INSERT INTO examined
SELECT 'receiver-activity-missing', m.activity, t.receiver_activity IS NULL
FROM measured AS m JOIN transactions AS t USING (transaction)
WHERE m.measure IN ('commitment', 'disbursement', 'reimbursement');

INSERT INTO examined
SELECT given.check_id, given.activity, i.identifier IS NULL
FROM (
    SELECT 'provider-activity-unresolved' AS check_id, activity, provider_activity AS written
    FROM transactions
    UNION ALL SELECT 'receiver-activity-unresolved', activity, receiver_activity FROM transactions
    UNION ALL SELECT 'related-unresolved', activity, ref FROM related_activities
) AS given
LEFT JOIN renamed AS n ON n.written = given.written
LEFT JOIN identifiers AS i ON i.identifier = coalesce(n.identifier, trim(given.written))
WHERE given.written IS NOT NULL;

INSERT INTO examined
SELECT 'participant-unidentified', activity, ref IS NULL FROM participating_orgs;

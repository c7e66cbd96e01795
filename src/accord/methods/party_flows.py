"""The SQL that tells who stands on both sides of each published flow."""

from __future__ import annotations

__all__ = ["ELSEWHERE_FLOWS", "PARTY_FLOWS"]

PARTY_FLOWS = """
-- Idea: a flow has a payer and a receiver. Where none is named, the organisation that reports is the payer of
--       what goes out and the receiver of what comes in; nobody is made up for the other side. A side with a
--       reference and no name takes the name that is stated most often for that reference. Flows that a rule
--       leaves out of sums are here, too: the money may be told elsewhere, the receiver may not.
-- In:   flows, measured, transactions, activities, reported, joined_flows.
-- Out:  one row per flow and side. Flows to places outside the declaration only if a rule joined them.
-- Source: iati-activities-schema.xsd 1.02, provider-org and receiver-org, on what an omission means.
WITH wanted AS (
    SELECT * FROM flows AS f
    WHERE f.partner <> 'elsewhere' OR f.id IN (SELECT id FROM joined_flows)
), placed AS (
    SELECT f.id AS flow, f.partner, f.measure, f.currency, f.amount, f.day,
           f.status = 'excluded' AS is_left_out,
           coalesce(t.is_humanitarian, a.is_humanitarian, false) AS is_humanitarian,
           nullif(trim(f.provider), '') AS provider, nullif(trim(f.provider_name), '') AS provider_name,
           nullif(trim(f.receiver), '') AS receiver, nullif(trim(f.receiver_name), '') AS receiver_name,
           t.provider_type, t.receiver_type, t.provider_activity, t.receiver_activity, m.side,
           CASE WHEN nullif(trim(a.reporting_org), '') IS NOT NULL THEN f.publisher END AS reporter,
           nullif(trim(a.reporting_org_name), '') AS reporter_name, a.reporting_org_type AS reporter_type
    FROM wanted AS f
    JOIN transactions AS t ON t.transaction = f.transaction
    JOIN activities AS a ON a.activity = f.activity
    JOIN measured AS m ON m.transaction = f.transaction
), sides AS (
    SELECT *, 'pays' AS role,
           side IS NOT DISTINCT FROM 'outgoing' AND provider IS NULL AND provider_name IS NULL AS is_reporter,
           provider AS ref, provider_name AS org_name, provider_type AS org_type,
           provider_activity AS activity
    FROM placed
    UNION ALL
    SELECT *, 'is paid',
           side IS NOT DISTINCT FROM 'incoming' AND receiver IS NULL AND receiver_name IS NULL,
           receiver, receiver_name, receiver_type, receiver_activity
    FROM placed
), told AS (
    SELECT * EXCLUDE (ref, org_name, org_type),
           CASE WHEN is_reporter THEN reporter ELSE ref END AS reference,
           CASE WHEN is_reporter THEN reporter_name ELSE org_name END AS own_name,
           CASE WHEN is_reporter THEN reporter_type ELSE org_type END AS type
    FROM sides
), stated AS (
    SELECT reference, own_name AS name, count(*) AS times FROM told GROUP BY ALL
    UNION ALL
    SELECT publisher, trim(publisher_name), 0 FROM reported
), known AS (
    SELECT reference, name FROM stated WHERE reference IS NOT NULL AND name <> ''
    QUALIFY row_number() OVER (PARTITION BY reference ORDER BY times DESC, name) = 1
)
SELECT t.flow, t.role, coalesce(t.own_name, k.name, '') AS name, coalesce(t.reference, '') AS reference,
       coalesce(t.type, '') AS type, t.activity IS NOT NULL AS names_activity, t.is_humanitarian, t.partner,
       t.measure, coalesce(t.currency, '') AS currency, t.amount, t.day, t.is_left_out
FROM told AS t LEFT JOIN known AS k ON k.reference = t.reference
ORDER BY t.flow, t.role
"""
"""Columns: the fields of ``PartyFlow``."""

ELSEWHERE_FLOWS = """
SELECT count(*) AS flows FROM flows
WHERE partner = 'elsewhere' AND id NOT IN (SELECT id FROM joined_flows)
"""
"""How many flows go to places outside the declaration; their parties are not screened."""

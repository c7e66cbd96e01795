"""The SQL that joins published flows to commitments by the declared rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from accord.domain.join import Join, JoinRule

__all__ = ["JOINED_FLOWS", "JOIN_RELATIONS", "join_rows"]

JOIN_RELATIONS: Mapping[str, str] = MappingProxyType(
    {
        "joins": 'rank INTEGER, rule VARCHAR, "commitment" VARCHAR, "by" VARCHAR, value VARCHAR,'
        " publishers VARCHAR[], sectors VARCHAR[], partners VARCHAR[], kinds VARCHAR[]",
    }
)
"""Columns of the relation that must exist, if empty, beside ``flows`` and the tables of the reader."""

JOINED_FLOWS = r"""
-- Idea: a flow belongs to a commitment if a declared rule says so, and to no other for likeness. A flow that
--       several rules of a commitment join counts once, under the first of them.
-- In:   joins (one row for each rule and value, see join_rows), flows, activities, other_identifiers,
--       sectors.
-- Out:  joined_flows(id, commitment, partner, measure, day, amount, currency, rule): counted flows in the
--       currency of the snapshot, unconverted ones in their own. Excluded flows are not joined.
CREATE OR REPLACE TEMP TABLE join_texts AS
SELECT a.activity, upper(trim(a.iati_identifier)) AS identifier,
       upper(coalesce(a.title, '') || chr(10) || coalesce(a.description, '')) AS words
FROM activities AS a;

CREATE OR REPLACE TEMP TABLE join_others AS
SELECT DISTINCT activity, upper(trim(ref)) AS ref FROM other_identifiers WHERE trim(ref) <> '';

CREATE OR REPLACE TEMP TABLE join_codes AS
WITH texts AS (
    SELECT activity, identifier || chr(10) || words AS text FROM join_texts
    UNION ALL
    SELECT activity, ref FROM join_others
)
SELECT DISTINCT activity, unnest(regexp_extract_all(
    regexp_replace(text, '[\x{2010}-\x{2015}\x{2212}]', '-', 'g'), '[A-Z0-9]+(?:-[A-Z0-9]+)+')) AS code
FROM texts WHERE text IS NOT NULL;

CREATE OR REPLACE TEMP TABLE join_matches AS
SELECT t.activity, j.rule, j.value FROM joins AS j
JOIN join_texts AS t ON j.by = 'identifier' AND t.identifier = upper(trim(j.value))
UNION
SELECT o.activity, j.rule, j.value FROM joins AS j
JOIN join_others AS o ON j.by = 'other_identifier' AND o.ref = upper(trim(j.value))
UNION
SELECT c.activity, j.rule, j.value FROM joins AS j
JOIN join_codes AS c ON j.by = 'code' AND (
    c.code GLOB upper(trim(j.value)) OR c.code GLOB '*-' || upper(trim(j.value)))
UNION
SELECT t.activity, j.rule, j.value FROM joins AS j
JOIN join_texts AS t ON j.by = 'text' AND trim(j.value) <> '' AND contains(t.words, upper(trim(j.value)));

CREATE OR REPLACE TABLE joined_flows AS
SELECT f.id, j.commitment, f.partner, f.measure, f.day,
       CASE WHEN f.currency_converted IS NULL THEN f.amount ELSE f.amount_converted END AS amount,
       coalesce(f.currency_converted, f.currency) AS currency, j.rule
FROM flows AS f
JOIN join_matches AS m ON m.activity = f.activity
JOIN joins AS j ON j.rule = m.rule AND j.value = m.value
WHERE f.status <> 'excluded'
  AND (len(j.publishers) = 0 OR list_contains(j.publishers, f.publisher))
  AND (len(j.partners) = 0 OR list_contains(j.partners, f.partner))
  AND (len(j.kinds) = 0 OR list_contains(j.kinds, f.kind))
  AND (len(j.sectors) = 0 OR EXISTS (
      SELECT 1 FROM sectors AS s WHERE s.activity = f.activity AND list_contains(j.sectors, s.code)))
QUALIFY row_number() OVER (PARTITION BY f.id, j.commitment ORDER BY j.rank) = 1
ORDER BY j.commitment, f.id;
"""
"""The text, in DuckDB's dialect, without parameters; run it where the relations are."""

JoinRow = tuple[int, str, str, str, str, list[str], list[str], list[str], list[str]]


def join_rows(joins: Iterable[Join], rules: Iterable[JoinRule]) -> tuple[JoinRow, ...]:
    """Return the rows of the relation ``joins``: one for each rule and value, in the order of the content.

    Args:
        joins: The joins of a declaration.
        rules: Its rules. Rules that are not verified join nothing and are left out.
    """
    commitments = {join.id: join.commitment for join in joins}
    pairs = [(rule, value) for rule in rules if rule.evidence.is_verified for value in rule.values]
    return tuple(
        (
            rank,
            rule.id,
            commitments[rule.join],
            rule.by.value,
            value,
            list(rule.publishers),
            list(rule.sectors),
            list(rule.partners),
            list(rule.kinds),
        )
        for rank, (rule, value) in enumerate(pairs)
    )

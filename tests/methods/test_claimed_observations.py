"""Claims become observations only if they are verified, exact and dated; two documents are two vintages."""

from __future__ import annotations

from decimal import Decimal

from accord.domain.declaration import Declaration
from accord.domain.observation import Absence
from accord.methods.claimed_observations import claimed_observations
from support import Edit, parse_lake

CLARITY = """
attributes:
  - {id: clarity, label: Clarity of the water, kind: number, unit: metres}
subjects:
  - {id: LAKE, label: The lake}
indicators:
  - id: water_clarity
    label: Clarity of the water
    unit: metres
    scale: ratio
    source: pact-text
    evidence: seen
    attribute: clarity
    subject: LAKE
    segments:
      - {id: modern, direction: higher, first: "2010", lowest: 0}
claims:
  - {id: c-2018, subject: LAKE, attribute: clarity, partner: NOR, value: 4.5, date: 2018, source: pact-text,
     evidence: seen}
"""


def parsed(*more: str) -> Declaration:
    rows = "".join(f"  - {{subject: LAKE, attribute: clarity, partner: NOR, {row}}}\n" for row in more)
    return parse_lake(Edit("clarity.yml", "", CLARITY + rows))


def test_a_claim_becomes_an_observation_under_its_own_id() -> None:
    (row,) = claimed_observations(parsed())
    assert (row.id, row.partner, row.period.text, row.value) == ("c-2018", "NOR", "2018", Decimal("4.5"))
    assert (row.segment, row.unit, row.vintage) == ("modern", "metres", "2020-03-01")
    assert row.file == "clarity.yml"


def test_a_claim_of_nothing_is_a_stated_zero() -> None:
    rows = claimed_observations(parsed("id: c-2019, value: 0, date: 2019, source: pact-text, evidence: seen"))
    assert [row.absence for row in rows] == [None, Absence.ZERO]


def test_what_is_unverified_hedged_undated_or_of_no_segment_is_left_out() -> None:
    rows = claimed_observations(
        parsed(
            "id: c-a, value: 5, date: 2019, source: pact-text, evidence: unverified",
            "id: c-b, value: 5, date: 2019, source: pact-text, evidence: seen, qualifier: about",
            "id: c-c, value: 5, source: pact-text, evidence: seen",
            "id: c-d, value: 5, date: 2009, source: pact-text, evidence: seen",
            "id: c-e, value: 5, date: 2019-05-17, source: pact-text, evidence: seen",
        )
    )
    assert [row.id for row in rows] == ["c-2018"]


def test_a_claim_without_a_partner_is_one_about_the_region() -> None:
    declaration = parse_lake(Edit("clarity.yml", "", CLARITY.replace(" partner: NOR,", "")))
    assert [row.partner for row in claimed_observations(declaration)] == ["REG"]


def test_two_documents_of_one_publisher_are_two_vintages_of_one_source() -> None:
    rows = claimed_observations(
        parsed("id: c-later, value: 6, date: 2019, source: north-budget, evidence: seen")
    )
    assert len({row.vintage for row in rows}) == 2


def test_a_second_claim_for_one_key_is_passed_over() -> None:
    rows = claimed_observations(
        parsed("id: c-again, value: 7, date: 2018, source: pact-text, evidence: seen")
    )
    assert [row.value for row in rows] == [Decimal("4.5")]

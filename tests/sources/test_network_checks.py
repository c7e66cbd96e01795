"""A network in the content of a declaration is checked row by row and reference by reference."""

from __future__ import annotations

import pytest

from accord.domain.network import Tier
from support import Edit, lake_files, parse_lake, problems_of

CLEAN = """
network_places:
  - {id: place-a, label: A, latitude: 44.0, longitude: 20.0, partner: NOR, source: pact-text, evidence: seen}
  - {id: place-b, label: B, latitude: 44.0, longitude: 20.5, source: pact-text, evidence: seen}
network_sections:
  - id: road-ab
    begins: place-a
    ends: place-b
    mode: road
    length_km: 45
    road_class: primary
    source: pact-text
    evidence: seen
    memberships:
      - {tier: comprehensive, valid_from: 2016, valid_to: 2023, source: pact-text, evidence: seen}
network_delays:
  - id: delay-slow
    label: Slow
    lower_share: 0.4
    lower_minutes: 20
    upper_share: 0.8
    upper_minutes: 60
    source: pact-text
    evidence: seen
network_crossings:
  - id: gate
    label: The gate
    section: road-ab
    there: delay-slow
    source: pact-text
    evidence: seen
    observed:
      - {way: there, minutes: 90, date: 2024-03-07, source: pact-text, evidence: seen}
"""


def found(old: str, new: str) -> list[tuple[str, str]]:
    assert old in CLEAN
    problems = problems_of(lake_files(Edit("network.yml", "", CLEAN.replace(old, new, 1))))
    return [(problem.id, problem.value) for problem in problems]


def test_a_network_is_read_with_its_memberships() -> None:
    declaration = parse_lake(Edit("network.yml", "", CLEAN))
    (section,) = declaration.network_sections
    assert (section.begins, section.memberships[0].tier) == ("place-a", Tier.COMPREHENSIVE)
    (gate,) = declaration.network_crossings
    assert (gate.there, str(gate.observed[0].minutes)) == ("delay-slow", "90")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("ends: place-b", "ends: place-c", ("ACC-312", "place-c")),
        ("section: road-ab", "section: road-xy", ("ACC-312", "road-xy")),
        ("there: delay-slow", "there: delay-quick", ("ACC-312", "delay-quick")),
        ("date: 2024-03-07, source: pact-text", "date: 2024-03-07, source: hearsay", ("ACC-312", "hearsay")),
        ("minutes: 90", "minutes: -90", ("ACC-970", "there, 2024-03-07: -90")),
        ("partner: NOR", "partner: FAR", ("ACC-312", "FAR")),
        ("valid_to: 2023, source: pact-text", "valid_to: 2023, source: rumour", ("ACC-312", "rumour")),
        ("ends: place-b", "ends: place-a", ("ACC-824", "place-a")),
        ("length_km: 45", "length_km: 28", ("ACC-828", "28 km; straight 40.0 km")),
        ("valid_to: 2023", "valid_to: 2015", ("ACC-838", "comprehensive: 2016 to 2015")),
        ("upper_share: 0.8", "upper_share: 0.3",
         ("ACC-831", "0.4 within 20 minutes, 0.3 within 60, tail index none")),
        ("length_km: 45", "length_km: 45.1234567", ("ACC-329", "45.1234567")),
        ("id: gate", "id: road-ab", ("ACC-310", "road-ab")),
    ],
)  # fmt: skip
def test_what_cannot_be_true_or_is_not_there_is_refused(
    old: str, new: str, expected: tuple[str, str]
) -> None:
    assert expected in found(old, new)

"""What others publish on each partner is cited, dated and in its unit; what cannot be so is refused."""

from __future__ import annotations

import pytest

from accord.domain.broadband_facts import FactKind, shipped_cell_id
from accord.domain.evidence import Evidence
from accord.errors import InputDataError
from accord.sources.broadband.partner_facts import FACTS, parse_facts
from accord.sources.broadband.shipped import read_shipped

SERIES = """series:
  - id: office
    kind: fibre
    title: Households to which fibre is available
    unit: percent
    source: Invented office
    url: https://example.org/
    evidence: seen
    date_read: 2026-01
    note: Of all.
    values:
      - {partner: AAA, year: 2024, value: 40}
      - {partner: BBB, year: 2024, value: 50, note: In March.}
"""


def test_a_value_has_its_own_line_and_what_its_series_says() -> None:
    first, second = parse_facts(SERIES, file="facts.yml")
    assert (first.id, first.kind, first.origin.line) == ("office.AAA.2024", FactKind.FIBRE, 12)
    assert first.value == 40
    assert second.note == "Of all. In March."
    assert second.evidence is Evidence.SEEN


@pytest.mark.parametrize(
    ("old", "new", "problem", "words"),
    [
        ("unit: percent", "unit: share", "ACC-975", "percent, for `kind: fibre`"),
        ("value: 40", "value: 140", "ACC-975", "from 0 to 100"),
        ("value: 40", "value: -1", "ACC-975", "from 0 to 100"),
        ("kind: fibre", "kind: reach_at_speed", "ACC-975", "a speed in Mbit/s above 0"),
        ("kind: fibre", "kind: reach_at_speed\n    speed_mbit: 0", "ACC-975", "a speed in Mbit/s above 0"),
        ("kind: fibre", "kind: fibre\n    speed_mbit: 100", "ACC-975", "none, for `kind: fibre`"),
        ("partner: BBB", "partner: AAA", "ACC-875", "it first stands on line 12"),
        ("kind: fibre", "kind: fiber", "ACC-307", "fibre"),
    ],
)
def test_what_cannot_be_so_is_refused_with_its_line(old: str, new: str, problem: str, words: str) -> None:
    with pytest.raises(InputDataError) as caught:
        parse_facts(SERIES.replace(old, new), file="facts.yml")
    assert caught.value.problems[0].id == problem
    assert words in str(caught.value)


def test_every_value_that_comes_with_accord_can_be_looked_up() -> None:
    facts = parse_facts(FACTS.read_bytes(), file=FACTS.name)
    assert {fact.partner for fact in facts} == {"ALB", "BIH", "KOS", "MNE", "MKD", "SRB"}
    for fact in facts:
        assert fact.url.startswith("https://")
        assert fact.evidence is Evidence.PARTIAL, (
            "a copy or a quotation was read, not the publisher's own file"
        )
        assert 2018 <= fact.year <= 2026
        assert (fact.speed_mbit is not None) is (fact.kind is FactKind.REACH_AT_SPEED)
    assert FactKind.GIGABIT not in {fact.kind for fact in facts}, "no document that was read states one"
    cells = read_shipped().cells
    assert {shipped_cell_id("facts", fact.id) for fact in facts} <= set(cells)


def test_a_snapshot_from_before_there_were_such_values_has_none(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    for name in ("targets.yml", "benchmarks.yml"):
        (folder / name).write_bytes((FACTS.parent / name).read_bytes())
    assert read_shipped(folder).facts == ()

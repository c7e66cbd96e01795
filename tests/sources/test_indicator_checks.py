"""An indicator is refused if values would have no place, no words, or a target that it cannot reach."""

from __future__ import annotations

import pytest

from accord.domain.indicator import BenchmarkKind, Scale
from support import Edit, lake_files, parse_lake, problems_of

CLEAN = """
attributes:
  - {id: clarity, label: Clarity of the water, kind: number, unit: metres}
  - {id: colour, label: Colour, kind: text}
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
      - {id: by_eye, direction: higher, last: "2019", lowest: 0}
      - {id: by_disc, direction: higher, first: "2020", lowest: 0, highest: 40, reason: A new disc.}
  - id: shore_state
    label: State of the shore
    unit: level
    scale: ordinal
    source: pact-text
    evidence: seen
    segments:
      - {id: all}
    levels:
      - {word: poor, rank: 1}
      - {word: fair, rank: 2}
targets:
  - {id: clear, indicator: water_clarity, value: 12, due: 2030, source: pact-text, evidence: seen}
benchmarks:
  - {id: lakes, label: Mean of other lakes, kind: unweighted_mean, members: [FAR, OLD], least_members: 2}
"""


def found(old: str, new: str) -> list[tuple[str, str]]:
    assert old in CLEAN
    problems = problems_of(lake_files(Edit("clean.yml", "", CLEAN.replace(old, new, 1))))
    return [(problem.id, problem.value) for problem in problems]


def test_indicators_targets_and_benchmarks_are_read() -> None:
    declaration = parse_lake(Edit("clean.yml", "", CLEAN))
    clarity, shore = declaration.indicators
    assert (clarity.scale, [segment.id for segment in clarity.segments]) == (
        Scale.RATIO,
        ["by_eye", "by_disc"],
    )
    assert [level.word for level in shore.levels] == ["poor", "fair"]
    assert declaration.targets[0].due.text == "2030"
    assert declaration.benchmarks[0].kind is BenchmarkKind.UNWEIGHTED_MEAN


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("id: lakes", "id: Lakes", ("ACC-363", "Lakes")),
        ('last: "2019"', 'last: "2021"', ("ACC-364", "`by_eye` and `by_disc` hold at one time")),
        ('first: "2020"', 'first: "20"', ("ACC-364", "`by_disc`: a period is written")),
        ('first: "2020"', 'first: "2030", last: "2020"', ("ACC-364", "`by_disc` ends before it begins")),
        (
            "lowest: 0, highest: 40",
            "lowest: 50, highest: 40",
            ("ACC-364", "`by_disc`: lowest 50, highest 40"),
        ),
        ("lowest: 0}", "lowest: -1}", ("ACC-364", "`by_eye`: a ratio scale has nothing below zero")),
        ("      - {id: all}\n", "      []\n", ("ACC-364", "none")),
        ("{word: fair, rank: 2}", "{word: Poor, rank: 2}", ("ACC-365", "poor (1), Poor (2)")),
        ("{word: fair, rank: 2}", "{word: fair, rank: 1}", ("ACC-365", "poor (1), fair (1)")),
        ("scale: ordinal", "scale: interval", ("ACC-365", "poor (1), fair (2)")),
        ("    subject: LAKE\n", "", ("ACC-366", "no subject, clarity (number)")),
        ("attribute: clarity", "attribute: colour", ("ACC-366", "LAKE, colour (text)")),
        ("value: 12,", "value: -12,", ("ACC-367", "value -12")),
        ("value: 12,", "value: 12, baseline: soon,", ("ACC-367", "soon: a period is written")),
        ("members: [FAR, OLD]", "members: [FAR, FAR]", ("ACC-368", "unweighted_mean of 2 members")),
        ("least_members: 2", "least_members: 3", ("ACC-368", "weights none, at least 3")),
        ("least_members: 2", "weights: water_clarity", ("ACC-368", "weights water_clarity")),
        ("kind: unweighted_mean", "kind: aggregate", ("ACC-368", "aggregate of 2 members")),
        ("kind: unweighted_mean", "kind: weighted_mean", ("ACC-368", "weighted_mean of 2 members")),
    ],
)
def test_what_does_not_fit_is_refused(old: str, new: str, problem: tuple[str, str]) -> None:
    ((name, value),) = found(old, new)
    assert name == problem[0]
    assert problem[1] in value


def test_vintages_can_share_the_periods_that_two_scales_have() -> None:
    """As when an index is turned round in one edition for all its years."""
    turned = CLEAN.replace('last: "2019"', 'vintages_to: "2019"').replace(
        'first: "2020"', 'vintages_from: "2020"'
    )
    assert problems_of(lake_files(Edit("clean.yml", "", turned))) == ()


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("subject: LAKE", "subject: SEA", "subject"),
        ("attribute: clarity", "attribute: depth", "attribute"),
        ("indicator: water_clarity", "indicator: depth", "indicator"),
    ],
)
def test_a_word_that_nothing_has_is_named(old: str, new: str, kind: str) -> None:
    assert old in CLEAN
    problems = problems_of(lake_files(Edit("clean.yml", "", CLEAN.replace(old, new, 1))))
    assert any(kind in problem.what or kind == problem.field for problem in problems)

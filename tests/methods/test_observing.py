"""Observations that can be compared become series; others never meet in one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.commitment import Direction
from accord.domain.evidence import Evidence
from accord.domain.indicator import Indicator, Scale, Segment, segment_of
from accord.domain.observation import Absence, Observation, vintage_order
from accord.domain.observed_period import ObservedPeriod
from accord.methods.observing import latest_series, series_of
from support import parse_lake

PLAIN = Indicator(
    id="calm",
    label="Calm",
    unit="points",
    scale=Scale.INTERVAL,
    segments=(
        Segment(id="old", direction=Direction.LOWER, last="2019"),
        Segment(id="new", direction=Direction.HIGHER, first="2020"),
    ),
    source="calm",
    evidence=Evidence.SEEN,
)
SURVEY = replace(PLAIN, id="survey", is_wave=True, segments=(Segment(id="all"),))
INDICATORS = {"calm": PLAIN, "survey": SURVEY}


def row(period: str, value: str | None, **more: str) -> Observation:
    """An observation of ALB by source ``calm`` in vintage 2024; the segment follows from the indicator."""
    indicator = INDICATORS[more.get("indicator", "calm")]
    vintage = more.get("vintage", "2024")
    segment = segment_of(indicator, ObservedPeriod(period), vintage)
    assert segment is not None
    return Observation(
        **{  # type: ignore[arg-type]  # keys are fields
            "id": f"{period} {value}",
            "partner": "ALB",
            "indicator": indicator.id,
            "period": ObservedPeriod(period),
            "source": "calm",
            "vintage": vintage,
            "value": None if value is None else Decimal(value),
            "absence": Absence.MISSING if value is None else Absence.ZERO if Decimal(value) == 0 else None,
            "unit": "points",
            "segment": segment.id,
            **more,
        }
    )


def test_source_vintage_segment_and_partner_make_a_series() -> None:
    rows = [
        *(row("2021", "3"), row("2020", "2"), row("2019", "9")),
        *(
            row("2020", "2.5", vintage="2023"),
            row("2020", "7", source="other"),
            row("2020", "4", partner="MNE"),
        ),
    ]
    found = series_of(rows, INDICATORS)
    keys = [(each.source, each.vintage, each.segment.id, each.partner, each.values) for each in found]
    assert keys == [
        ("calm", "2023", "new", "ALB", (2.5,)),
        ("calm", "2024", "new", "ALB", (2.0, 3.0)),
        ("calm", "2024", "new", "MNE", (4.0,)),
        ("calm", "2024", "old", "ALB", (9.0,)),
        ("other", "2024", "new", "ALB", (7.0,)),
    ]


def test_an_absence_is_kept_beside_the_values_and_a_zero_is_one_of_them() -> None:
    (series,) = series_of([row("2020", "0"), row("2021", None), row("2022", "1")], INDICATORS)
    assert series.values == (0.0, 1.0)
    assert [each.period.text for each in series.absent] == ["2021"]
    (empty,) = series_of([row("2020", None)], INDICATORS)
    assert (empty.values, len(empty.absent)) == ((), 1)


def test_values_of_an_indicator_that_is_not_known_are_passed_over() -> None:
    assert series_of([row("2020", "1")], {}) == ()


@pytest.mark.parametrize(
    ("waves", "values"),
    [(("", "", ""), (5.0, 6.0)), (("2018", "2019", "2019"), (5.0, 6.0)), (("a", "b", "c"), (5.0, 6.0, 6.0))],
)
def test_years_that_repeat_a_wave_are_one_observation(
    waves: tuple[str, ...], values: tuple[float, ...]
) -> None:
    texts = zip(("2018", "2019", "2020"), ("5", "6", "6"), waves, strict=True)
    rows = [row(period, value, indicator="survey", wave=wave) for period, value, wave in texts]
    (series,) = series_of(rows, INDICATORS)
    assert series.values == values


def test_equal_values_of_an_indicator_without_waves_are_all_kept() -> None:
    (series,) = series_of([row("2020", "6"), row("2021", "6")], INDICATORS)
    assert series.values == (6.0, 6.0)


@given(st.permutations([row(str(year), str(year - 2019)) for year in range(2020, 2026)]))
def test_the_order_of_rows_does_not_matter(rows: list[Observation]) -> None:
    (series,) = series_of(rows, INDICATORS)
    assert series.values == (1, 2, 3, 4, 5, 6)


def test_the_latest_series_are_of_one_vintage_and_one_segment_for_all_partners() -> None:
    lake = replace(parse_lake(), indicators=(PLAIN, SURVEY))
    rows = [
        *(row("2019", "9"), row("2020", "1"), row("2020", "2", partner="MNE")),
        *(row("2021", "3", partner="SRB", vintage="2023"), row("2020", "7", source="other", vintage="2020")),
    ]
    found = latest_series(rows, lake)
    keys = [(each.source, each.vintage, each.segment.id, each.partner) for each in found]
    assert keys == [
        ("calm", "2024", "new", "ALB"),
        ("calm", "2024", "new", "MNE"),
        ("other", "2020", "new", "ALB"),
    ]
    assert [each.partner for each in latest_series(rows, lake, partners=("MNE",))] == ["MNE"]


@pytest.mark.parametrize(
    ("period", "vintage", "segment"),
    [
        ("2019", "2024", "old"),
        ("2020", "2024", "new"),
        ("2019/2020", "2024", None),
        ("2020-H1", "2024", "new"),
    ],
)
def test_a_value_lies_in_the_segment_of_its_period(period: str, vintage: str, segment: str | None) -> None:
    found = segment_of(PLAIN, ObservedPeriod(period), vintage)
    assert (found.id if found else None) == segment


@pytest.mark.parametrize(
    ("vintage", "segment"),
    [("2017", "low"), ("2018", "low"), ("2018-05", "low"), ("2019", "high"), ("2025", "high")],
)
def test_a_value_lies_in_the_segment_of_its_vintage(vintage: str, segment: str) -> None:
    turned = replace(
        PLAIN, segments=(Segment(id="low", vintages_to="2018"), Segment(id="high", vintages_from="2019"))
    )
    found = segment_of(turned, ObservedPeriod("2015"), vintage)
    assert found is not None
    assert found.id == segment


@pytest.mark.parametrize(
    ("older", "newer"),
    [("v9", "v15"), ("2023", "2024"), ("2023-09", "2023-11"), ("2023", "2023-09"), ("12.9", "12.10")],
)
def test_editions_are_in_the_order_of_their_numbers(older: str, newer: str) -> None:
    assert vintage_order(older) < vintage_order(newer)
    rows = [row("2021", "3", vintage=newer), row("2021", "9", vintage=older), row("2020", "1", vintage=older)]
    (found,) = latest_series(rows, replace(parse_lake(), indicators=(PLAIN,)))
    assert (found.vintage, found.values) == (newer, (3.0,))

"""Invented indicators, and tables of them in several layouts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.domain.commitment import Direction
from accord.domain.evidence import Evidence
from accord.domain.indicator import Indicator, Level, Scale, Segment
from accord.errors import InputDataError, Problem
from accord.sources.observations.layout_files import LayoutFile, find_layout, parse_layout
from accord.sources.observations.read_file import Reading
from accord.sources.observations.reading import read_observations
from accord.sources.rates.grid import TableFile

TIDY = "partner,indicator,period,value,unit,source,vintage"
EXPECTS = """expects:
  publisher: Institute of Calm
  url: https://calm.example
  licence: invented
  frequency: yearly
  fewest_rows: 1
  most_rows: 1000
"""


def indicator(name: str, unit: str, *segments: Segment, **more: object) -> Indicator:
    """Return an indicator; one segment without an end unless some are given."""
    return Indicator(
        id=name,
        label=name,
        unit=unit,
        segments=segments or (Segment(id="all", direction=Direction.HIGHER),),
        source="calm",
        evidence=Evidence.SEEN,
        **{"scale": Scale.INTERVAL, **more},  # type: ignore[arg-type]  # keys are fields
    )


CALM = indicator(
    "calm",
    "points",
    Segment(id="all", direction=Direction.HIGHER, first="2000", lowest=Decimal(0), highest=Decimal(100)),
    zero_is_possible=False,
)
NOISE = indicator("noise", "per 100,000", Segment(id="all", direction=Direction.LOWER), scale=Scale.RATIO)
TURNED = indicator(
    "turned",
    "score 1-7",
    Segment(id="old", direction=Direction.LOWER, vintages_to="2018"),
    Segment(id="new", direction=Direction.HIGHER, vintages_from="2019"),
)
BROKEN = indicator(
    "broken",
    "points",
    Segment(id="before", direction=Direction.LOWER, last="2020"),
    Segment(id="after", direction=Direction.HIGHER, first="2021"),
)
TIER = indicator(
    "tier",
    "tier",
    scale=Scale.ORDINAL,
    levels=(Level(word="low", rank=Decimal(0)), Level(word="high", rank=Decimal(2))),
)
SURVEY = indicator("survey", "points", is_wave=True)
INDICATORS = {row.id: row for row in (CALM, NOISE, TURNED, BROKEN, TIER, SURVEY)}


def layout(text: str) -> LayoutFile:
    """Return a layout that stands in a text."""
    return parse_layout(TableFile(name="calm.yml", content=text.encode()))


def read(*lines: str, head: str = TIDY, using: LayoutFile | None = None, vintage: str = "") -> Reading:
    """Read a table of lines, in the tidy layout unless another is named."""
    file = TableFile(name="calm.csv", content="\n".join([head, *lines]).encode())
    return read_observations([file], using or find_layout("tidy"), INDICATORS, vintage)


def refused(*lines: str, head: str = TIDY, using: LayoutFile | None = None) -> tuple[Problem, ...]:
    """Return what is wrong with a table."""
    with pytest.raises(InputDataError) as caught:
        read(*lines, head=head, using=using)
    return caught.value.problems

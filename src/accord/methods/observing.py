"""Observations that can be compared are put together into series."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from accord.domain.declaration import Declaration
from accord.domain.indicator import Indicator
from accord.domain.observation import Observation, Series, vintage_order
from accord.domain.period import PartialDate

__all__ = ["known_observations", "latest_series", "series_of"]

_Group = tuple[str, str, str, str, str]
_Rank = tuple[tuple[tuple[int, int, str], ...], float, str]


def series_of(observations: Iterable[Observation], indicators: Mapping[str, Indicator]) -> tuple[Series, ...]:
    """Return all series, ordered by indicator, source, vintage, segment and partner.

    Values of different sources, vintages or segments never enter one series. A series whose every
    observation is an absence is returned without observations, so that it can be named.

    Args:
        observations: Observations; those of an unknown indicator are passed over.
        indicators: Indicators by id.
    """
    groups: dict[_Group, list[Observation]] = {}
    for row in observations:
        if row.indicator in indicators:
            group = (row.indicator, row.source, row.vintage, row.segment, row.partner)
            groups.setdefault(group, []).append(row)
    return tuple(_series(group, groups[group], indicators) for group in sorted(groups))


def latest_series(
    observations: Iterable[Observation], declaration: Declaration, *, partners: Collection[str] = ()
) -> tuple[Series, ...]:
    """Return the series on which progress is judged: newest vintage of each source, last segment of that.

    The choice is made for an indicator and a source as a whole, so that all partners are compared within
    one vintage and one segment; a partner that the newest vintage leaves out has no series.

    Args:
        observations: Observations.
        declaration: The content; it defines the indicators.
        partners: Codes of partners or places that are wanted; empty for all.
    """
    indicators = {indicator.id: indicator for indicator in declaration.indicators}
    newest: dict[tuple[str, str], _Rank] = {}
    every = series_of(observations, indicators)
    for series in every:
        known = series.observations or series.absent
        rank = (vintage_order(series.vintage), known[-1].period.begins, series.segment.id)
        key = (series.indicator.id, series.source)
        newest[key] = max(newest.get(key, rank), rank)
    chosen = {(*key, rank[0], rank[2]) for key, rank in newest.items()}
    return tuple(
        series
        for series in every
        if (series.indicator.id, series.source, vintage_order(series.vintage), series.segment.id) in chosen
        and (not partners or series.partner in partners)
    )


def known_observations(observations: Iterable[Observation], day: date) -> tuple[Observation, ...]:
    """Return the observations whose vintage was known on a day.

    A vintage that is a year, a month or a day is known from its end; one that is none (``v12``) cannot be
    dated and is always kept.

    Args:
        observations: Observations.
        day: Last day of knowledge, included.
    """
    return tuple(row for row in observations if _known_from(row.vintage) <= day)


def _known_from(vintage: str) -> date:
    try:
        return PartialDate(vintage).last_day
    except ValueError:
        return date.min


def _series(group: _Group, rows: Sequence[Observation], indicators: Mapping[str, Indicator]) -> Series:
    name, source, vintage, segment, partner = group
    indicator = indicators[name]
    ordered = sorted(rows, key=lambda row: (row.period.begins, row.period.ends))
    known = [row for row in ordered if row.value is not None]
    return Series(
        partner=partner,
        indicator=indicator,
        segment=next(each for each in indicator.segments if each.id == segment),
        source=source,
        vintage=vintage,
        observations=tuple(_once_a_wave(known) if indicator.is_wave else known),
        absent=tuple(row for row in ordered if row.value is None),
    )


def _once_a_wave(rows: Sequence[Observation]) -> Iterator[Observation]:
    """Yield one observation for each survey wave: the first of those that repeat it.

    Where the source names no wave, a value that equals the one before it to the last digit is taken to
    repeat it: surveys do not return the same number twice.
    """
    before: Observation | None = None
    for row in rows:
        if before is None:
            yield row
        elif row.wave or before.wave:
            if row.wave != before.wave:
                yield row
        elif (row.value, row.std_error) != (before.value, before.std_error):
            yield row
        before = row

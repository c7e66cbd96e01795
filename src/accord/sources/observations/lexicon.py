"""What the words of a table mean here: places, indicators, periods, units; each is looked up once."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import NamedTuple

from accord.cleaning.observed_periods import clean_period
from accord.cleaning.place_codes import place_code, place_in_period
from accord.domain.indicator import Indicator, Segment, segment_of
from accord.domain.observation_layout import Frequency, ObservationLayout, Translation
from accord.domain.observed_period import ObservedPeriod

__all__ = ["Lexicon", "Observed", "is_name"]

_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.-]{0,39}", re.ASCII)
_FORMS: Mapping[Frequency, re.Pattern[str]] = {
    Frequency.YEARLY: re.compile(r"\d{4}(?:/\d{4})?"),
    Frequency.HALF_YEARLY: re.compile(r"\d{4}-H\d"),
    Frequency.QUARTERLY: re.compile(r"\d{4}-Q\d"),
    Frequency.MONTHLY: re.compile(r"\d{4}-\d\d"),
    Frequency.ANY: re.compile(r".*"),
}


class Observed(NamedTuple):
    """What a word of the source observes.

    Attributes:
        indicator: The indicator.
        unit: Unit that the translation states; empty if none.
        level: Share of the interval that the translation states.
    """

    indicator: Indicator
    unit: str
    level: Decimal | None


def is_name(text: str) -> bool:
    """Tell whether a text can be the name of a source or a vintage."""
    return _NAME.fullmatch(text) is not None


class Lexicon:
    """The words of one layout and one declaration.

    Args:
        layout: The layout; its translations come before codes that are known by themselves.
        indicators: Indicators by id.
        partners: Ids of the partners of the declaration; they mean themselves, whatever else they may mean.
    """

    def __init__(
        self,
        layout: ObservationLayout,
        indicators: Mapping[str, Indicator],
        partners: Collection[str] = (),
    ) -> None:
        self._words: dict[str, dict[str, Translation]] = {}
        for each in layout.translations:
            self._words.setdefault(each.role, {})[each.source] = each
        self._indicators = indicators
        self._partners = frozenset(partners)
        self._form = _FORMS[layout.expects.frequency]
        self._places: dict[tuple[str, ObservedPeriod], str | None] = {}
        self._periods: dict[str, ObservedPeriod | None] = {}
        self._segments: dict[tuple[str, ObservedPeriod, str], Segment | None] = {}

    @property
    def known_indicators(self) -> tuple[str, ...]:
        """Ids and codes that mean an indicator."""
        return (*self._indicators, *self._words.get("indicator", {}))

    def word(self, role: str, text: str) -> str:
        """Return what a word means in a role: its translation, else itself."""
        found = self._words.get(role, {}).get(text)
        return text if found is None else found.ours

    def observed(self, text: str) -> Observed | None:
        """Return the indicator that a word means, by translation or by its own id; None if it means none."""
        translation = self._words.get("indicator", {}).get(text)
        indicator = self._indicators.get(text if translation is None else translation.ours)
        if indicator is None:
            return None
        if translation is None:
            return Observed(indicator, "", None)
        return Observed(indicator, translation.unit, translation.level)

    def period(self, text: str) -> ObservedPeriod | None:
        """Return the period that a text names."""
        if text not in self._periods:
            self._periods[text] = clean_period(self.word("period", text))
        return self._periods[text]

    def fits(self, period: ObservedPeriod) -> bool:
        """Tell whether a period is as long as the source's are."""
        return self._form.fullmatch(period.text) is not None

    def is_place(self, text: str) -> bool:
        """Tell whether a text means a place, whatever the period."""
        return self._code(text) is not None

    def place(self, text: str, period: ObservedPeriod) -> str | None:
        """Return the code of the place that a text means in a period."""
        key = (text, period)
        if key not in self._places:
            code = self._code(text)
            self._places[key] = None if code is None else place_in_period(code, period)
        return self._places[key]

    def _code(self, text: str) -> str | None:
        word = self.word("partner", text)
        return word if word in self._partners else place_code(word)

    def segment(self, indicator: Indicator, period: ObservedPeriod, vintage: str) -> Segment | None:
        """Return the segment in which a value lies."""
        key = (indicator.id, period, vintage)
        if key not in self._segments:
            self._segments[key] = segment_of(indicator, period, vintage)
        return self._segments[key]

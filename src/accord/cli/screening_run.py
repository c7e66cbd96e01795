"""One screening from the command line: batch after batch, with what it counts and says."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from accord.cli.output import say
from accord.errors import Problem

if TYPE_CHECKING:
    from accord.domain.screening import Hit, Query
    from accord.methods.screening.matcher import Matcher
    from accord.sources.parties import PartyRow
    from accord.store.lists.opening import Lists

__all__ = ["ScreeningRun", "hit_line"]

_BATCH = 2000
_MOST_SHOWN = 20
_OLD_DAYS = 7
_UNREADABLE = "ACC-243"


class ScreeningRun:
    """One screening, with what it counts."""

    def __init__(self, matcher: Matcher, lists: Lists, top: int, least: float) -> None:
        self.matcher, self.lists, self.top, self.least = matcher, lists, top, least
        days = {source.code: source.as_of for source in lists.sources}
        codes = {listing.list for listing in lists.listings}
        self.as_of = {code: days.get(code, min(days.values())) for code in codes}
        self.version = matcher.configuration.version
        self.parties = self.exempt = self.unscreened = self.problems = 0
        self.bands: Counter[str] = Counter()

    def hits(self, rows: Iterable[PartyRow]) -> Iterator[Hit]:
        """Screen row after row, in batches that change the speed and nothing else."""
        from accord.methods.screening.screening import screen as screen_parties

        left = iter(rows)
        while batch := list(islice(left, _BATCH)):
            queries = [query for row in batch if (query := self._noted(row)) is not None]
            for _, hits in screen_parties(queries, self.matcher, self.as_of, top=self.top, least=self.least):
                self.bands.update(hit.band.value for hit in hits)
                yield from hits
            self._show_progress()

    def _noted(self, row: PartyRow) -> Query | None:
        from accord.methods.screening.reading import reading_gap

        query, problems = row.query, row.problems
        if query is not None and (gap := reading_gap(query.name, query.kind)):
            problems = (*problems, _gap_problem(query, gap))
        for problem in problems:
            if self.problems < _MOST_SHOWN:
                say(problem.render())
            self.problems += 1
        if query is None or any(problem.id == _UNREADABLE for problem in problems):
            self.unscreened += 1
            return None
        self.parties += 1
        self.exempt += query.is_exempt
        return query

    def _show_progress(self) -> None:
        if sys.stderr.isatty() and self.parties > _BATCH:
            print(f"\r{self.parties:,} parties", end="", file=sys.stderr, flush=True)  # noqa: T201

    def sum_up(self) -> None:
        """Say how many parties were compared with what, and what came of it."""
        if sys.stderr.isatty() and self.parties > _BATCH:
            say()
        listed = len(self.matcher.index.listings)
        days = ", ".join(f"{source.code} of {source.as_of}" for source in self.lists.sources)
        compared = self.parties - self.exempt
        parties = "1 party" if compared == 1 else f"{compared:,} parties"
        say(f"{parties} compared with {listed:,} listings ({days}).")
        found = ", ".join(f"{count:,} {band}" for band, count in sorted(self.bands.items()))
        say(
            f"Hits: {found or 'none'}. A party without a hit is not cleared; it is not found under this name."
        )
        if self.exempt:
            say(f"Exempt as final recipients of humanitarian aid, and not compared: {self.exempt:,}.")
        if self.problems > _MOST_SHOWN:
            say(f"{self.problems - _MOST_SHOWN:,} more problems are not shown.")
        if unread := len(self.matcher.index.unread):
            say(f"Listed names of which nothing, or not all, could be read: {unread:,}.")
        if self.unscreened:
            say(f"Rows that could not be screened: {self.unscreened:,}.")
        for source in self.lists.sources:
            if source.age_days is not None and source.age_days > _OLD_DAYS:
                say(f"The list {source.code} is {source.age_days:,} days old: run `accord lists update`.")


def _gap_problem(query: Query, gap: str) -> Problem:
    fix = "Screen the name by hand, in Latin letters or without what is no part of it."
    expected, value = "a name of letters, of not too many words", query.name[:80]
    if gap.startswith("Nothing"):
        return Problem(
            id="ACC-243", what=f"{gap}.", row=query.id, field="name", value=value, expected=expected, fix=fix
        )
    return Problem(
        id="ACC-244", what=f"{gap}.", row=query.id, field="name", value=value, expected=expected, fix=fix
    )


def hit_line(hit: Hit, run: ScreeningRun) -> dict[str, object]:
    """Return a hit as one line of JSON holds it."""
    return {
        "query_id": hit.query_id,
        "listing_id": hit.listing_id,
        "list": hit.list,
        "name_score": hit.name_score,
        "identity": hit.identity.value,
        "band": hit.band.value,
        "explanation": hit.explanation,
        "as_of": hit.as_of.isoformat(),
        "listed_name": hit.listed_name,
        "is_weak": hit.is_weak,
        "effect": hit.effect.value,
        "regime": hit.regime,
        "listed_on": None if hit.listed_on is None else hit.listed_on.isoformat(),
        "is_ended": hit.is_ended,
        "evidence": [
            {"field": each.field, "verdict": each.verdict.value, "asked": each.asked, "listed": each.listed}
            for each in hit.evidence
        ],
        "parts": [[part.asked, part.listed, part.likeness, part.bits] for part in hit.parts],
        "lists_id": run.lists.snapshot_id,
        "method": run.version,
    }

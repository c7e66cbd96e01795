"""The test of the matcher with the lists in use: whether listed names are found, as they are and changed.

Supervisors ask for it: a control test, in which every listed name must hit, and manipulated names. The other
side of the scale is how many innocent names hit. Innocents are made of the list's own words: the given name
of one listed person with the family name of another, harder than life, since every word is listed.

Reference:
    EBA/GL/2024/14, on testing a screening system with records of the lists and manipulated records.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accord.domain.listing import Listing, ListingKind
from accord.methods.screening.matcher import Matcher
from accord.methods.screening.treatments import TREATMENTS, script_of

__all__ = ["ALERT_RATE", "CONTROL", "SelfTest", "innocents", "run_selftest"]

_BATCH = 2000
_TOP = 64
ALERT_RATE = "recombined names"
"""Name of the test whose hits are false alarms."""
CONTROL = next(iter(TREATMENTS))
"""Name of the test in which every listed name must be found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTest:
    """How one kind of name fared.

    Attributes:
        treatment: What was done to the listed names; ``ALERT_RATE`` for innocents.
        script: ISO 15924 code of the script of the listed names.
        kind: What was named.
        names: Number of names asked for.
        found: Number of those that hit: their own listing, or any for innocents.
        missed: Ids of the first listings that were not found; empty for innocents.
    """

    treatment: str
    script: str
    kind: ListingKind
    names: int
    found: int
    missed: tuple[str, ...] = ()

    @property
    def rate(self) -> float:
        """Recall, or for innocents the alert rate; 0 to 1."""
        return self.found / self.names


def run_selftest(matcher: Matcher, *, least: float, most: int, seed: int) -> Iterator[SelfTest]:
    """Test each treatment by script and kind, then innocents.

    Args:
        matcher: The matcher over the lists in use.
        least: Score from which a name counts as found.
        most: Most listed names for each treatment; the control test always takes all.
        seed: Other numbers change other letters.
    """
    listings = matcher.index.listings
    for treatment, change in TREATMENTS.items():
        names = list(_strong_names(listings))
        if treatment != CONTROL and len(names) > most:
            step = len(names) / most
            names = [names[int(at * step)] for at in range(most)]
        cases = [
            (text, listing)
            for name, listing in names
            if (text := change(name, listing.kind, seed)) is not None
        ]
        yield from _tested(matcher, treatment, cases, least)
    yield from _false_alarms(matcher, innocents(listings, most, seed), least)


def _strong_names(listings: Sequence[Listing]) -> Iterator[tuple[str, Listing]]:
    for listing in listings:
        for name in listing.names:
            if not name.is_weak and any(letter.isalnum() for letter in name.text):
                yield name.text, listing


def _tested(
    matcher: Matcher, treatment: str, cases: Sequence[tuple[str, Listing]], least: float
) -> Iterator[SelfTest]:
    counts: dict[tuple[str, ListingKind], list[int]] = {}
    missed: dict[tuple[str, ListingKind], list[str]] = {}
    for at in range(0, len(cases), _BATCH):
        batch = cases[at : at + _BATCH]
        found = matcher.search([(text, listing.kind) for text, listing in batch], top=_TOP, least=least)
        for (text, listing), hits in zip(batch, found, strict=True):
            group = (script_of(text), listing.kind)
            count = counts.setdefault(group, [0, 0])
            count[0] += 1
            if any(hit.listing.id == listing.id for hit in hits):
                count[1] += 1
            else:
                missed.setdefault(group, []).append(listing.id)
    for (script, kind), (asked, hit) in sorted(counts.items()):
        ids = tuple(missed.get((script, kind), ())[:10])
        yield SelfTest(treatment=treatment, script=script, kind=kind, names=asked, found=hit, missed=ids)


def innocents(listings: Sequence[Listing], most: int, seed: int) -> list[str]:
    """Return names of persons that nobody listed: words of two listed persons, put together.

    Args:
        listings: The listings.
        most: Most names.
        seed: Other numbers pair other persons.
    """
    known = {name.text.casefold() for listing in listings for name in listing.names}
    pairs = [
        (name.given.split()[0], name.family)
        for listing in listings
        for name in listing.names[:1]
        if listing.kind is ListingKind.PERSON and name.given and name.family
    ]
    if len(pairs) < 2:
        return []
    shift = 1 + (7919 * (seed + 1)) % (len(pairs) - 1)
    made = (f"{given} {pairs[(at + shift) % len(pairs)][1]}" for at, (given, _) in enumerate(pairs))
    fresh = [name for name in dict.fromkeys(made) if name.casefold() not in known]
    step = max(1, len(fresh) // most)
    return fresh[::step][:most]


def _false_alarms(matcher: Matcher, names: Sequence[str], least: float) -> Iterator[SelfTest]:
    if not names:
        return
    hits = 0
    for at in range(0, len(names), _BATCH):
        batch = [(name, ListingKind.PERSON) for name in names[at : at + _BATCH]]
        hits += sum(map(bool, matcher.search(batch, top=1, least=least)))
    yield SelfTest(treatment=ALERT_RATE, script="any", kind=ListingKind.PERSON, names=len(names), found=hits)

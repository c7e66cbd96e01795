"""The list of everyone who pays or is paid, with what sanctions lists say of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.domain.party import Party, PartyHit, Role, Screened, Standing
from accord.domain.screening import Band
from accord.publish.charts import Bar, bar_chart
from accord.publish.library import Library
from accord.publish.page import Page, Row

__all__ = [
    "GROUPS",
    "PartyLine",
    "amounts_of",
    "band_ids",
    "band_page",
    "group_of",
    "parties_page",
    "party_ids",
    "shown_parties",
]

GROUPS: Mapping[str, tuple[str, str]] = {
    Band.MATCH.value: (
        "Match",
        "The name agrees, and so does another attribute such as a birth date, a country or a number. It opens"
        " an alert: a person must decide.",
    ),
    Band.POSSIBLE.value: (
        "Possible",
        "The name agrees and nothing else was there to confirm it, or the name agrees in part and another"
        " attribute does, too. It opens an alert: a person must decide.",
    ),
    Band.NAME_ONLY.value: (
        "Name only",
        "It rests on an alias that the list itself calls weak, or on too little of a name. It opens no"
        " alert.",
    ),
    Band.CONTRADICTED.value: (
        "Contradicted",
        "The name agrees, and an attribute that does not change differs. It opens no alert.",
    ),
    "none": ("No hit", "No listed name is like this one. No match is no clearance."),
    "exempt": (
        "Exempt",
        "Taken for final recipients of humanitarian aid, who are not vetted: the name says so, and they"
        " are only paid, only by humanitarian flows, with no type, reference or activity. They were not"
        " compared.",
    ),
    "not-named": ("Not named", "The files state no name, so nobody could be compared."),
}
"""Groups of parties by their strongest hit: title and meaning."""
_BANDS = tuple(Band)
_LISTED = 1000
_DESCRIPTION = "Everyone whom the declaration's money comes from or goes to, compared with sanctions lists."


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party as one line of the list.

    Attributes:
        party: The party.
        group: Group by its strongest hit.
        hit: The strongest hit; None if there is none.
        hits: Number of hits.
    """

    party: Party
    group: str
    hit: PartyHit | None
    hits: int


def shown_parties(library: Library) -> tuple[Party, ...]:
    """Return the parties that have a page; where hits are not shown, no final recipient is named."""
    parties = library.screened.parties if library.screened else ()
    return tuple(each for each in parties if library.shows_hits or each.standing is not Standing.EXEMPT)


def party_ids(library: Library) -> list[str]:
    """Return the ids of the parties that have a page."""
    return [party.id for party in shown_parties(library)]


def band_ids(library: Library) -> list[str]:
    """Return the groups that have a page: none where hits are not shown, since they tell who has one."""
    return list(GROUPS) if library.screened and library.shows_hits else []


def group_of(party: Party, hits: Sequence[PartyHit]) -> str:
    """Return the group of a party: why it was not compared, else the band of its strongest hit."""
    if party.standing is not Standing.SCREENED:
        return party.standing.value.replace(" ", "-")
    return min((each.hit.band for each in hits), key=_BANDS.index).value if hits else "none"


def amounts_of(party: Party, role: Role) -> list[str]:
    """Return what a party pays or is paid, by measure and currency, in words; what is unknown is said."""
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    flows: Counter[tuple[str, str]] = Counter()
    for each in party.dealings:
        if each.role is role:
            key = each.measure, each.currency
            flows[key] += each.flows
            if each.amount is not None:
                sums[key] += each.amount
    return [
        f"{measure}: {f'{sums[measure, unit]:,.2f} {unit}' if (measure, unit) in sums else 'amount unknown'}"
        f" ({count:,})"
        for (measure, unit), count in sorted(flows.items())
    ]


def parties_page(library: Library) -> Page:
    """Return the list of parties; it says so where none were screened."""
    screened = library.screened
    if screened is None:
        return Page(
            path="parties",
            title="Parties",
            description=_DESCRIPTION,
            template="parties.html",
            context={"screened": None},
            columns=("id", "name"),
            chart=bar_chart("No sanctions lists were taken into this snapshot", []),
        )
    lines = list(_lines(library))
    return _page(library, screened, "parties", "Parties", lines, lines)


def band_page(library: Library, name: str) -> Page:
    """Return the list of the parties of one group.

    Args:
        library: The snapshot, which holds screened parties.
        name: Name out of ``GROUPS``.
    """
    screened = library.screened
    assert screened is not None  # noqa: S101  (only such a snapshot has these pages)
    lines = list(_lines(library))
    chosen = [line for line in lines if line.group == name]
    return _page(library, screened, f"bands/{name}", f"Parties: {GROUPS[name][0].lower()}", lines, chosen)


def _page(
    library: Library,
    screened: Screened,
    path: str,
    title: str,
    *lines: Sequence[PartyLine],
) -> Page:
    """Return a page with the counts of all parties, and a list of some of them."""
    every, chosen = lines
    counts = Counter(line.group for line in every)
    visible = set(party_ids(library))
    shown = [line for line in chosen if line.party.id in visible]
    group = path.partition("/")[2]
    return Page(
        path=path,
        title=title,
        description=_DESCRIPTION,
        template="parties.html",
        context={
            "screened": screened,
            "shows_hits": library.shows_hits,
            "group": group,
            "groups": GROUPS,
            "counts": counts,
            "standings": Standing,
            "roles": list(Role),
            "amounts_of": amounts_of,
            "lines": shown[:_LISTED],
            "total": len(shown),
            "hits": sum(line.hits for line in every),
        },
        table=[_to_row(line, shows_hits=library.shows_hits) for line in shown],
        columns=("id", "name"),
        chart=bar_chart(
            "Parties by their strongest hit",
            [
                Bar(label=words, value=Decimal(counts[name]) or None, shown=f"{counts[name]:,}", why="")
                for name, (words, _) in GROUPS.items()
            ],
        ),
    )


def _lines(library: Library) -> Iterator[PartyLine]:
    """Yield all parties, those with the strongest hits first, then by name."""
    order = list(GROUPS)
    found = [
        PartyLine(party, group_of(party, hits), hits[0] if hits else None, len(hits))
        for party, hits in library.hits_by_party.values()
    ]
    yield from sorted(
        found, key=lambda line: (order.index(line.group), line.party.label.casefold(), line.party.id)
    )


def _to_row(line: PartyLine, *, shows_hits: bool) -> Row:
    party, hit = line.party, line.hit
    row: Row = {
        "id": party.id,
        "name": party.name,
        "reference": party.reference,
        "types": list(party.types),
        "standing": party.standing.value,
        **{role.value.replace(" ", "_"): list(amounts_of(party, role)) for role in Role},
    }
    if not shows_hits:
        return row
    return {
        **row,
        "band": line.group,
        "hits": line.hits,
        "identity": hit.hit.identity.value if hit else None,
        "effect": hit.hit.effect.value if hit else None,
    }

"""The page of one party: what it pays or is paid, and each listing that it may mean, with the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accord.domain.listing import Effect
from accord.domain.party import Dealing, Party, PartyHit, Standing, Timing
from accord.domain.screening import Band, Hit, NamePart, Verdict
from accord.publish.charts import value_card
from accord.publish.library import Library
from accord.publish.page import Page
from accord.publish.pages.flow_sums import PLACES
from accord.publish.pages.parties import GROUPS, group_of
from accord.store.figure_json import Json
from accord.store.flow_descent import FlowLeaf, flow_leaves
from accord.store.flow_query import sum_id
from accord.store.money_balance import flow_sums
from accord.store.money_tables import has_money

__all__ = ["band_words", "party_page", "timing_words"]

_LISTED = 200
_EFFECTS = {
    Effect.ASSET_FREEZE: "Asset freeze: where the regime applies, no money may be made available to whoever"
    " is listed.",
    Effect.DEBARMENT: "Debarment: while it lasts, no contracts of the bank that decided it. It is no asset"
    " freeze.",
    Effect.OTHER: "Another measure than an asset freeze or a debarment; the regime says which.",
}


@dataclass(frozen=True, slots=True)
class _Shown:
    """A dealing with the words and the link under which it stands on the page."""

    dealing: Dealing
    place: str
    sum_id: str


def party_page(library: Library, name: str) -> Page:
    """Return the page of a party.

    Args:
        library: The snapshot, which holds screened parties.
        name: Id of a party that has a page.
    """
    screened = library.screened
    assert screened is not None  # noqa: S101  (only such a snapshot has these pages)
    party, found = library.hits_by_party[name]
    hits = found if library.shows_hits else ()
    group = group_of(party, hits)
    dealings = list(_dealings(library, party))
    said = GROUPS[group][0] if library.shows_hits or party.standing is not Standing.SCREENED else "Compared"
    flows = _flows(library, party)
    return Page(
        path=f"parties/{name}",
        title=party.label,
        description=f"{party.label}: what it pays or is paid, and how it compares with sanctions lists.",
        template="party.html",
        context={
            "party": party,
            "screened": screened,
            "shows_hits": library.shows_hits,
            "group": group,
            "groups": GROUPS,
            "dealings": dealings,
            "flows": flows,
            "flow_count": sum(each.flows for each in party.dealings if not each.project),
            "hits": hits,
            "effects": _EFFECTS,
            "timing_words": timing_words,
            "band_words": band_words,
            "bar": _bar,
        },
        table=[_dealing_json(each) for each in party.dealings],
        data={
            "party": {
                "id": party.id,
                "name": party.name,
                "reference": party.reference,
                "standing": party.standing.value,
                "reason": party.reason,
            },
            "dealings": [_dealing_json(each) for each in party.dealings],
            "hits": [_hit_json(each) for each in hits] if library.shows_hits else None,
        },
        chart=value_card(
            party.label, said, why="", notes=library.notes_for(*(each.place for each in dealings))
        ),
    )


def band_words(hit: Hit) -> str:
    """Return in words why a hit is in its band, and whether it opens an alert."""
    agree = " and ".join(each.field for each in hit.evidence if each.verdict is Verdict.SUPPORTS)
    differ = " and ".join(each.field for each in hit.evidence if each.verdict is Verdict.CONTRADICTS)
    if hit.band is Band.CONTRADICTED:
        reason = f"The name agrees, and the {differ} differs"
    elif hit.band is Band.NAME_ONLY:
        weak = "The list itself calls this alias weak"
        reason = f"{weak if hit.is_weak else 'Too little of the name agrees'}, and nothing else confirms it"
    elif agree:
        reason = f"The name agrees{'' if hit.band is Band.MATCH else ' in part'}, and so does the {agree}"
    else:
        reason = "The name agrees, and no other attribute confirms or contradicts it"
    alert = "It opens an alert: a person must decide" if hit.band.opens_alert else "It opens no alert"
    return f"{reason}. {alert}."


def timing_words(timing: Timing) -> str:
    """Return in words how the flows of a party fall beside a listing."""
    parts = (
        (timing.before, "before it"),
        (timing.during, "while it stood"),
        (timing.after, "after it had ended"),
        (timing.unknown, "on a day that cannot be compared"),
    )
    return "; ".join(f"{count:,} {words}" for count, words in parts if count)


def _dealings(library: Library, party: Party) -> Iterator[_Shown]:
    folder = library.snapshot.folder
    known = flow_sums(folder) if has_money(folder) else {}
    names = {**library.names, **PLACES}
    for each in party.dealings:
        sum_of = "" if each.project else sum_id(each.partner, each.measure)
        place = (
            library.projects[each.project].title if each.project else names.get(each.partner, each.partner)
        )
        yield _Shown(each, place, sum_of if sum_of in known else "")


def _flows(library: Library, party: Party) -> Sequence[FlowLeaf]:
    """Return the first flows of a party."""
    ids = [source for each in party.dealings if not each.project for source in each.sources]
    return flow_leaves(library.snapshot.folder, dict.fromkeys(ids[:_LISTED], ("", "")))


def _bar(part: NamePart, parts: Sequence[NamePart]) -> tuple[str, str]:
    """Return the lengths of a bar, of 100: how much the words say, and how much of it agrees."""
    most = max((each.bits for each in parts), default=0) or 1
    return f"{100 * part.bits / most:.1f}", f"{100 * part.bits * part.likeness / most:.1f}"


def _dealing_json(dealing: Dealing) -> dict[str, Json]:
    return {
        "role": dealing.role.value,
        "measure": dealing.measure,
        "partner": dealing.partner,
        "project": dealing.project,
        "currency": dealing.currency,
        "amount": None if dealing.amount is None else f"{dealing.amount.normalize():f}",
        "flows": dealing.flows,
        "left_out": dealing.left_out,
        "without_amount": dealing.without_amount,
        "first_day": str(dealing.first_day) if dealing.first_day else None,
        "last_day": str(dealing.last_day) if dealing.last_day else None,
        "sources": list(dealing.sources),
    }


def _hit_json(found: PartyHit) -> dict[str, Json]:
    hit, timing = found.hit, found.timing
    return {
        "listing_id": hit.listing_id,
        "list": hit.list,
        "listed_name": hit.listed_name,
        "is_weak": hit.is_weak,
        "kind": found.listed_kind.value,
        "band": hit.band.value,
        "name_score": hit.name_score,
        "identity": hit.identity.value,
        "effect": hit.effect.value,
        "regime": hit.regime,
        "listed_on": str(hit.listed_on) if hit.listed_on else None,
        "ended_on": str(found.ended_on) if found.ended_on else None,
        "is_ended": hit.is_ended,
        "as_of": str(hit.as_of),
        "flows_before": timing.before,
        "flows_during": timing.during,
        "flows_after": timing.after,
        "flows_unknown": timing.unknown,
        "explanation": hit.explanation,
    }

"""Which parties a declaration's money comes from and goes to: each once, with what it pays or is paid.

Parties are the financiers of financing lines and both sides of published flows. A financing line names no
recipient. Private persons cannot be told apart: IATI has no type of organisation for them, so whoever has no
type is compared with persons, organisations and ships alike.

A final recipient of humanitarian aid is not screened: what givers must guarantee does not extend to the
vetting of people in need (https://www.dgecho-partners-helpdesk.eu/sanctions/sanction-clauses). No published
mark says who is one, and a missing type says little: in real files Red Cross societies have none. So a party
is taken for one only if its name says so (*beneficiaries*, *households*) and nothing speaks against it: it is
only paid, only by humanitarian flows, with no type, reference or activity of its own, and its name has no
legal form and no word of an organisation. Whoever fails one of these is screened, also a person who is named.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accord.cleaning.legal_forms import without_legal_forms
from accord.cleaning.name_lexicon import ORGANISATION_WORDS
from accord.cleaning.names import name_words
from accord.domain.listing import ListingKind
from accord.domain.party import Dealing, Party, Role, Standing
from accord.domain.project import FinancingLine
from accord.domain.screening import Query

__all__ = ["PartyFlow", "line_flows", "parties_of", "query_of"]

_ORGANISATIONS = frozenset(
    "10 11 15 21 22 23 24 30 40 60 70 71 72 73 80".split()  # noqa: SIM905  (one code list on one line)
)
"""Types that are organisations for certain (IATI, code list OrganisationType); 90, other, is not."""
_RECIPIENT_WORDS = frozenset(
    name_words(
        "beneficiary beneficiaries recipient recipients household households bénéficiaire bénéficiaires"
        " ménages korisnik korisnici korisnika domaćinstvo domaćinstva përfitues përfituesit përfituesve"
        " корисници корисника домаћинства домаќинства"
    )
)
"""Words by which publishers call people in need without naming them: English, French, Serbian and its
neighbours, Albanian, Macedonian."""
_LITTLE_WORDS = frozenset({"the", "and", "of", "for"})
_REGISTERED = re.compile(r"([A-Z]{2})-[A-Z0-9]+-(.+)", re.IGNORECASE)
"""Identifier with the register that gave it: country, code of the register, number (https://org-id.guide)."""
_NO_COUNTRY = re.compile(r"x[^k]|zz")
_SLUG_WORDS = 6
_EXEMPT = "Taken for a final recipient of humanitarian aid, who is not screened."
_UNNAMED = "No name is stated that can be compared."


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFlow:
    """One side of one flow, or the financier of one financing line.

    Attributes:
        flow: Id of the flow or line.
        role: ``pays`` or ``is paid``.
        name: Name as written; empty if none is stated.
        reference: Organisation's reference; empty if none is stated.
        type: Code of its type; empty if none is stated.
        names_activity: Whether it is named with an activity of its own.
        is_humanitarian: Whether the flow is marked as humanitarian.
        partner: Place of the flow.
        measure: What was measured.
        currency: Currency; empty if unknown.
        amount: Amount in ``currency``; None if unknown.
        day: Day; None if none is stated.
        is_left_out: Whether a rule leaves the flow out of sums.
        project: Project of the line; empty for a flow.
    """

    flow: str
    role: str
    name: str
    reference: str
    type: str
    names_activity: bool
    is_humanitarian: bool
    partner: str
    measure: str
    currency: str
    amount: Decimal | None
    day: date | None
    is_left_out: bool
    project: str = ""


def line_flows(lines: Iterable[FinancingLine]) -> Iterator[PartyFlow]:
    """Return the financiers of financing lines; lines name no recipient and state no day.

    Lines whose document was not seen are among them: whom they name is screened, though they count nowhere.
    """
    for line in lines:
        yield PartyFlow(
            flow=line.id,
            role=Role.PAYS,
            name=line.financier.strip(),
            reference="",
            type="",
            names_activity=False,
            is_humanitarian=False,
            partner="",
            measure=f"{line.kind.value}, anticipated" if line.is_anticipated else line.kind.value,
            currency=line.unit,
            amount=line.amount,
            day=None,
            is_left_out=False,
            project=line.project,
        )


def parties_of(flows: Iterable[PartyFlow]) -> tuple[tuple[Party, tuple[PartyFlow, ...]], ...]:
    """Return each party once, by its words and its reference, with its flows; in the order of ids.

    Two spellings whose words are the same are one party; two references are two parties, even of one name.
    Sides without name and reference are two parties that are not named, a payer and a receiver.
    """
    grouped: dict[tuple[str, str, str], list[PartyFlow]] = defaultdict(list)
    for flow in flows:
        words = " ".join(name_words(flow.name))
        nobody = "" if words or flow.reference else flow.role
        grouped[words, flow.reference, nobody].append(flow)
    parties = [
        (_party(words, reference, found), tuple(found)) for (words, reference, _), found in grouped.items()
    ]
    return tuple(sorted(parties, key=lambda each: each[0].id))


def query_of(party: Party) -> Query:
    """Return a party as the matcher asks for it; only a reference with its register tells a country."""
    found = _REGISTERED.fullmatch(party.reference)
    country = found[1].lower() if found else ""
    numbers = dict.fromkeys((party.reference, found[2] if found else ""))
    return Query(
        id=party.id,
        name=party.name,
        kind=party.kind,
        countries=(country,) if country and not _NO_COUNTRY.fullmatch(country) else (),
        identifiers=tuple(number for number in numbers if number),
        is_exempt=party.standing is not Standing.SCREENED,
    )


def _party(words: str, reference: str, flows: Sequence[PartyFlow]) -> Party:
    names = Counter(flow.name for flow in flows if flow.name)
    name = min(names, key=lambda each: (-names[each], each.isupper(), each)) if names else ""
    types = tuple(sorted({flow.type for flow in flows if flow.type}))
    role = "" if words or reference else flows[0].role
    standing, reason = _standing(words, flows)
    return Party(
        id=_id(words, reference, role),
        name=name,
        spellings=tuple(sorted(names)),
        reference=reference,
        kind=ListingKind.ORGANIZATION if _ORGANISATIONS.issuperset(types) and types else ListingKind.UNKNOWN,
        types=types,
        standing=standing,
        reason=reason,
        dealings=tuple(_dealings(flows)),
    )


def _id(words: str, reference: str, role: str) -> str:
    shown = name_words(words or reference or f"not named {role}")
    digest = hashlib.sha256(f"{words}\n{reference}\n{role}".encode()).hexdigest()[:8]
    slug = ["".join(letter for letter in word if letter.isascii())[:20] for word in shown[:_SLUG_WORDS]]
    return "-".join((*filter(None, slug), digest))


def _standing(words: str, flows: Sequence[PartyFlow]) -> tuple[Standing, str]:
    if not words:
        return Standing.UNNAMED, _UNNAMED
    if all(_may_be_final(flow) for flow in flows) and _names_people_in_need(words.split()):
        return Standing.EXEMPT, _EXEMPT
    return Standing.SCREENED, ""


def _may_be_final(flow: PartyFlow) -> bool:
    says_more = flow.type or flow.reference or flow.names_activity
    return flow.role == Role.PAID and flow.is_humanitarian and not says_more


def _names_people_in_need(words: Sequence[str]) -> bool:
    if without_legal_forms(words)[1] or _RECIPIENT_WORDS.isdisjoint(words):
        return False
    meanings = {ORGANISATION_WORDS[word] for word in words if word in ORGANISATION_WORDS}
    return all(meaning.isdigit() for meaning in meanings - _LITTLE_WORDS)


def _dealings(flows: Sequence[PartyFlow]) -> Iterator[Dealing]:
    grouped: dict[tuple[str, str, str, str, str], list[PartyFlow]] = defaultdict(list)
    for flow in flows:
        grouped[flow.role, flow.measure, flow.partner, flow.project, flow.currency].append(flow)
    for role, measure, partner, project, currency in sorted(grouped):
        found = grouped[role, measure, partner, project, currency]
        standing = [flow for flow in found if not flow.is_left_out]
        amounts = [flow.amount for flow in standing if flow.amount is not None]
        days = [flow.day for flow in found if flow.day is not None]
        yield Dealing(
            role=Role(role),
            measure=measure,
            partner=partner,
            project=project,
            currency=currency,
            flows=len(found),
            left_out=len(found) - len(standing),
            without_amount=len(standing) - len(amounts),
            amount=sum(amounts, Decimal(0)) if amounts else None,
            first_day=min(days, default=None),
            last_day=max(days, default=None),
            sources=tuple(sorted(flow.flow for flow in found)),
        )

"""What an officer may ask whom today, and why everything else is not offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from accord.exchange.directory import BasisEvidence, Directory, LegalBasis, Peer
from accord.exchange.normalising.subject import IdentifierType

__all__ = ["TYPE_NAMES", "Choice", "Denied", "allowed_choices", "denied_choices"]

TYPE_NAMES = {
    IdentifierType.FIREARM: "Firearm",
    IdentifierType.PLATE: "Registration plate",
    IdentifierType.VEHICLE: "Vehicle identification number",
    IdentifierType.IBAN: "Account (IBAN)",
    IdentifierType.DOCUMENT: "Passport or identity card",
    IdentifierType.PHONE: "Telephone number",
    IdentifierType.COMPANY: "Company",
    IdentifierType.PERSON: "Person",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something that may be asked.

    Attributes:
        holder: Whom.
        basis: The row that allows it; it names type and purpose.
    """

    holder: Peer
    basis: LegalBasis

    @property
    def type_name(self) -> str:
        """Name of the type for people."""
        return TYPE_NAMES[self.basis.type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied:
    """Something that may not be asked.

    Attributes:
        holder: Whom.
        type_name: Name of the type for people.
        purpose: Purpose of a row that allows nothing; empty if there is no row.
        reason: Why not, in words.
    """

    holder: Peer
    type_name: str
    purpose: str
    reason: str


def allowed_choices(directory: Directory, me: str, day: date) -> tuple[Choice, ...]:
    """Return what may be asked on a day.

    Args:
        directory: Directory of the exchange.
        me: Id of this node.
        day: The day, in UTC.
    """
    found = []
    for row in directory.bases:
        holder = directory.peer(row.holder)
        if row.asker == me and holder is not None and row.type in holder.types and row.is_open(day):
            found.append(Choice(holder=holder, basis=row))
    return tuple(sorted(found, key=lambda each: (each.holder.name, each.type_name, each.basis.purpose)))


def denied_choices(directory: Directory, me: str, day: date) -> tuple[Denied, ...]:
    """Return what may not be asked on a day, by holder and type, each with its reason.

    Args:
        directory: Directory of the exchange.
        me: Id of this node.
        day: The day, in UTC.
    """
    return tuple(
        denied
        for holder in sorted(directory.peers, key=lambda each: each.name)
        if holder.id != me
        for kind in IdentifierType
        for denied in _denied(directory, me, holder, kind, day)
    )


def _denied(directory: Directory, me: str, holder: Peer, kind: IdentifierType, day: date) -> Iterator[Denied]:
    name = TYPE_NAMES[kind]
    if kind not in holder.types:
        yield Denied(holder=holder, type_name=name, purpose="", reason="It holds no list of this type.")
        return
    rows = [row for row in directory.bases if (row.asker, row.holder, row.type) == (me, holder.id, kind)]
    if not rows:
        yield Denied(
            holder=holder,
            type_name=name,
            purpose="",
            reason="No legal basis is on file. It is denied by default.",
        )
    for row in rows:
        if not row.is_open(day):
            yield Denied(holder=holder, type_name=name, purpose=row.purpose, reason=_reason(row, day))


def _reason(row: LegalBasis, day: date) -> str:
    if row.evidence is not BasisEvidence.SEEN:
        return f"Nobody has read the text of {row.reference}; unread, it allows nothing."
    if day < row.valid_from:
        return f"{row.reference} applies from {row.valid_from.isoformat()}."
    return f"{row.reference} applied until {row.valid_to.isoformat()}."

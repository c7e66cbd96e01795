"""What the office keeps of a hit until it is followed up: its case and the subject that hit.

Everything else that was asked is sealed to the supervisory authority and cannot be read here any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from accord.exchange.asking import CaseFacts
from accord.exchange.canonical import JsonValue, MalformedError, canonical, parse_canonical
from accord.exchange.cases import PersonRole, Reason
from accord.exchange.concluding import Result
from accord.exchange.inquiries import Inquiry
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.private_files import make_private_folder, read_at_most, remove_file, write_private
from accord.exchange.strict_fields import IDENTITY, StrictFields

__all__ = ["HitFile", "HitFiles"]

_FORMAT = "accord hit/1"
_MOST_BYTES = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class HitFile:
    """One subject that hit.

    Attributes:
        request: Id of the request.
        holder: Id of the peer that lists it.
        type: Type of identifier.
        purpose: Purpose.
        epoch: Epoch of the question.
        keys: Names of the match keys that hit.
        case: Why was asked.
        fields: The subject as it was typed.
    """

    request: str
    holder: str
    type: IdentifierType
    purpose: str
    epoch: str
    keys: tuple[str, ...]
    case: CaseFacts
    fields: Mapping[str, str] = field(repr=False)


class HitFiles:
    """The folder of hits that are not closed.

    Args:
        folder: The folder; it is made when a hit is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, inquiry: Inquiry, results: Sequence[Result]) -> tuple[str, ...]:
        """Keep the hits of an inquiry and return a name for each.

        Args:
            inquiry: The inquiry.
            results: What came of it.
        """
        names = []
        statement = inquiry.questions[0].statement
        for result in results:
            if not result.is_hit:
                continue
            first = result.hits[0]
            hit = HitFile(
                request=first.request,
                holder=statement.holder,
                type=statement.type,
                purpose=statement.purpose,
                epoch=statement.epoch,
                keys=result.keys,
                case=inquiry.case,
                fields=inquiry.subjects[result.subject].fields,
            )
            make_private_folder(self._folder)
            names.append(f"{first.request[:12]}-{first.place}")
            write_private(self._path(names[-1]), _bytes(hit))
        return tuple(names)

    def hit(self, name: str) -> HitFile:
        """Return a hit.

        Raises:
            FileNotFoundError: There is none of this name.
            MalformedError: Its file was altered.
        """
        return _read(read_at_most(self._path(name), _MOST_BYTES))

    def names(self) -> tuple[str, ...]:
        """Return the names of all hits."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.json")))

    def remove(self, request: str) -> None:
        """Remove the hits of a request that is closed."""
        for name in self.names():
            if self.hit(name).request == request:
                remove_file(self._path(name))

    def _path(self, name: str) -> Path:
        if not IDENTITY.match(name):
            raise FileNotFoundError(2, "no such hit", name)
        return self._folder / f"{name}.json"


def _bytes(hit: HitFile) -> bytes:
    case = hit.case
    value: JsonValue = {
        "format": _FORMAT,
        "request": hit.request,
        "holder": hit.holder,
        "type": hit.type.value,
        "purpose": hit.purpose,
        "epoch": hit.epoch,
        "keys": list(hit.keys),
        "reference": case.reference,
        "salt": case.salt.hex(),
        "basis": case.basis,
        "offence_years": case.offence_years,
        "role": case.role.value,
        "reason": case.reason.value,
        "fields": dict(hit.fields),
    }
    return canonical(value)


def _read(data: bytes) -> HitFile:
    row = StrictFields(parse_canonical(data, where="hit"), "hit")
    if row.text("format") != _FORMAT:
        raise MalformedError("hit.format", _FORMAT)
    case = CaseFacts(
        reference=row.text("reference"),
        salt=row.octets("salt", 16),
        basis=row.id("basis"),
        offence_years=row.number("offence_years", 0, 100),
        role=row.word("role", PersonRole),
        reason=row.word("reason", Reason),
    )
    fields = row.value("fields")
    inner = StrictFields(fields, "hit.fields")
    hit = HitFile(
        request=row.id("request"),
        holder=row.id("holder"),
        type=row.word("type", IdentifierType),
        purpose=row.id("purpose"),
        epoch=row.id("epoch"),
        keys=row.rows("keys", 40, _key),
        case=case,
        fields={name: inner.text(name) for name in fields} if isinstance(fields, Mapping) else {},
    )
    row.finish()
    return hit


def _key(value: JsonValue, where: str) -> str:
    return StrictFields({"key": value}, where).id("key")

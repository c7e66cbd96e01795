"""What reading a list gives: its entries, and an account of everything that is not in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from accord.domain.listing import Listing
from accord.errors import Problem

__all__ = ["ReadList", "Reading", "is_code"]

_CODE = re.compile(r"[a-z][a-z0-9-]{0,19}")


def is_code(text: str) -> bool:
    """Return whether a text can be the code of a list: small letters, digits and hyphens, 20 at most."""
    return _CODE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadList:
    """A list as one file, or several that belong together, state it.

    Attributes:
        code: Code of the list, such as ``eu``; empty if its entries are of several lists.
        format: Name of the format.
        as_of: Day of which the file is, where it says so.
        listings: Its entries, in the order of the file.
        unread: How often a path or column carried something that no field of an entry takes.
        findings: What could not be understood, each with its place; an entry without a name is set
            apart (ACC-385), a date that is none is kept as a remark (ACC-388), an id that was there
            before gets a number (ACC-389).
    """

    code: str
    format: str
    as_of: date | None
    listings: tuple[Listing, ...]
    unread: Mapping[str, int]
    findings: tuple[Problem, ...]


@dataclass(slots=True, kw_only=True)
class Reading:
    """The account that a reader keeps while it goes through a file.

    Attributes:
        file: Name of the file, for messages.
        code: Code of the list.
        as_of: Day of which the file says it is.
        unread: Counts of what no field takes, by path.
        findings: What could not be understood.
    """

    file: str
    code: str
    as_of: date | None = None
    unread: Counter[str] = field(default_factory=Counter)
    findings: list[Problem] = field(default_factory=list)

    def id_of(self, reference: str) -> str:
        """Return the id of an entry: code of the list and the authority's reference."""
        return f"{self.code}:{reference}"

    def set_apart(self, place: str, why: str, expected: str) -> None:
        """Note an entry that cannot be screened, because it has no name or no reference."""
        self.findings.append(
            Problem(
                id="ACC-385",
                what="An entry cannot be screened and is set apart.",
                file=self.file,
                row=place,
                value=why,
                expected=expected,
                fix="Look at this place in the file; if it is so in the original, ask the authority.",
            )
        )

    def doubt(self, place: str, name: str, value: str, expected: str) -> None:
        """Note a value that is not what its field holds; the reader keeps it as a remark."""
        self.findings.append(
            Problem(
                id="ACC-388",
                what="A value is not what its field holds; it is kept as a remark.",
                file=self.file,
                row=place,
                field=name,
                value=value[:100],
                expected=expected,
                fix="Nothing need be done; the remark is shown with the entry.",
            )
        )

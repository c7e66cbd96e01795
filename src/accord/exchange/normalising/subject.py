"""What one authority asks another about: one identifier or person, as typed.

A value of a subject appears in no message, no ``repr`` and no log: what is asked must not leak beside the
protocol that hides it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

__all__ = ["IdentifierType", "RefusedSubjectError", "RefusedValueError", "Subject"]


class IdentifierType(StrEnum):
    """The kinds of thing that can be asked for; each has keys, quotas and a list of its own."""

    FIREARM = "firearm"
    PLATE = "plate"
    VEHICLE = "vehicle"
    IBAN = "iban"
    DOCUMENT = "document"
    PHONE = "phone"
    COMPANY = "company"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One thing to list or to ask for; the values are as typed, nothing is checked yet.

    Args:
        type: Kind of the thing.
        fields: Value of each field by its name; ``rules.FIELDS`` lists the fields of each type. A field that
            is not known is left out, never given as an empty text.
    """

    type: IdentifierType
    fields: Mapping[str, str] = field(repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", MappingProxyType(dict(self.fields)))


class RefusedSubjectError(ValueError):
    """A subject that cannot be put into canonical form, so that no question or entry can be made of it.

    Args:
        field: Name of the field at fault; several are joined by a comma.
        expected: What the field should hold.
        fix: What to do next.
    """

    def __init__(self, *, field: str, expected: str, fix: str) -> None:
        super().__init__(f"{field}: expected {expected}. {fix}")
        self.field = field
        self.expected = expected
        self.fix = fix


class RefusedValueError(ValueError):
    """A step cannot read a value; whoever runs the steps adds the name of the field.

    Args:
        expected: What the step expects.
        fix: What to do next.
    """

    def __init__(self, expected: str, fix: str) -> None:
        super().__init__(f"expected {expected}. {fix}")
        self.expected = expected
        self.fix = fix

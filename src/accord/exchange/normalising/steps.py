"""Every step of the normaliser by its name, and the steps of every field: version 1 in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from accord.exchange.normalising.birth_dates import birth_date
from accord.exchange.normalising.calibres import calibre
from accord.exchange.normalising.characters import (
    by_shape,
    by_sound,
    digits_for_letters,
    readable,
    without_separators,
)
from accord.exchange.normalising.checked_numbers import iban, vehicle_number
from accord.exchange.normalising.makes import make
from accord.exchange.normalising.phones import phone_characters
from accord.exchange.normalising.places import country
from accord.exchange.normalising.sounds import fold_sounds
from accord.exchange.normalising.subject import IdentifierType, RefusedValueError

__all__ = ["FIELDS", "STEPS", "Field", "not_a_placeholder"]

_PLACEHOLDERS = frozenset(
    {"na", "nn", "none", "null", "unknown", "unbekannt", "nema", "nepoznat", "nepoznato", "nepoznata", "xxx"}
    | {"panjohur", "ipanjohur", "epanjohur", "bezbroia", "bezbroja", "test"}
)
"""What registers write where they know nothing, in capitals or not, with O as 0 and I as 1 or not."""
_SAME = str.maketrans("01", "oi")


def not_a_placeholder(text: str) -> str:
    """Return a text that can identify something.

    Raises:
        RefusedValueError: If it is one character again and again, or a word for "not known".
    """
    plain = text.casefold().translate(_SAME)
    if plain in _PLACEHOLDERS or (len(text) > 2 and len(set(text)) == 1):
        raise RefusedValueError("a value that identifies", "Leave out what is not known.")
    return text


def _at_least(count: int) -> Callable[[str], str]:
    def long_enough(text: str) -> str:
        if len(text) < count:
            raise RefusedValueError(f"at least {count} letters or digits", "Give the value in full.")
        return text

    return long_enough


def _at_most(count: int) -> Callable[[str], str]:
    def short_enough(text: str) -> str:
        if len(text) > count:
            raise RefusedValueError(f"at most {count} letters or digits", "Give this value alone.")
        return text

    return short_enough


STEPS: Mapping[str, Callable[[str], str]] = {
    "readable": readable,
    "by shape": by_shape,
    "by sound": by_sound,
    "without separators": without_separators,
    "digits for letters": digits_for_letters,
    "no placeholder": not_a_placeholder,
    "two letters or more": _at_least(2),
    "three characters or more": _at_least(3),
    "five characters or more": _at_least(5),
    "twelve characters or less": _at_most(12),
    "twenty characters or less": _at_most(20),
    "thirty characters or less": _at_most(30),
    "forty letters or less": _at_most(40),
    "folded sounds": fold_sounds,
    "maker": make,
    "calibre": calibre,
    "country": country,
    "account": iban,
    "vehicle number": vehicle_number,
    "phone characters": phone_characters,
    "day or year": birth_date,
}
"""Every step; each returns a text or refuses it, and run twice it changes nothing more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a type of subject.

    Args:
        name: Name of the field in ``Subject.fields``.
        text: What it holds, for whoever fills it in.
        steps: Names of the steps, in their order.
        is_required: False if a subject may lack it.
    """

    name: str
    text: str
    steps: tuple[str, ...]
    is_required: bool = True


_SHAPE = ("readable", "by shape", "without separators", "digits for letters")
_COUNTRY = Field(name="country", text="country that issued it", steps=("readable", "country"))
_NAME = ("readable", "folded sounds", "two letters or more", "forty letters or less", "no placeholder")

FIELDS: Mapping[IdentifierType, tuple[Field, ...]] = {
    IdentifierType.FIREARM: (
        Field(
            name="serial",
            text="serial number",
            steps=(*_SHAPE, "three characters or more", "thirty characters or less", "no placeholder"),
        ),
        Field(
            name="make", text="maker", steps=("readable", "maker", "forty letters or less", "no placeholder")
        ),
        Field(name="calibre", text="calibre", steps=("readable", "calibre", "twenty characters or less")),
        Field(
            name="origin",
            text="country in which it was made",
            steps=("readable", "country"),
            is_required=False,
        ),
    ),
    IdentifierType.PLATE: (
        _COUNTRY,
        Field(
            name="plate",
            text="registration plate",
            steps=(*_SHAPE, "three characters or more", "twelve characters or less", "no placeholder"),
        ),
    ),
    IdentifierType.VEHICLE: (
        Field(
            name="vin",
            text="vehicle identification number",
            steps=("readable", "by shape", "without separators", "vehicle number", "no placeholder"),
        ),
    ),
    IdentifierType.IBAN: (
        Field(name="iban", text="account", steps=("readable", "by shape", "without separators", "account")),
    ),
    IdentifierType.DOCUMENT: (
        _COUNTRY,
        Field(
            name="number",
            text="number of the passport or identity card",
            steps=(*_SHAPE, "five characters or more", "twenty characters or less", "no placeholder"),
        ),
    ),
    IdentifierType.PHONE: (
        Field(name="number", text="telephone number", steps=("readable", "phone characters")),
        Field(
            name="country",
            text="country of a number without calling code",
            steps=("readable", "country"),
            is_required=False,
        ),
    ),
    IdentifierType.COMPANY: (
        _COUNTRY,
        Field(
            name="number",
            text="number in the register of companies",
            steps=(
                "readable",
                "by shape",
                "without separators",
                "three characters or more",
                "no placeholder",
            ),
        ),
    ),
    IdentifierType.PERSON: (
        Field(name="first_name", text="first name", steps=_NAME, is_required=False),
        Field(name="family_name", text="family name", steps=_NAME, is_required=False),
        Field(
            name="birth_date",
            text="date of birth, or its year",
            steps=("readable", "day or year"),
            is_required=False,
        ),
    ),
}
"""The fields of every type, with the steps of version 1."""

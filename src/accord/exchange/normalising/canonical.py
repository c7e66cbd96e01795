"""The canonical fields of a subject: what both sides make of however it is typed."""

from __future__ import annotations

from collections.abc import Mapping

from accord.exchange.normalising.phones import phone_number
from accord.exchange.normalising.registers import company_number
from accord.exchange.normalising.steps import FIELDS, STEPS
from accord.exchange.normalising.subject import (
    IdentifierType,
    RefusedSubjectError,
    RefusedValueError,
    Subject,
)

__all__ = ["canonical_fields", "fields_by_sound"]


def canonical_fields(subject: Subject) -> Mapping[str, str]:
    """Return every field of a subject in canonical form.

    Canonical fields are a subject again, whose canonical fields are the same.

    Raises:
        RefusedSubjectError: If a field is missing, not one of this type, or cannot be read.
    """
    return _read(subject, {})


def fields_by_sound(subject: Subject) -> Mapping[str, str]:
    """Return the canonical fields, letters of identifiers read by sound instead of by shape."""
    return _read(subject, {"by shape": "by sound"})


def _read(subject: Subject, instead: Mapping[str, str]) -> Mapping[str, str]:
    _check_names(subject)
    found: dict[str, str] = {}
    for field in FIELDS[subject.type]:
        text = subject.fields.get(field.name)
        if text is None:
            continue
        try:
            for step in field.steps:
                text = STEPS[instead.get(step, step)](text)
        except RefusedValueError as error:
            raise RefusedSubjectError(field=field.name, expected=error.expected, fix=error.fix) from None
        found[field.name] = text
    return _joined(subject.type, found)


def _check_names(subject: Subject) -> None:
    fields = FIELDS[subject.type]
    known = [field.name for field in fields]
    if not set(subject.fields) <= set(known):
        raise RefusedSubjectError(
            field="a name", expected=f"only the fields {', '.join(known)}", fix="Take the other fields out."
        )
    for field in fields:
        if field.is_required and field.name not in subject.fields:
            raise RefusedSubjectError(
                field=field.name, expected=field.text, fix=f"A {subject.type} cannot be asked for without it."
            )


def _joined(kind: IdentifierType, found: dict[str, str]) -> Mapping[str, str]:
    """Read the number whose meaning hangs on the country."""
    try:
        if kind is IdentifierType.PHONE:
            return {"number": phone_number(found["number"], found.get("country"))}
        if kind is IdentifierType.COMPANY:
            return found | {"number": company_number(found["number"], found["country"])}
    except RefusedValueError as error:
        raise RefusedSubjectError(field="number", expected=error.expected, fix=error.fix) from None
    return found

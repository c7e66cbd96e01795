"""What the form of a question must hold, field by field."""

from __future__ import annotations

import re
from collections.abc import Mapping

from accord.exchange.cases import PersonRole, Reason
from accord.exchange.directory import LegalBasis
from accord.exchange.normalising import RefusedSubjectError, Subject
from accord.exchange.normalising.steps import FIELDS
from accord.exchange.officer_pages.visiting import FormError, Visit

__all__ = ["REASONS", "ROLES", "beside_fields", "typed_facts", "typed_subject"]

_YEARS = re.compile(r"(?:[0-9]|[1-9][0-9]|100)\Z", re.ASCII)
ROLES = {
    PersonRole.SUSPECT: "Suspect",
    PersonRole.CONVICT: "Convicted person",
    PersonRole.VICTIM: "Victim",
    PersonRole.MISSING: "Missing person",
}
REASONS = {
    Reason.IDENTIFY: "To identify somebody or something",
    Reason.MORE: "To learn more about somebody or something known",
}


def typed_subject(visit: Visit, basis: LegalBasis) -> Subject:
    """Return the subject as it was typed.

    Args:
        visit: The visit with the form.
        basis: The legal basis, which names the type.

    Raises:
        FormError: A field that the type needs is empty.
    """
    fields = {field.name: visit.form.get(f"subject-{field.name}", "") for field in FIELDS[basis.type]}
    typed = {name: text for name, text in fields.items() if text}
    missing = {
        f"subject-{field.name}": f"Type the {field.text}."
        for field in FIELDS[basis.type]
        if field.is_required and field.name not in typed
    }
    if missing:
        raise FormError(missing)
    return Subject(type=basis.type, fields=typed)


def typed_facts(visit: Visit, basis: LegalBasis) -> dict[str, str]:
    """Return the case as it was typed: reference, offence_years, role and reason.

    Args:
        visit: The visit with the form.
        basis: The legal basis, which may have a threshold.

    Raises:
        FormError: A field is missing or out of its range.
    """
    form = visit.form
    errors: dict[str, str] = {}
    years = form.get("offence_years", "")
    if not _YEARS.match(years):
        errors["offence_years"] = "Type the maximum sentence of the offence in whole years."
    elif int(years) < basis.offence_minimum_years:
        errors["offence_years"] = (
            "The legal basis covers offences with a maximum sentence of"
            f" {basis.offence_minimum_years} years or more. Below that this question is not allowed."
        )
    words: tuple[tuple[str, Mapping[str, str], str], ...] = (
        (
            "role",
            {role.value: text for role, text in ROLES.items()},
            "Choose who the person is in the case.",
        ),
        ("reason", {each.value: text for each, text in REASONS.items()}, "Choose what you want to reach."),
    )
    errors |= {name: expected for name, known, expected in words if form.get(name, "") not in known}
    reference = form.get("reference", "")
    if not reference or len(reference) > 200 or not reference.isprintable():
        errors["reference"] = "Type the reference of the case, in one line of at most 200 characters."
    if errors:
        raise FormError(errors)
    return {name: form[name] for name in ("reference", "offence_years", "role", "reason")}


def beside_fields(error: RefusedSubjectError, basis: LegalBasis) -> dict[str, str]:
    """Return what the normaliser expects, beside each field that it names."""
    known = {field.name for field in FIELDS[basis.type]}
    text = f"Expected {error.expected}. {error.fix}"
    names = [name.strip() for name in error.field.split(",")]
    return {f"subject-{name}" if name in known else "": text for name in names}

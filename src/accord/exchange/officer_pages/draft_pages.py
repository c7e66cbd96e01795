"""The page on which an officer drafts a follow-up after a hit, and what the form must hold."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from accord.exchange.follow_up_codes import URGENCY_TEXTS, Urgency
from accord.exchange.follow_up_requests import MOST_TEXT, FollowUpRequest
from accord.exchange.hit_files import HitFile
from accord.exchange.normalising.steps import FIELDS
from accord.exchange.officer_pages.choosing import TYPE_NAMES
from accord.exchange.officer_pages.trouble import TROUBLES, trouble_text
from accord.exchange.officer_pages.visiting import FormError, Handler, Page, Redirect, Reply, Visit, value_of

__all__ = ["DRAFT_ROUTES"]


def _draft_form(visit: Visit) -> Reply:
    found = _hit(visit)
    return _draft_page(visit, found) if found else Redirect(path="/results", notice="This hit is closed.")


def _draft(visit: Visit) -> Reply:
    found = _hit(visit)
    if found is None:
        return Redirect(path="/results", notice="This hit is closed.")
    try:
        request = _request(visit, found)
        visit.desk.draft_follow_up(request, visit.signer())
    except FormError as error:
        return _draft_page(visit, found, error.errors)
    except TROUBLES as error:
        return _draft_page(visit, found, {"": trouble_text(error)})
    return Redirect(
        path="/second", notice="The follow-up is drafted. Another officer must sign before it leaves."
    )


def _draft_page(visit: Visit, hit: HitFile, errors: Mapping[str, str] | None = None) -> Page:
    values = {
        "hit": hit,
        "name": visit.path["id"],
        "fields": {field.name: field.text for field in FIELDS[hit.type]},
        "type_name": TYPE_NAMES[hit.type],
        "urgencies": URGENCY_TEXTS,
    }
    return Page(
        template="follow_up_form.html",
        title="Draft a follow-up",
        values=values,
        errors=errors or {},
        form=visit.typed(),
        status=422 if errors else 200,
    )


def _hit(visit: Visit) -> HitFile | None:
    return visit.desk.hits().get(visit.path["id"])


def _request(visit: Visit, hit: HitFile) -> FollowUpRequest:
    form = visit.form
    errors: dict[str, str] = {}
    if form.get("urgency", "") not in URGENCY_TEXTS:
        errors["urgency"] = "Choose how urgent it is."
    for name, expected in (
        ("because", "Write why the information is needed."),
        ("wanted", "Write what you seek."),
    ):
        try:
            value_of(form, name, expected, most=MOST_TEXT)
        except FormError as error:
            errors.update(error.errors)
    sent = set(form.get("fields", "").split("\n")) & set(hit.fields)
    if not sent:
        errors["fields"] = "Tick at least one field; without any the other authority cannot compare."
    if errors:
        raise FormError(errors)
    case = hit.case
    return FollowUpRequest(
        id=secrets.token_hex(8),
        asker=visit.desk.node.id,
        holder=hit.holder,
        type=hit.type,
        purpose=hit.purpose,
        epoch=hit.epoch,
        question=hit.request,
        key=hit.keys[0],
        basis=case.basis,
        reference=case.reference,
        case_salt=case.salt,
        offence_years=case.offence_years,
        role=case.role,
        reason=case.reason,
        urgency=Urgency(form["urgency"]),
        because=form["because"],
        wanted=form["wanted"],
        fields={name: text for name, text in hit.fields.items() if name in sent},
        salt=secrets.token_bytes(32),
    )


DRAFT_ROUTES: Mapping[str, Handler] = {
    "GET /results/{id}/follow-up": _draft_form,
    "POST /results/{id}/follow-up": _draft,
}
"""Handlers by method and path."""

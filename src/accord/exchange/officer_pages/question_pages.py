"""Pages on which one officer asks and another signs: choices, form, queue, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from accord.exchange.directory import LegalBasis
from accord.exchange.following_up import Side, State
from accord.exchange.inquiries import Inquiry
from accord.exchange.normalising import DEFAULT_KEYS, KEY_FACTS, RefusedSubjectError
from accord.exchange.normalising.steps import FIELDS
from accord.exchange.officer_pages.choosing import TYPE_NAMES, allowed_choices, denied_choices
from accord.exchange.officer_pages.desk import Concluded, SameOfficerError
from accord.exchange.officer_pages.question_forms import (
    REASONS,
    ROLES,
    beside_fields,
    typed_facts,
    typed_subject,
)
from accord.exchange.officer_pages.trouble import TROUBLES, trouble_text
from accord.exchange.officer_pages.visiting import FormError, Handler, Page, Redirect, Reply, Visit

__all__ = ["QUESTION_ROUTES"]


def _choose(visit: Visit) -> Reply:
    directory, day = visit.desk.directory(), visit.now.date()
    me = visit.desk.node.id
    values = {
        "allowed": allowed_choices(directory, me, day),
        "denied": denied_choices(directory, me, day),
    }
    return Page(template="ask.html", title="Ask", values=values)


def _form(visit: Visit) -> Reply:
    return _form_page(visit, _basis(visit))


def _ask(visit: Visit) -> Reply:
    basis = _basis(visit)
    try:
        subject = typed_subject(visit, basis)
        facts = typed_facts(visit, basis)
        officer = visit.signer()
        visit.desk.prepare(basis, (subject,), facts, officer)
    except FormError as error:
        return _form_page(visit, basis, error.errors)
    except RefusedSubjectError as error:
        return _form_page(visit, basis, beside_fields(error, basis))
    except TROUBLES as error:
        return _form_page(visit, basis, {"": trouble_text(error)})
    return Redirect(
        path="/second", notice="Prepared and signed once. Nothing is asked until another officer signs."
    )


def _queue(visit: Visit) -> Reply:
    return _queue_page(visit)


def _sign(visit: Visit) -> Reply:
    return _concluded(visit, lambda inquiry: visit.desk.approve(inquiry, visit.signer()))


def _send_again(visit: Visit) -> Reply:
    return _concluded(visit, visit.desk.send)


def _concluded(visit: Visit, act: Callable[[Inquiry], Concluded]) -> Reply:
    """Return what came of an inquiry, or the queue with what went wrong."""
    identity = visit.path["id"]
    inquiry = next((each for each in visit.desk.inquiries() if each.id == identity), None)
    if inquiry is None:
        return Redirect(path="/second", notice="This inquiry is not waiting any more.")
    try:
        found = act(inquiry)
    except FormError as error:
        return _queue_page(visit, {f"{identity}-{name}": text for name, text in error.errors.items()})
    except SameOfficerError:
        return _queue_page(
            visit, {"": "You signed this inquiry first. Another officer must sign it."}, status=403
        )
    except TROUBLES as error:
        return _queue_page(visit, {"": trouble_text(error)})
    return _outcome_page(found)


def _take_back(visit: Visit) -> Reply:
    visit.desk.node.pending.remove(visit.path["id"])
    return Redirect(path="/second", notice="The inquiry was taken back. Nothing was asked.")


def _results(visit: Visit) -> Reply:
    return Page(
        template="results.html",
        title="Hits",
        values={"hits": visit.desk.hits(), "types": TYPE_NAMES},
    )


def _result(visit: Visit) -> Reply:
    name = visit.path["id"]
    hit = visit.desk.hits().get(name)
    if hit is None:
        return Redirect(path="/results", notice="This hit is closed.")
    values = {
        "hit": hit,
        "name": name,
        "facts": KEY_FACTS,
        "fields": {field.name: field.text for field in FIELDS[hit.type]},
        "type_name": TYPE_NAMES[hit.type],
    }
    return Page(template="result.html", title="Hit", values=values)


def _outcome_page(found: Concluded) -> Page:
    """Return the page of an inquiry that was just concluded; of what did not hit nothing is kept."""
    scope = found.inquiry.scope
    hits = iter(found.hits)
    values = {
        "inquiry": found.inquiry,
        "scope": scope,
        "rows": [
            (found.inquiry.subjects[result.subject], result, next(hits) if result.is_hit else "")
            for result in found.results
        ],
        "facts": KEY_FACTS,
        "fields": {field.name: field.text for field in FIELDS[scope.type]},
        "type_name": TYPE_NAMES[scope.type],
    }
    title = "Hit" if found.hits else "No hit"
    return Page(template="outcome.html", title=title, values=values)


def _form_page(visit: Visit, basis: LegalBasis, errors: Mapping[str, str] | None = None) -> Page:
    holder = visit.desk.directory().peer(basis.holder)
    values = {
        "basis": basis,
        "holder": holder,
        "fields": FIELDS[basis.type],
        "type_name": TYPE_NAMES[basis.type],
        "roles": ROLES,
        "reasons": REASONS,
        "keys": [KEY_FACTS[name] for name in DEFAULT_KEYS[basis.type]],
        "quota": visit.desk.directory().quota(basis.type),
    }
    return Page(
        template="ask_form.html",
        title=f"Ask about a {TYPE_NAMES[basis.type].lower()}",
        values=values,
        errors=errors or {},
        form=visit.typed(),
        status=422 if errors else 200,
    )


def _queue_page(visit: Visit, errors: Mapping[str, str] | None = None, *, status: int = 422) -> Page:
    with visit.desk.book() as book:
        drafts = [file for file in book.files(Side.ASKING) if file.history.state is State.DRAFTED]
    values = {
        "inquiries": visit.desk.inquiries(),
        "drafts": drafts,
        "types": TYPE_NAMES,
        "roles": ROLES,
        "reasons": REASONS,
        "names": {kind: {field.name: field.text for field in fields} for kind, fields in FIELDS.items()},
    }
    return Page(
        template="second.html",
        title="Second signature",
        values=values,
        errors=errors or {},
        status=status if errors else 200,
    )


def _basis(visit: Visit) -> LegalBasis:
    basis = visit.desk.basis(visit.path["id"])
    if basis is None:
        raise LookupError("no basis")
    return basis


QUESTION_ROUTES: Mapping[str, Handler] = {
    "GET /ask": _choose,
    "GET /ask/{id}": _form,
    "POST /ask/{id}": _ask,
    "GET /second": _queue,
    "POST /second/{id}": _sign,
    "POST /second/{id}/send": _send_again,
    "POST /second/{id}/take-back": _take_back,
    "GET /results": _results,
    "GET /results/{id}": _result,
}
"""Handlers by method and path."""

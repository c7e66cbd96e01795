"""Pages of how the node stands: start, quotas, log; and the page on which an officer signs in."""

from __future__ import annotations

from collections.abc import Mapping

from accord.exchange.following_up import Side, State
from accord.exchange.officer_pages.standing import asked_elements, log_standing, peer_quotas, reading
from accord.exchange.officer_pages.visiting import FormError, Handler, Page, Redirect, Reply, Visit

__all__ = ["OPEN_ROUTES", "STANDING_ROUTES"]

_SHOWN = 20
"""Entries of the log that a page shows."""


def _sign_in_form(visit: Visit) -> Reply:
    return _sign_in_page(visit)


def _sign_in(visit: Visit) -> Reply:
    officer = visit.form.get("officer", "")
    known = {certificate.officer for certificate in visit.desk.node.officers.certificates()}
    if officer not in known:
        return _sign_in_page(visit, {"officer": "Choose yourself from the list."})
    visit.session.officer = officer
    try:
        visit.signer()
    except FormError as error:
        visit.session.officer = ""
        return _sign_in_page(visit, error.errors)
    return Redirect(path="/")


def _sign_out(visit: Visit) -> Reply:
    visit.session.officer = ""
    return Redirect(path="/sign-in", notice="You are signed out.")


def _start(visit: Visit) -> Reply:
    with visit.desk.book() as book:
        mine, asked = book.files(Side.ASKING), book.files(Side.ASKED)
    inquiries = visit.desk.inquiries()
    open_states = (State.RECEIVED, State.ACCEPTED, State.OVERDUE)
    to_decide = [file for file in asked if file.history.state_at(visit.now) in open_states]
    values = {
        "to_sign": [
            each for each in inquiries if len(each.signers) < 2 and visit.officer not in each.signers
        ],
        "to_confirm": [
            file
            for file in mine
            if file.history.state is State.DRAFTED and file.history.events[0].officer != visit.officer
        ],
        "to_decide": to_decide,
        "overdue": [file for file in to_decide if file.history.state_at(visit.now) is State.OVERDUE],
        "replies": [file for file in mine if file.history.state in (State.ANSWERED, State.REFUSED)],
        "hits": visit.desk.hits(),
    }
    return Page(template="start.html", title="Desk", values=values)


def _quota(visit: Visit) -> Reply:
    desk = visit.desk
    directory, me = desk.directory(), desk.node.id
    with desk.book() as book:
        asked = asked_elements(book.store, directory, me, visit.now)
    with reading(desk.node.folder.path / "store.db") as store:
        peers = peer_quotas(store, directory, me, visit.now) if store is not None else ()
    return Page(template="quota.html", title="Quotas", values={"asked": asked, "peers": peers})


def _log(visit: Visit) -> Reply:
    node = visit.desk.node
    keys = (node.key.public,)
    with visit.desk.book() as book:
        size = book.log.head(visit.now).size
        office = log_standing(
            "What the officers of this node did",
            node.folder.office / "log",
            book.log.origin,
            keys,
            book.store,
        )
        entries = list(book.log.entries(max(0, size - _SHOWN)))[::-1]
    with reading(node.folder.path / "store.db") as store:
        machine = log_standing(
            "What this node answered to others",
            node.folder.path / "log",
            f"accord/{node.id}",
            keys,
            store,
        )
    values = {"logs": (office, machine), "entries": entries}
    return Page(template="log.html", title="Log", values=values)


def _sign_in_page(visit: Visit, errors: Mapping[str, str] | None = None) -> Page:
    return Page(
        template="sign_in.html",
        title="Sign in",
        values={"officers": visit.desk.node.officers.certificates()},
        errors=errors or {},
        form=visit.typed(),
        status=422 if errors else 200,
    )


OPEN_ROUTES: Mapping[str, Handler] = {"GET /sign-in": _sign_in_form, "POST /sign-in": _sign_in}
"""Handlers for whoever has not signed in."""
STANDING_ROUTES: Mapping[str, Handler] = {
    "GET /": _start,
    "GET /quota": _quota,
    "GET /log": _log,
    "POST /sign-out": _sign_out,
}
"""Handlers by method and path."""

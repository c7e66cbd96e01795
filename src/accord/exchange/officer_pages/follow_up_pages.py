"""Pages of follow-ups on both sides: second signature, clocks, inbox, decision, answer, export."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from accord.exchange.follow_up_book import Decision, UnknownFollowUpError
from accord.exchange.follow_up_clocks import TIME_LIMITS, time_left_text
from accord.exchange.follow_up_codes import (
    ACCESS_TEXTS,
    OUTCOME_TEXTS,
    REFUSAL_TEXTS,
    WORTH_TEXTS,
    Worth,
)
from accord.exchange.follow_up_files import CaseFile
from accord.exchange.follow_up_replies import REPLY_CODES
from accord.exchange.follow_up_requests import MOST_TEXT
from accord.exchange.following_up import Act, FollowUpError, Misstep, Side
from accord.exchange.normalising import KEY_FACTS
from accord.exchange.normalising.steps import FIELDS
from accord.exchange.officer_pages.choosing import TYPE_NAMES
from accord.exchange.officer_pages.trouble import TROUBLES, trouble_text
from accord.exchange.officer_pages.visiting import (
    Download,
    FormError,
    Handler,
    Page,
    Redirect,
    Reply,
    Visit,
)
from accord.exchange.umf_export import to_umf_json, to_umf_xml

__all__ = ["FOLLOW_UP_ROUTES"]

_EXPORTS = {"xml": ("application/xml", to_umf_xml), "json": ("application/json", to_umf_json)}
_CODES: dict[str, str] = {
    code.value: text for texts in (ACCESS_TEXTS, REFUSAL_TEXTS, OUTCOME_TEXTS) for code, text in texts.items()
}
_DECISIONS = {"accept": Act.ACCEPT, "refuse": Act.REFUSE, "answer": Act.ANSWER}


def _sign(visit: Visit) -> Reply:
    identity = visit.path["id"]
    try:
        visit.desk.confirm_follow_up(identity, visit.signer())
    except FormError as error:
        return _file_page(visit, Side.ASKING, error.errors)
    except FollowUpError as error:
        if error.misstep is Misstep.SAME_OFFICER:
            text = "You drafted this follow-up. Another officer must sign it."
            return _file_page(visit, Side.ASKING, {"": text}, status=403)
        return _file_page(visit, Side.ASKING, {"": trouble_text(error)})
    except TROUBLES as error:
        return _file_page(visit, Side.ASKING, {"": trouble_text(error)})
    return Redirect(path=f"/follow-ups/{identity}", notice="Signed, sent and received.")


def _send_again(visit: Visit) -> Reply:
    identity = visit.path["id"]
    try:
        visit.desk.send_follow_up(identity)
    except TROUBLES as error:
        return _file_page(visit, Side.ASKING, {"": trouble_text(error)})
    return Redirect(path=f"/follow-ups/{identity}", notice="Sent and received.")


def _close(visit: Visit) -> Reply:
    return _closed(visit, Side.ASKING, "/follow-ups")


def _close_asked(visit: Visit) -> Reply:
    return _closed(visit, Side.ASKED, "/inbox")


def _closed(visit: Visit, side: Side, back: str) -> Reply:
    worth = visit.form.get("worth", "")
    try:
        if worth not in WORTH_TEXTS:
            raise FormError({"worth": "Choose what came of it."})
        visit.desk.close_follow_up(visit.path["id"], Worth(worth), visit.signer())
    except FormError as error:
        return _file_page(visit, side, error.errors)
    except TROUBLES as error:
        return _file_page(visit, side, {"": trouble_text(error)})
    return Redirect(path=back, notice="The follow-up is closed.")


def _decide(visit: Visit) -> Reply:
    identity, word = visit.path["id"], visit.path["act"]
    if word not in _DECISIONS:
        raise LookupError(word)
    try:
        visit.desk.decide(identity, _decision(visit, _DECISIONS[word]), visit.signer())
    except FormError as error:
        return _file_page(visit, Side.ASKED, {f"{word}-{name}": text for name, text in error.errors.items()})
    except TROUBLES as error:
        return _file_page(visit, Side.ASKED, {"": trouble_text(error)})
    return Redirect(path=f"/inbox/{identity}", notice="Decided under your name, and sent.")


def _reply_again(visit: Visit) -> Reply:
    try:
        visit.desk.send_replies(visit.path["id"])
    except TROUBLES as error:
        return _file_page(visit, Side.ASKED, {"": trouble_text(error)})
    return Redirect(path=f"/inbox/{visit.path['id']}", notice="Sent again.")


def _list(visit: Visit) -> Reply:
    return _list_page(visit, Side.ASKING)


def _inbox(visit: Visit) -> Reply:
    return _list_page(visit, Side.ASKED)


def _file(visit: Visit) -> Reply:
    return _file_page(visit, Side.ASKING)


def _inbox_file(visit: Visit) -> Reply:
    return _file_page(visit, Side.ASKED)


def _export(visit: Visit) -> Reply:
    return _exported(visit, Side.ASKING)


def _inbox_export(visit: Visit) -> Reply:
    return _exported(visit, Side.ASKED)


def _exported(visit: Visit, side: Side) -> Reply:
    form = visit.path["form"]
    if form not in _EXPORTS:
        raise LookupError(form)
    media_type, write = _EXPORTS[form]
    file = _found(visit, side)
    return Download(
        name=f"follow-up-{file.history.id}.{form}", media_type=media_type, text=write(file, visit.now)
    )


def _list_page(visit: Visit, side: Side) -> Page:
    with visit.desk.book() as book:
        files = book.files(side)
    values = {
        "files": files,
        "side": side,
        "now": visit.now,
        "types": TYPE_NAMES,
        "time_left": time_left_text,
        "limits": TIME_LIMITS,
    }
    title = "Inbox" if side is Side.ASKED else "Follow-ups"
    return Page(template="follow_ups.html", title=title, values=values)


def _file_page(
    visit: Visit, side: Side, errors: Mapping[str, str] | None = None, *, status: int = 422
) -> Page:
    file = _found(visit, side)
    request = file.signed.request
    values = {
        "file": file,
        "side": side,
        "now": visit.now,
        "state": file.history.state_at(visit.now),
        "allowed": [act.value for act in file.history.allowed()],
        "time_left": time_left_text,
        "fact": KEY_FACTS[request.key],
        "fields": {field.name: field.text for field in FIELDS[request.type]},
        "type_name": TYPE_NAMES[request.type],
        "access": ACCESS_TEXTS,
        "refusals": REFUSAL_TEXTS,
        "outcomes": OUTCOME_TEXTS,
        "worths": WORTH_TEXTS,
        "codes": _CODES,
        "drafted_by": file.history.events[0].officer,
    }
    return Page(
        template="follow_up.html",
        title="Request to answer" if side is Side.ASKED else "Follow-up",
        values=values,
        errors=errors or {},
        form=visit.typed(),
        status=status if errors else 200,
    )


def _decision(visit: Visit, act: Act) -> Decision:
    code, text = visit.form.get("code", ""), visit.form.get("text", "")
    if code not in {word.value for word in REPLY_CODES[act]}:
        raise FormError({"code": "Choose one."})
    if act is Act.ANSWER and not text:
        raise FormError({"text": "Write the information, or that there is none to give."})
    if len(text) > MOST_TEXT:
        raise FormError({"text": f"At most {MOST_TEXT} characters."})
    return Decision(act=act, code=code, text=text or "-", fields={}, salt=secrets.token_bytes(32))


def _found(visit: Visit, side: Side) -> CaseFile:
    try:
        with visit.desk.book() as book:
            return book.file(visit.path["id"], side)
    except UnknownFollowUpError as error:
        raise LookupError(visit.path["id"]) from error


FOLLOW_UP_ROUTES: Mapping[str, Handler] = {
    "GET /follow-ups": _list,
    "GET /follow-ups/{id}": _file,
    "POST /follow-ups/{id}/sign": _sign,
    "POST /follow-ups/{id}/send": _send_again,
    "POST /follow-ups/{id}/close": _close,
    "GET /follow-ups/{id}/export.{form}": _export,
    "GET /inbox": _inbox,
    "GET /inbox/{id}": _inbox_file,
    "POST /inbox/{id}/send": _reply_again,
    "POST /inbox/{id}/close": _close_asked,
    "POST /inbox/{id}/decide/{act}": _decide,
    "GET /inbox/{id}/export.{form}": _inbox_export,
}
"""Handlers by method and path."""

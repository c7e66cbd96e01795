"""The web application of the desk: guards, sessions and handlers in one order for every visit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from accord.exchange.officer_pages.desk import Desk
from accord.exchange.officer_pages.draft_pages import DRAFT_ROUTES
from accord.exchange.officer_pages.follow_up_pages import FOLLOW_UP_ROUTES
from accord.exchange.officer_pages.guarding import (
    HEADERS,
    MOST_FORM_BYTES,
    RefusedVisitError,
    check_host,
    check_origin,
    read_form,
)
from accord.exchange.officer_pages.question_pages import QUESTION_ROUTES
from accord.exchange.officer_pages.rendering import STATIC, render
from accord.exchange.officer_pages.sessions import COOKIE, Session, Sessions
from accord.exchange.officer_pages.standing_pages import OPEN_ROUTES, STANDING_ROUTES
from accord.exchange.officer_pages.trouble import TROUBLES, trouble_text
from accord.exchange.officer_pages.visiting import Download, Handler, Page, Redirect, Reply, Visit

__all__ = ["MENU", "create_app"]

MENU = (
    ("/", "Desk"),
    ("/ask", "Ask"),
    ("/second", "Second signature"),
    ("/results", "Hits"),
    ("/follow-ups", "Follow-ups"),
    ("/inbox", "Inbox"),
    ("/quota", "Quotas"),
    ("/log", "Log"),
)
_STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Path:
    method: str
    pattern: re.Pattern[str]
    handler: Handler
    is_open: bool


def create_app(desk: Desk, *, port: Callable[[], int]) -> Starlette:
    """Return the application of a desk, to be served on loopback only.

    Args:
        desk: The desk.
        port: Gives the port on which it is served; visits under another host are refused.
    """
    answers = _Answers(desk, port)
    return Starlette(routes=[Route("/{path:path}", answers.answer, methods=["GET", "HEAD", "POST"])])


class _Answers:
    def __init__(self, desk: Desk, port: Callable[[], int]) -> None:
        self._desk, self._port = desk, port
        self._sessions = Sessions()
        self._paths = [
            *_paths(OPEN_ROUTES, is_open=True),
            *(
                path
                for routes in (STANDING_ROUTES, QUESTION_ROUTES, DRAFT_ROUTES, FOLLOW_UP_ROUTES)
                for path in _paths(routes, is_open=False)
            ),
        ]

    async def answer(self, request: Request) -> Response:
        """Answer one visit; whatever happens, the headers of every page are there."""
        try:
            check_host(request.headers, self._port())
            body = await _body(request)
            response = await run_in_threadpool(self._answered, request, body)
        except RefusedVisitError as error:
            response = _refusal(error.status, error.text)
        response.headers.update(HEADERS)
        return response

    def _answered(self, request: Request, body: bytes) -> Response:
        path = request.url.path
        if path.startswith("/static/"):
            return _static(path.removeprefix("/static/"))
        now = self._desk.clock()
        session = self._sessions.of(request.cookies.get(COOKIE, ""), now)
        form: dict[str, str] = {}
        if request.method == "POST":
            check_origin(request.headers)
            form = read_form(request.headers, body)
            if not session.has_token(form.get("token", "")):
                raise RefusedVisitError(
                    403, "The form is too old. Go back, load the page again and send it again."
                )
        found, places = self._found("POST" if request.method == "POST" else "GET", path)
        if not session.officer and not found.is_open:
            return self._with_cookie(RedirectResponse("/sign-in", status_code=303), session)
        visit = Visit(desk=self._desk, session=session, now=now, path=places, form=form)
        reply = _handled(found.handler, visit)
        if found.is_open and session.officer and request.method == "POST":
            session = self._sessions.sign_in(session, session.officer, now)
        return self._with_cookie(self._response(reply, session, path), session)

    def _found(self, method: str, path: str) -> tuple[_Path, dict[str, str]]:
        methods = set()
        for each in self._paths:
            match = each.pattern.fullmatch(path)
            if match and each.method == method:
                return each, match.groupdict()
            if match:
                methods.add(each.method)
        if methods:
            raise RefusedVisitError(405, "This address takes no such request.")
        raise RefusedVisitError(404, "Nothing stands at this address.")

    def _response(self, reply: Reply, session: Session, path: str) -> Response:
        if isinstance(reply, Redirect):
            session.notice = reply.notice
            return RedirectResponse(reply.path, status_code=303)
        if isinstance(reply, Download):
            headers = {"Content-Disposition": f'attachment; filename="{reply.name}"'}
            return Response(reply.text, media_type=reply.media_type, headers=headers)
        notice, session.notice = session.notice, ""
        node = self._desk.node
        values = {
            **reply.values,
            "title": reply.title,
            "errors": reply.errors,
            "form": reply.form,
            "token": session.token,
            "officer": session.officer,
            "notice": notice,
            "menu": MENU if session.officer else (),
            "path": "/" + path.split("/")[1],
            "node_id": node.id,
            "node_name": node.settings.name,
        }
        return Response(render(reply.template, values), status_code=reply.status, media_type="text/html")

    def _with_cookie(self, response: Response, session: Session) -> Response:
        response.set_cookie(COOKIE, session.id, httponly=True, samesite="strict", path="/")
        return response


def _handled(handler: Handler, visit: Visit) -> Reply:
    """Return what a handler answers, or a page that says what went wrong outside of it."""
    try:
        return handler(visit)
    except (LookupError, FileNotFoundError):
        raise RefusedVisitError(404, "There is nothing of this kind, or it is not allowed today.") from None
    except TROUBLES as error:
        return Page(
            template="trouble.html",
            title="This was not done",
            values={"text": trouble_text(error)},
            status=503,
        )


def _paths(routes: Mapping[str, Handler], *, is_open: bool) -> list[_Path]:
    found = []
    for route, handler in routes.items():
        method, path = route.split(" ", 1)
        pattern = re.sub(r"\\{([a-z]+)\\}", r"(?P<\1>[a-z0-9._-]{1,64}?)", re.escape(path))
        found.append(_Path(method=method, pattern=re.compile(pattern), handler=handler, is_open=is_open))
    return found


async def _body(request: Request) -> bytes:
    """Return the body of a visit, as long as it is short."""
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > MOST_FORM_BYTES:
            raise RefusedVisitError(413, "The form is too long.")
    return data


def _static(name: str) -> Response:
    if name not in STATIC:
        raise RefusedVisitError(404, "Nothing stands at this address.")
    return Response((_STATIC / name).read_bytes(), media_type=STATIC[name])


def _refusal(status: int, text: str) -> Response:
    html = render("refused.html", {"title": "Refused", "text": text})
    return Response(html, status_code=status, media_type="text/html")

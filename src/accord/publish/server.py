"""The web server: reads a finished snapshot, answers on this machine only, never builds."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from accord.errors import OutsideError, Problem, UsageError
from accord.publish.library import Library
from accord.publish.page import Page, to_csv, to_json
from accord.publish.pages.figures import report_text
from accord.publish.rendering import STATIC, Renderer
from accord.publish.site import Site
from accord.store.manifest import code_sha256
from accord.store.snapshot import Snapshot
from accord.store.status import Filter

__all__ = ["bind", "create_app", "serve_snapshot"]

_HOST = "127.0.0.1"
_FILTERS = ("pillar", "partner", "rating", "instrument")
_REPORT = ".report.txt"
_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
_STATIC_TYPES = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


def create_app(snapshot: Snapshot, *, base_url: str = "") -> Starlette:
    """Return the web application of a snapshot.

    Args:
        snapshot: The snapshot; it is read once and kept in memory.
        base_url: Address at which the site stands, for share metadata and citations. With one, others may
            read the pages, so that hits of single parties are left out, as in an export.
    """
    answers = _Answers(snapshot, base_url)
    app = Starlette(routes=[Route("/{path:path}", answers.answer, methods=["GET", "HEAD"])])
    app.state.compile_templates = answers.compile_templates
    return app


class _Answers:
    def __init__(self, snapshot: Snapshot, base_url: str) -> None:
        library = Library(snapshot, shows_hits=not base_url)
        self._library = library
        self._site = Site(library)
        self._renderer = Renderer(library, is_static=False, base_url=base_url)
        self._tag = f'"{snapshot.id}-{code_sha256()[:8]}"'
        self._formats: dict[str, Callable[[Page], Response]] = {
            ".json": self._json,
            ".csv": self._csv,
            ".svg": self._svg,
        }

    def compile_templates(self) -> None:
        """Compile what pages are made with, beside the first requests and not within them."""
        self._renderer.compile_templates()

    async def answer(self, request: Request) -> Response:
        path = request.path_params["path"].strip("/")
        if path.startswith("static/"):
            return self._static(path.removeprefix("static/"))
        if path.startswith("figures/") and path.endswith(_REPORT):
            return self._report(path.removeprefix("figures/").removesuffix(_REPORT))
        chosen = Filter(**{name: request.query_params.get(name, "") for name in _FILTERS})
        try:
            response = self._page(path, chosen)
        except UsageError as error:
            return self._error(400, "This filter cannot be used", error.problems[0].render())
        is_known = request.headers.get("if-none-match") == self._tag
        return (
            self._finish(Response(status_code=304)) if is_known and response.status_code == 200 else response
        )

    def _page(self, path: str, chosen: Filter) -> Response:
        page = self._site.page(path.removesuffix(".html"), chosen=chosen)
        if page is not None:
            return self._finish(Response(self._renderer.render(page), media_type="text/html"))
        for suffix, respond in self._formats.items():
            if path.endswith(suffix) or path == suffix:
                page = self._site.page(path.removesuffix(suffix).rstrip("/"), chosen=chosen)
                if page is not None:
                    return self._finish(respond(page))
        return self._error(404, "There is no such page", "Nothing stands at this address in this snapshot.")

    def _json(self, page: Page) -> Response:
        manifest = self._library.snapshot.manifest
        text = to_json(
            page,
            snapshot=self._library.snapshot.id,
            as_of=manifest.as_of,
            footnotes=self._library.footnotes,
        )
        return Response(text, media_type="application/json")

    def _csv(self, page: Page) -> Response:
        return Response(to_csv(page), media_type="text/csv")

    def _svg(self, page: Page) -> Response:
        return Response(page.chart, media_type="image/svg+xml")

    def _report(self, name: str) -> Response:
        if not self._library.tracer.knows(name):
            return self._error(404, "There is no such figure", "No figure has this id in this snapshot.")
        return self._finish(Response(report_text(self._library, name), media_type="text/plain"))

    def _static(self, name: str) -> Response:
        path = next((file for file in STATIC.iterdir() if file.name == name), None)
        if path is None:
            return self._error(404, "There is no such file", "Nothing stands at this address.")
        return self._finish(Response(path.read_bytes(), media_type=_STATIC_TYPES[path.suffix]))

    def _error(self, status: int, title: str, description: str) -> Response:
        page = Page(
            path="error",
            title=title,
            title_why=self._library.declaration.header.id,
            description=description,
            template="error.html",
            chart="",
        )
        response = Response(self._renderer.render(page), status_code=status, media_type="text/html")
        response.headers["Cache-Control"] = "no-store"
        return self._guard(response)

    def _finish(self, response: Response) -> Response:
        response.headers["ETag"] = self._tag
        response.headers["Cache-Control"] = "no-cache"
        return self._guard(response)

    def _guard(self, response: Response) -> Response:
        response.headers["Content-Security-Policy"] = _PAGE_POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response


def bind(port: int) -> socket.socket:
    """Take a port on this machine.

    Args:
        port: Port; 0 takes any free one.

    Raises:
        OutsideError: The port is in use (ACC-502).
    """
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((_HOST, port))
    except OSError as error:
        taken.close()
        raise OutsideError(
            Problem(
                id="ACC-502",
                what="The port cannot be used.",
                value=f"{_HOST}:{port}: {error.strerror}",
                expected="a free port",
                fix="End the program that uses it, or choose another one with --port (0 takes any free one).",
            )
        ) from error
    return taken


def serve_snapshot(
    snapshot: Snapshot,
    *,
    port: int,
    announce: Callable[[str], None],
    may_move: bool = False,
    base_url: str = "",
) -> None:
    """Serve a snapshot on this machine until Ctrl-C.

    Args:
        snapshot: The snapshot.
        port: Port on 127.0.0.1; 0 takes any free one.
        announce: Receives the address when the server is about to answer.
        may_move: Whether another free port may be taken if this one is in use.
        base_url: Address at which the public sees the site; for share metadata and citations.

    Raises:
        OutsideError: The port is in use and may not be another.
    """
    try:
        listener = bind(port)
    except OutsideError:
        if not may_move:
            raise
        listener = bind(0)
    address = f"http://{_HOST}:{listener.getsockname()[1]}"
    app = create_app(snapshot, base_url=base_url)
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off")
    threading.Thread(target=app.state.compile_templates, daemon=True).start()
    announce(f"Open {address} in a browser. Ctrl-C ends the server.")
    with listener, contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
    announce("The server has ended.")

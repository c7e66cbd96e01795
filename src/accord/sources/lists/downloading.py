"""Downloads a file from a server that may stall, stop half-way, answer wrongly or lead elsewhere."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import IO
from urllib.parse import urljoin

from accord import __version__
from accord.sources.lists.download_checks import (
    check_address,
    check_content,
    check_digest,
    check_type,
    download_error,
    given_up,
    wanted_length,
)

__all__ = ["Downloaded", "Wanted", "download"]

_BLOCK = 1 << 16
_AGAIN = {408, 425, 429, 500, 502, 503, 504}
_LONGEST_WAIT = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A file to download, and what is known of it.

    Attributes:
        url: Its address, http or https.
        fewest_bytes: Size below which it cannot be whole.
        most_bytes: Size above which it is not taken.
        redirects_to: Domains to which the address may lead on.
        etag: Mark of the version that is at hand; with it an unchanged file is not sent again.
        last_modified: Time of that version.
        attempts: How often to try.
        timeout: Seconds without a byte after which a try is given up.
        longest: Seconds after which a try is given up, whatever comes.
    """

    url: str
    fewest_bytes: int
    most_bytes: int
    redirects_to: tuple[str, ...] = ()
    etag: str = ""
    last_modified: str = ""
    attempts: int = 5
    timeout: float = 30.0
    longest: float = 1800.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Downloaded:
    """What came of it.

    Attributes:
        is_new: False if the server said that nothing has changed; then there is no file.
        etag: Mark of the version.
        last_modified: Time of the version, as the server writes it.
    """

    is_new: bool
    etag: str
    last_modified: str


class _Interrupted(Exception):
    """A try failed in a way that may pass; what came so far is kept."""

    def __init__(self, problem: str, *, wait: float = 0.0, problem_id: str = "ACC-506") -> None:
        super().__init__(problem)
        self.wait = wait
        self.problem_id = problem_id


def download(wanted: Wanted, target: Path, *, wait: Callable[[float], None] = time.sleep) -> Downloaded:
    """Download a file, going on where a broken try ended if the server says it is the same version.

    Between tries the wait doubles from one second, or is what the server asks for, up to a minute.

    Args:
        wanted: The file.
        target: Where to write it; bytes of a broken try stay beside it.
        wait: Waits for some seconds.

    Raises:
        OutsideError: The server cannot be reached or breaks off each time (ACC-506), refuses (ACC-507),
            sends too little or too much or other bytes than it says (ACC-508), sends a web page or an
            error message in place of the file (ACC-509), or leads to another site (ACC-510).
    """
    check_address(wanted.url, url=wanted.url)
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    version: dict[str, str] = {}
    for attempt in range(1, wanted.attempts + 1):
        try:
            return _try(wanted, part, target, version)
        except _Interrupted as error:
            if attempt == wanted.attempts:
                raise given_up(
                    error.problem_id, f"{error}, {wanted.attempts} tries", url=wanted.url
                ) from error
            wait(min(error.wait or 2.0 ** (attempt - 1), _LONGEST_WAIT))
    raise AssertionError("a try either ends or raises")  # pragma: no cover


def _try(wanted: Wanted, part: Path, target: Path, version: dict[str, str]) -> Downloaded:
    started = time.monotonic()
    try:
        with _open(wanted, part, version) as answer:
            _receive(wanted, answer, part, version, started)
            headers = answer.headers
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == 304 and (wanted.etag or wanted.last_modified):
            return Downloaded(is_new=False, etag=wanted.etag, last_modified=wanted.last_modified)
        if error.code == 416:
            part.unlink(missing_ok=True)
            raise _Interrupted("the server cannot go on from there") from error
        if error.code in _AGAIN:
            pause = error.headers.get("Retry-After", "") if error.headers else ""
            seconds = float(pause) if pause.isascii() and pause.isdigit() else 0.0
            raise _Interrupted(f"HTTP {error.code}", wait=seconds, problem_id="ACC-507") from error
        raise download_error(
            "ACC-507",
            "The server refuses to give the list.",
            url=wanted.url,
            value=f"HTTP {error.code}",
            expected="an answer with the file",
        ) from error
    except (OSError, http.client.HTTPException) as error:
        raise _Interrupted(str(getattr(error, "reason", "") or error) or type(error).__name__) from error
    check_content(part, url=wanted.url, fewest=wanted.fewest_bytes)
    check_digest(part, headers, url=wanted.url)
    part.replace(target)
    return Downloaded(is_new=True, etag=version["etag"], last_modified=version["last_modified"])


def _open(wanted: Wanted, part: Path, version: dict[str, str]) -> http.client.HTTPResponse:
    headers = {"User-Agent": f"accord/{__version__}", "Accept-Encoding": "identity"}
    got = part.stat().st_size if part.exists() else 0
    mark = _mark(version)
    if got and mark:
        headers |= {"Range": f"bytes={got}-", "If-Range": mark}
    else:
        part.unlink(missing_ok=True)
        if wanted.etag:
            headers["If-None-Match"] = wanted.etag
        elif wanted.last_modified:
            headers["If-Modified-Since"] = wanted.last_modified
    opener = urllib.request.build_opener(_Redirects(wanted))
    request = urllib.request.Request(wanted.url, headers=headers)  # noqa: S310 - the scheme was checked
    answer: http.client.HTTPResponse = opener.open(request, timeout=wanted.timeout)
    return answer


def _mark(version: dict[str, str]) -> str:
    """Return by which a server knows the version again; a weak mark is none (RFC 9110, 13.1.5)."""
    etag = version.get("etag", "")
    return etag if etag and not etag.startswith("W/") else version.get("last_modified", "")


def _receive(
    wanted: Wanted, answer: http.client.HTTPResponse, part: Path, version: dict[str, str], started: float
) -> None:
    check_type(answer.headers, url=wanted.url)
    length = wanted_length(answer.headers)
    got = part.stat().st_size if part.exists() else 0
    if answer.status == 206:
        if not answer.headers.get("Content-Range", "").startswith(f"bytes {got}-"):
            part.unlink(missing_ok=True)
            raise _Interrupted("the server went on from another place")
    else:
        got = 0
    version["etag"] = answer.headers.get("ETag", "")
    version["last_modified"] = answer.headers.get("Last-Modified", "")
    total = got
    with part.open("ab" if got else "wb") as file:
        while block := answer.read(_BLOCK):
            total += len(block)
            if total > wanted.most_bytes:
                raise download_error(
                    "ACC-508",
                    "The file is larger than the list can be.",
                    url=wanted.url,
                    value=f"more than {total:,} bytes",
                    expected=f"at most {wanted.most_bytes:,} bytes",
                )
            file.write(block)
            if time.monotonic() - started > wanted.longest:
                raise _Interrupted(f"{total:,} bytes in {wanted.longest:g} seconds")
    if length is not None and total - got != length:
        raise _Interrupted(f"{total:,} bytes instead of {got + length:,}", problem_id="ACC-508")


class _Redirects(urllib.request.HTTPRedirectHandler):
    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted

    def http_error_302(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message
    ) -> object:
        there = headers.get("Location") or headers.get("URI") or ""
        check_address(urljoin(req.full_url, there), url=self.wanted.url, also=self.wanted.redirects_to)
        return super().http_error_302(req, fp, code, msg, headers)  # type: ignore[arg-type]

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302

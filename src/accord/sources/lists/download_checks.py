"""Whether what a server sent can be the file that was asked for."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

from accord.errors import OutsideError, Problem

__all__ = [
    "check_address",
    "check_content",
    "check_digest",
    "check_type",
    "download_error",
    "given_up",
    "wanted_length",
]

_PAGES = {"text/html", "application/xhtml+xml"}
_PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_DIGEST = re.compile(r"(sha-256|md5)=:?([A-Za-z0-9+/=]+):?", re.IGNORECASE)


def download_error(problem_id: str, what: str, *, url: str, value: str, expected: str) -> OutsideError:
    """Return an error about a download; the address is told without what stands behind its question mark."""
    return OutsideError(
        Problem(
            id=problem_id,
            what=what,
            file=url.partition("?")[0],
            value=value[:200],
            expected=expected,
            fix="Try again later, or save the file in a browser and run `accord lists add`. The stored list "
            "stays in use; `accord lists status` tells its age.",
        )
    )


def given_up(problem_id: str, told: str, *, url: str) -> OutsideError:
    """Return the error after the last try: trouble (ACC-507), too few bytes (ACC-508), else ACC-506."""
    if problem_id == "ACC-507":
        return download_error(
            "ACC-507",
            "The server is in trouble and does not give the list.",
            url=url,
            value=told,
            expected="an answer with the file",
        )
    if problem_id == "ACC-508":
        return download_error(
            "ACC-508",
            "The file is each time shorter than the server announced.",
            url=url,
            value=told,
            expected="the whole file",
        )
    return download_error(
        "ACC-506",
        "The server cannot be reached, or breaks off each time.",
        url=url,
        value=told,
        expected="the whole file",
    )


def check_address(there: str, *, url: str, also: Sequence[str] = ()) -> None:
    """Refuse an address on another site than the first one, or on an open connection (ACC-510).

    Args:
        there: Address to which the first one leads, or that one itself.
        url: The first address.
        also: Domains to which it may lead.
    """
    parts, own = urlsplit(there), urlsplit(url)
    host = parts.hostname or ""
    allowed = [domain for domain in (own.hostname or "", *also) if domain]
    is_known = any(host == domain or host.endswith(f".{domain}") for domain in allowed)
    is_closed = parts.scheme == "https" or own.scheme == parts.scheme == "http"
    if not (is_known and is_closed):
        raise download_error(
            "ACC-510",
            "The address leads to another site, or to an open connection.",
            url=url,
            value=f"{parts.scheme}://{host}",
            expected=" or ".join(f"https://{domain}" for domain in allowed) or "an address of the web",
        )


def check_type(headers: Message, *, url: str) -> None:
    """Refuse an answer that calls itself a web page (ACC-509)."""
    kind = headers.get_content_type() if headers.get("Content-Type") else ""
    if kind in _PAGES:
        raise download_error(
            "ACC-509",
            "The server sent a web page in place of the list.",
            url=url,
            value=kind,
            expected="a file of XML, CSV or JSON",
        )


def wanted_length(headers: Message) -> int | None:
    """Return how many bytes an answer says that it has; None if it does not say."""
    text = headers.get("Content-Length", "")
    is_whole = headers.get("Transfer-Encoding", "").lower() != "chunked"
    return int(text) if text.isascii() and text.isdigit() and is_whole else None


def check_content(file: Path, *, url: str, fewest: int) -> None:
    """Refuse a file that is too small (ACC-508), or a web page whatever it calls itself (ACC-509)."""
    with file.open("rb") as stream:
        head = stream.read(2000)
    if _PAGE.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise download_error(
            "ACC-509",
            "The server sent a web page in place of the list.",
            url=url,
            value="a file that begins as HTML",
            expected="a file of XML, CSV or JSON",
        )
    size = file.stat().st_size
    if size < fewest:
        raise download_error(
            "ACC-508",
            "The file is smaller than the list can be.",
            url=url,
            value=f"{size:,} bytes",
            expected=f"at least {fewest:,} bytes",
        )


def check_digest(file: Path, headers: Message, *, url: str) -> None:
    """Refuse bytes that do not have the hash that the answer names (ACC-508).

    Read are ``Repr-Digest`` (RFC 9530), ``Digest`` and ``Content-MD5``; other hashes are left alone.
    """
    told = dict(
        (name.lower(), value)
        for header in ("Repr-Digest", "Digest")
        for name, value in _DIGEST.findall(headers.get(header, ""))
    )
    if headers.get("Content-MD5"):
        told.setdefault("md5", headers["Content-MD5"].strip())
    for name, value in told.items():
        with file.open("rb") as stream:
            found = hashlib.file_digest(stream, name.replace("-", "")).digest()
        if found != base64.b64decode(value):
            raise download_error(
                "ACC-508",
                "The bytes are not those that the server announced.",
                url=url,
                value=f"another {name}",
                expected=f"{name} {value}",
            )

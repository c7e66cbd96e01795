"""What every visit must pass and what every page says about itself, before any handler sees a form.

The desk listens on loopback. That keeps other machines out and no web page: a page that an officer has open
may send forms to 127.0.0.1, and a name of its own may be made to point there. So the host must be named as
this one, a form must come from a page of this desk and carry the token of its session, and no page may be
framed, load anything from elsewhere or run a script.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

__all__ = ["HEADERS", "MOST_FORM_BYTES", "RefusedVisitError", "check_host", "check_origin", "read_form"]

MOST_FORM_BYTES = 65_536
_MOST_FIELDS = 64
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
"""Headers of every answer; nothing is kept by the browser.

With ``no-referrer`` a browser calls the origin of the desk's own forms ``null``, as any other page could be
called.
"""
_FORM = "application/x-www-form-urlencoded"


class RefusedVisitError(ValueError):
    """A visit is refused.

    Attributes:
        status: HTTP status.
        text: What the visitor reads.
    """

    def __init__(self, status: int, text: str) -> None:
        self.status, self.text = status, text
        super().__init__(text)


def check_host(headers: Mapping[str, str], port: int) -> None:
    """Refuse a visit under another name than this machine's loopback.

    Raises:
        RefusedVisitError: It is one.
    """
    if headers.get("host", "") not in (f"127.0.0.1:{port}", f"localhost:{port}"):
        raise RefusedVisitError(421, f"Open this desk as http://127.0.0.1:{port}/ and under no other name.")


def check_origin(headers: Mapping[str, str]) -> None:
    """Refuse a form that was sent from a page of somebody else.

    Raises:
        RefusedVisitError: It was.
    """
    own = f"http://{headers.get('host', '')}"
    if headers.get("origin", own) != own or headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise RefusedVisitError(403, "This form was not sent from a page of this desk.")


def read_form(headers: Mapping[str, str], body: bytes) -> dict[str, str]:
    """Return the fields of a form; of a field that comes several times all values, a line for each.

    Raises:
        RefusedVisitError: It is no form, or too long.
    """
    if headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise RefusedVisitError(415, "Send the form as the page does.")
    if len(body) > MOST_FORM_BYTES:
        raise RefusedVisitError(413, "The form is too long.")
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:
        raise RefusedVisitError(400, "The form cannot be read.") from None
    fields: dict[str, str] = {}
    for name, value in pairs:
        text = value.replace("\r\n", "\n").strip()
        fields[name] = f"{fields[name]}\n{text}" if name in fields else text
    return fields

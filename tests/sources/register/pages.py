"""Made-up project pages in the two shapes in which the register prints its plans."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

__all__ = ["NORTHSHORE", "Row", "listed_page", "tabled_page"]

Row = tuple[str, str, str, str]
"""Financier, type, code, amount."""

NORTHSHORE: tuple[Row, ...] = (
    ("WBIF", "Grant", "WB17-ALB-TRA-77", "€ 1,500,000"),
    ("Lake Bank", "Loan", "", "€ 20,000,000"),
    ("Lake Bank", "External Loan", "", "€ 5,000,000"),
    ("Town of Southshore", "External Grant", "", "€ 250,000"),
    ("National Contribution", "Own Contribution", "", "€ 3,250,000"),
    ("WBIF", "Grant", "WB-IG03-ALB-TRA-77", "€ 10,000,000"),
    ("Potential WBIF TA Grant", "Other Sources", "", "€ 1,000,000"),
    ("Total", "", "", "€ 41,000,000"),
    ("Total Grants", "", "", "€ 11,500,000"),
    ("Total Loans", "", "", "€ 20,000,000"),
)
"""By hand: 1.5 + 20 + 5 + 0.25 + 3.25 + 10 + 1 = 41m; grants 1.5 + 10 = 11.5m; loans 20m."""

_HEAD = (
    '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>Window</title>\n'
    '<link rel="canonical" href="https://register.example/{family}/{code}">\n'
    "<style>td {{ color: red }}</style><script>var total = '€ 9';</script></head>\n<body>\n"
)


def tabled_page(
    rows: Sequence[Row],
    *,
    code: str = "PRJ-ALB-TRA-977",
    title: str = "Ferry terminal of Northshore",
    headings: bool = True,
) -> bytes:
    """A page of the newer family: description first, then a table of four columns."""
    lines = [_HEAD.format(family="project-detail", code=code), f"<h1>{escape(title)}</h1>"]
    lines += ["<h2>Project Description</h2>", "<p>A quay &amp; a <b>ramp</b>.</p>", "<p>Two years.</p>"]
    lines += ["<h2>Project Financing</h2>", "<table>"]
    if headings:
        lines.append("<tr><th>Financier</th><th>Type</th><th>Code</th><th>Amount</th></tr>")
    for row in rows:
        lines.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>")
    lines += ["</table>", "<h2>Partner Financial Organisations</h2>", "<p>Lake Bank</p>", "</body></html>"]
    return "\n".join(lines).encode()


def listed_page(
    rows: Sequence[Row], *, code: str = "PRJ-ALB-TRA-977", title: str = "Ferry terminal of Northshore"
) -> bytes:
    """A page of the older family: a banner, the plan as a list without a table, then the description."""
    lines = [_HEAD.format(family="project", code=code), "<h1>Banner of another project</h1>"]
    lines += [f"<h1>{escape(title)}</h1>", "<div><a>Print To PDF</a></div>", "<h3>Project Financing</h3>"]
    for financier, kind, grant, amount in rows:
        name = f"{financier} {kind}" if financier == "WBIF" else financier
        cells = [name, "" if name != financier else kind, grant, amount]
        lines.append("<div>" + "".join(f"<div>{escape(cell)}</div>" for cell in cells if cell) + "</div>")
    lines += ["<h3>Project Description</h3>", "<div>A quay &amp; a ramp.</div>"]
    lines += ["<h3>Western Balkans Partners</h3>", "<p>Lake Country</p>", "</body></html>"]
    return "\n".join(lines).encode()

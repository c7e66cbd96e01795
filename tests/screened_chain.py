"""A made-up pact whose payments are screened against made-up lists; every name and figure is invented."""

from __future__ import annotations

import json
from pathlib import Path

from cli.commands import Finished, accord
from support import Edit, write_lake

_ACTIVITY = """<iati-activity default-currency="EUR" last-updated-datetime="2023-03-01T09:00:00">
<iati-identifier>XM-EXAMPLE-1-{name}</iati-identifier>
<reporting-org ref="XM-EXAMPLE-1" type="10"><narrative>Ministry of Examples</narrative></reporting-org>
<title><narrative>{name}</narrative></title><recipient-country code="{country}"/>
{transactions}</iati-activity>
"""
_PAYMENT = """<transaction{mark}><transaction-type code="{type}"/><transaction-date iso-date="{day}"/>
<value value-date="{day}">{amount}</value>{receiver}</transaction>
"""


def _paid(day: str, amount: str, receiver: str, *, kind: str = "3", mark: str = "") -> str:
    return _PAYMENT.format(day=day, amount=amount, receiver=receiver, type=kind, mark=mark)


def _to(name: str, **attributes: str) -> str:
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<receiver-org{written}><narrative>{name}</narrative></receiver-org>"


FREEZER, DEBARRED = "Quenlow Varstead d.o.o.", "Ombrilla Tesqua Roadworks"
WEAK, RECIPIENT = "Zabulon Ferrick", "Flooded households of Wesk Yostrad"
HUMANITARIAN = ' humanitarian="1"'
FILE = f"""<iati-activities version="2.03">
{
    _ACTIVITY.format(
        name="FERRY",
        country="AL",
        transactions="".join(
            (
                _paid("2021-05-01", "1000", _to(FREEZER)),
                _paid("2022-05-01", "2000.50", _to("QUENLOW VARSTEAD DOO")),
                _paid("2022-06-01", "300", _to(DEBARRED, type="70", ref="AL-NIPT-Q123")),
                _paid("2022-07-01", "40", _to(WEAK)),
                _paid("2022-08-01", "50", ""),
                _paid("2022-08-02", "60", _to("Përfituesit e Northshore"), mark=HUMANITARIAN),
                _paid("2022-08-03", "70", _to(RECIPIENT), mark=HUMANITARIAN),
                _paid("2022-08-04", "80", _to("Brigda Holm Foundation"), mark=HUMANITARIAN),
            )
        ),
    )
}{
    _ACTIVITY.format(
        name="ABROAD",
        country="PE",
        transactions=_paid("2022-05-01", "5", _to("Nobody Here Ltd", type="70")),
    )
}</iati-activities>
"""
LISTS: tuple[dict[str, object], ...] = (
    {
        "id": "made-1",
        "src": "made-freeze",
        "schema": "Organization",
        "names": ["Quenlow Varstead Ltd"],
        "regime": "Made-up regulation 1",
        "since": "2022-01-10",
    },
    {
        "id": "made-2",
        "src": "made-freeze",
        "schema": "Person",
        "names": ["Hextor Aldmoor Prain", {"n": "Zabulon Ferrick", "weak": True}],
        "regime": "Made-up regulation 1",
        "since": "2019-01-01",
        "dob": "1970-02-03",
    },
    {
        "id": "made-3",
        "src": "made-freeze",
        "schema": "Organization",
        "names": ["Flooded households of Wesk Yostrad"],
        "since": "2019-01-01",
    },
    {
        "id": "made-4",
        "src": "made-debarment",
        "schema": "Organization",
        "names": ["Ombrilla Tesqua Roadworks"],
        "effect": "debarment",
        "regime": "Made-up bank rules",
        "since": "2015-01-01",
        "until": "2018-12-31",
    },
)
"""The lists: an asset freeze, a weak alias, an entry with the name of final recipients, and a debarment
that ended before the payment."""
_LINES = """projects:
  - id: P1
    title: The ferry
    membership: confirmed
    partners: [NOR]
    commitments: [PACT-1]
    mode: road
    source: north-budget
    evidence: seen

lines:
  - id: P1-loan
    project: P1
    kind: Loan
    financier: Bank of the Lake
    amount: 500
    unit: EUR
    source: north-budget
    evidence: seen
"""
DAYS = {"made-freeze": "2024-01-10", "made-debarment": "2023-06-01"}
"""Days of the lists; the pact is known as on 15 January 2024."""


def write_lists(folder: Path, *, day: str = "", but: tuple[str, ...] = ()) -> None:
    """Add the made-up lists to the folder ``lists``.

    Args:
        folder: Where to work.
        day: Day of all lists; empty for ``DAYS``.
        but: Ids of entries that are left out.
    """
    for code, own_day in DAYS.items():
        rows = [row for row in LISTS if row["src"] == code and row["id"] not in but]
        path = folder / f"{code}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        done = accord("lists", "add", path.name, "--lists", "lists", "--as-of", day or own_day, folder=folder)
        assert done.exit_code == 0, done.err


def write_pact(folder: Path) -> None:
    """Write the pact of the lake with a project and a code for one partner, and read the payments."""
    code = Edit("declaration.yml", "codes: []", "codes: [{scheme: iati, code: AL, evidence: seen}]")
    write_lake(folder / "pact", code, Edit("projects.yml", "", _LINES))
    (folder / "published.xml").write_text(FILE, encoding="utf-8")
    read = accord("read", "iati", "published.xml", "--out", "tables", folder=folder)
    assert read.exit_code == 0, read.err


def build_screened(folder: Path, *arguments: str) -> Finished:
    """Build the pact with its payments, screened against the folder ``lists``."""
    return accord("build", "pact", "--iati", "tables", "--lists", "lists", *arguments, folder=folder)

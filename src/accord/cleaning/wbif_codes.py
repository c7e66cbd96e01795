"""The codes by which the Western Balkans Investment Framework names projects and grants.

Three forms occur, each with a partner ``PPP`` and a sector ``SSS``:

    PRJ-PPP-SSS-nnn        a project
    WBnn-PPP-SSS-nn        a grant for technical assistance, round nn
    WB-IGnnX-PPP-SSS-nn    an investment grant, round IGnn, or IGnnX of a round in several calls

``MULTI`` (in codes of projects) and ``REG`` (in codes of grants) stand for several partners;
``SER`` is an old spelling of ``SRB``.

Reference: the codes printed on project pages, https://wbif.eu/project/PRJ-MKD-TRA-001 and others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = [
    "PARTNERS",
    "SECTORS",
    "SEVERAL_PARTNERS",
    "CodeKind",
    "WbifCode",
    "compose_wbif_code",
    "find_wbif_codes",
    "parse_wbif_code",
]

PARTNERS = ("ALB", "BIH", "KOS", "MKD", "MNE", "SRB")
"""Partners as the register writes them."""

SEVERAL_PARTNERS = ("MULTI", "REG")
"""What stands in the place of a partner when a project or grant serves several."""

SECTORS = {
    "TRA": "transport",
    "ENE": "energy",
    "ENV": "environment",
    "SOC": "social",
    "DII": "digital infrastructure",
}
"""Sectors by their code."""

_OLD_PARTNERS = {"SER": "SRB"}
_DASH = r"\s?[-\u2010-\u2015\u2212]\s?"
_PARTS = re.compile(
    rf"(?:(?P<project>PRJ)|WB{_DASH}(?P<investment>IG\d{{2}}[A-Z]?)|WB(?P<assistance>\d{{1,2}}))"
    rf"{_DASH}(?P<partner>[A-Z]{{2,5}}){_DASH}(?P<sector>[A-Z]{{3}}){_DASH}(?P<number>\d{{1,4}})",
    re.ASCII,
)
_IN_TEXT = re.compile(rf"(?<![A-Z0-9])(?:{_PARTS.pattern})(?![A-Z0-9])", re.ASCII | re.IGNORECASE)


class CodeKind(StrEnum):
    """What a code names."""

    PROJECT = "project"
    TECHNICAL_ASSISTANCE = "technical assistance"
    INVESTMENT_GRANT = "investment grant"


_DIGITS = {CodeKind.PROJECT: 3, CodeKind.TECHNICAL_ASSISTANCE: 2, CodeKind.INVESTMENT_GRANT: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class WbifCode:
    """A code taken apart; two codes are equal if they name the same thing.

    Attributes:
        kind: What it names.
        round: Round of the grant, ``WB17`` or ``IG06E``; empty for a project.
        partner: Partner, ``MULTI`` or ``REG``; the old ``SER`` is read as ``SRB``.
        sector: Sector, a key of ``SECTORS``.
        number: Number within partner and sector (and round).
        written: The code as it was found; not compared.
    """

    kind: CodeKind
    partner: str
    sector: str
    number: int
    round: str = ""
    written: str = field(default="", compare=False)

    @property
    def serves_several(self) -> bool:
        """Whether the code stands for several partners."""
        return self.partner in SEVERAL_PARTNERS


def parse_wbif_code(text: str) -> WbifCode:
    """Take one code apart.

    Args:
        text: The code in capitals, without anything around it but blanks.

    Returns:
        The code.

    Raises:
        ValueError: The text is no such code; the message names the part and what was expected.
    """
    match = _PARTS.fullmatch(text.strip())
    if match is None:
        raise ValueError(
            "a WBIF code is written PRJ-PPP-SSS-nnn (project), WBnn-PPP-SSS-nn (technical assistance)"
            f" or WB-IGnn-PPP-SSS-nn (investment grant), not {text.strip()!r}"
        )
    return _code(match, match.group())


def find_wbif_codes(text: str) -> tuple[WbifCode, ...]:
    """Find the codes in running text, in small letters or with other dashes too.

    Something that only looks like a code (an unknown partner or sector) is passed over: in a
    running text it is more often another register's code than a slip.

    Args:
        text: A title or a description.

    Returns:
        Each code once, in the order of the first place.
    """
    found: dict[WbifCode, WbifCode] = {}
    for match in _IN_TEXT.finditer(text):
        upper = _PARTS.fullmatch(match.group().upper())
        try:
            code = _code(upper, match.group()) if upper else None
        except ValueError:
            continue
        if code is not None:
            found.setdefault(code, code)
    return tuple(found.values())


def compose_wbif_code(code: WbifCode) -> str:
    """Return the code as the register writes it today; ``parse_wbif_code`` gives it back."""
    head = {
        CodeKind.PROJECT: "PRJ",
        CodeKind.TECHNICAL_ASSISTANCE: code.round,
        CodeKind.INVESTMENT_GRANT: f"WB-{code.round}",
    }[code.kind]
    return f"{head}-{code.partner}-{code.sector}-{code.number:0{_DIGITS[code.kind]}}"


def _code(match: re.Match[str], written: str) -> WbifCode:
    kind, round_ = _kind_and_round(match)
    partner = _OLD_PARTNERS.get(match["partner"], match["partner"])
    known = (*PARTNERS, *SEVERAL_PARTNERS)
    if partner not in known:
        raise ValueError(f"the partner of {written!r} is none of {', '.join(known)}")
    if match["sector"] not in SECTORS:
        raise ValueError(f"the sector of {written!r} is none of {', '.join(SECTORS)}")
    if len(match["number"]) != _DIGITS[kind]:
        raise ValueError(f"the number at the end of {written!r} has not {_DIGITS[kind]} digits ({kind})")
    return WbifCode(
        kind=kind,
        round=round_,
        partner=partner,
        sector=match["sector"],
        number=int(match["number"]),
        written=written,
    )


def _kind_and_round(match: re.Match[str]) -> tuple[CodeKind, str]:
    if match["project"]:
        return CodeKind.PROJECT, ""
    if match["investment"]:
        return CodeKind.INVESTMENT_GRANT, match["investment"]
    return CodeKind.TECHNICAL_ASSISTANCE, f"WB{int(match['assistance'])}"

"""Which partner a call means: codes and names become one code, and what is likely a slip is refused.

Rules share grants out by partner, so that a slip (ABL for ALB) would make a partner of its own, free of
every cap and floor of the one that is meant. A call of other partners, of regions or of towns stays possible:
names that are no places are accepted where none of the six partners is named beside them, or the call
declares them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from accord.cleaning.place_codes import place_code
from accord.cleaning.place_table import PLACE_NAMES
from accord.cleaning.sentences import listed
from accord.cleaning.wbif_codes import PARTNERS
from accord.domain.portfolio_rules import Dimension
from accord.errors import Problem
from accord.sources.portfolio.rows import CallRow, CandidateRow
from accord.sources.row_problems import row_problem

__all__ = ["partner_notes", "partner_problems", "with_codes"]

_PART = re.compile(r"(?P<name>.*?)(?P<share>\s+\d+(?:\.\d+)?)?", re.ASCII)
_MOST = 8
"""How many names a sentence lists."""


def with_codes(call: CallRow, rows: Iterable[CandidateRow]) -> tuple[CallRow, tuple[CandidateRow, ...]]:
    """Return a call and its candidates with one code for each partner, however it was written.

    A name that the call declares stays as it is, and so does one that is no known place.

    Args:
        call: The call; its rules by partner get codes, too.
        rows: All its candidates.
    """
    rules = tuple(
        replace(rule, group=_code(call, rule.group)) if rule.dimension is Dimension.PARTNER else rule
        for rule in call.rules
    )
    coded = tuple(
        replace(row, partners=tuple(f"{_code(call, name)}{share}" for name, share in _parts(row)))
        if row.partners
        else row
        for row in rows
    )
    return replace(call, rules=rules), coded


def partner_problems(call: CallRow, rows: Iterable[CandidateRow]) -> Iterator[Problem]:
    """Yield a problem for each partner that is no known one (ACC-980).

    A name is unknown if it is neither a place nor declared in the call. That is refused where the call
    declares partners, or names one of the six; elsewhere the partners are of another scheme.

    Args:
        call: The call as written.
        rows: Its candidates as written.
    """
    rows = tuple(rows)
    is_strict = bool(call.partners) or any(_code(call, name) in PARTNERS for name in _names(rows))
    for row in rows if is_strict else ():
        for name, _share in _parts(row):
            if name in call.partners or _place(name):
                continue
            yield row_problem(
                row,
                "ACC-980",
                "A partner is neither a known place nor declared in the call.",
                field="partners",
                value=name or "no name before the share",
                expected=f"one of {', '.join((*PARTNERS, *call.partners))}, or the code of another place",
                fix=_fix(call, name),
            )


def partner_notes(call: CallRow, rows: Iterable[CandidateRow]) -> Iterator[str]:
    """Yield what a reader should know about partners that are not refused.

    Args:
        call: The call as written.
        rows: Its candidates as written.
    """
    codes = {name: _code(call, name) for name in _names(rows)}
    others = [name for name in codes if name not in call.partners]
    unknown = [name for name in others if not _place(name)]
    has_six = any(code in PARTNERS for code in codes.values())
    if unknown and not has_six and not call.partners:
        near = [f"{name} is near to {found}" for name in unknown if (found := _near(call, name))]
        slip = f"; is that a slip: {_few(near)}?" if near else ""
        yield (
            f"partners that are no known places, each taken as a partner of its own: {_few(unknown)}{slip}"
            " `partners: [...]` in the call declares them, and then every other name is refused"
        )
    elsewhere = [name for name in others if has_six and _place(name) and codes[name] not in PARTNERS]
    if elsewhere:
        yield f"places beside the six partners, each counted as a partner of its own: {_few(elsewhere)}"


def _parts(row: CandidateRow) -> Iterator[tuple[str, str]]:
    """Yield each partner of a candidate as written, and its share with the space before it."""
    for text in row.partners:
        found = _PART.fullmatch(text.strip())
        yield (found["name"], found["share"] or "") if found else (text.strip(), "")


def _names(rows: Iterable[CandidateRow]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name, _share in _parts(row)))


def _code(call: CallRow, name: str) -> str:
    return name if name in call.partners else _place(name) or name


def _place(name: str) -> str:
    """Return the code of a place; nothing for other names, and for numbers, which are no codes here."""
    return "" if name.isdecimal() else place_code(name) or ""


def _fix(call: CallRow, name: str) -> str:
    near = _near(call, name)
    asked = f"Did you mean `{near}`? If not," if near else "Correct it. If it is a partner of your own,"
    return f"{asked} declare it in the call: `partners: [{', '.join((*call.partners, name))}]`."


def _near(call: CallRow, name: str) -> str:
    """Return the nearest partner: one that is declared, or one of the six by its code or English name."""
    known: Mapping[str, str] = {
        **{words: code for words, code in PLACE_NAMES.items() if code in PARTNERS},
        **{one.casefold(): one for one in (*PARTNERS, *call.partners)},
    }
    found = difflib.get_close_matches(name.casefold(), known, n=1)
    return known[found[0]] if found else ""


def _few(words: list[str]) -> str:
    more = len(words) - _MOST
    return listed([*words[:_MOST], f"{more} more"] if more > 0 else words)

"""The call of a folder on broadband: envelope, policy and targets, in whole units of a currency."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from accord.domain.broadband import Technology
from accord.domain.broadband_call import (
    BackhaulRule,
    BroadbandCall,
    BroadbandTarget,
    ShareRule,
    UnknownCoverage,
)
from accord.domain.evidence import NOWHERE, Origin
from accord.errors import InputDataError, Problem
from accord.sources.marked_yaml import Marked, read_marked_yaml
from accord.sources.row_problems import nearest, row_problem
from accord.sources.rows import read_row

__all__ = ["parse_call"]

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_LEAST_MONEY = Decimal(10_000)
_MODELLED = (Technology.FIBRE, Technology.FIXED_WIRELESS)
_RESERVED = {"announced", "standing"}


_CURVE = tuple(Fraction(part, 30) for part in (5, 10, 15, 20, 30, 40, 50, 60, 80, 100))
"""Envelopes of the cost curve where a call states none, as parts of its own: of 30 million 5 to 100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    id: str
    title: str
    envelope: Decimal
    currency: str
    target: str
    grant_share: Decimal | None = None
    unknown: UnknownCoverage = UnknownCoverage.LEAVE_OUT
    spreads_municipal: bool = False
    backhaul: BackhaulRule = BackhaulRule.FIBRE
    share_rules: tuple[ShareRule, ...] = tuple(ShareRule)
    curve: tuple[Decimal, ...] = ()
    origin: Origin = NOWHERE


def parse_call(content: str | bytes, *, file: str, targets: Mapping[str, BroadbandTarget]) -> BroadbandCall:
    """Read a call.

    Args:
        content: The whole file, as text or as bytes.
        file: Its name, for errors.
        targets: Targets that there are, by id.

    Raises:
        InputDataError: It is not YAML (ACC-301 to ACC-303), a key is wrong (ACC-304 to ACC-307), or a value
            cannot be so (ACC-883).
    """
    marked = read_marked_yaml(content, file=file)
    problems: list[Problem] = []
    weights: dict[Technology, Decimal] = {}
    if isinstance(marked.value, dict):
        rest = dict(marked.value)
        weights = _weights(rest.pop("weights", None), file, problems)
        marked = Marked(rest, marked.line)
    read = read_row(_Call, marked, file=file, problems=problems)
    if read is None or problems:
        raise InputDataError(*problems)
    keys = marked.value if isinstance(marked.value, dict) else {}
    problems = [
        replace(each, line=keys[each.field].line if each.field in keys else each.line)
        for each in _wrong(read, targets)
    ]
    if problems:
        raise InputDataError(*problems)
    return BroadbandCall(
        id=read.id,
        title=read.title,
        envelope=read.envelope,
        weights=weights,
        target=read.target,
        currency=read.currency,
        grant_share=read.grant_share,
        unknown=read.unknown,
        spreads_municipal=read.spreads_municipal,
        backhaul=read.backhaul,
        share_rules=read.share_rules,
        curve=_curve(read),
        origin=read.origin,
    )


def _curve(read: _Call) -> tuple[Decimal, ...]:
    if read.curve:
        return tuple(sorted(set(read.curve)))
    return tuple(Decimal(round(Fraction(read.envelope) * part)) for part in _CURVE)


def _weights(given: Marked | None, file: str, problems: list[Problem]) -> dict[Technology, Decimal]:
    found: dict[Technology, Decimal] = {}
    stated = given.value if given is not None and isinstance(given.value, dict) else {}
    for name, value in stated.items():
        number = value.value
        is_number = isinstance(number, int | Decimal) and not isinstance(number, bool)
        if name in _MODELLED and is_number and 0 < Decimal(str(number)) <= 1:
            found[Technology(name)] = Decimal(str(number))
            continue
        problems.append(_wrong_weight(file, value.line, f"{name}: {number}"))
    if not stated:
        problems.append(_wrong_weight(file, given.line if given else 1, "missing"))
    return found


def _wrong_weight(file: str, line: int, value: str) -> Problem:
    return Problem(
        id="ACC-883",
        what="What a household is worth by the way it is served is missing, or not possible.",
        file=file,
        line=line,
        field="weights",
        value=value,
        expected="`weights: {fibre: 1, fixed_wireless: 0.6}`: for each technology offered a number above 0"
        f" and at most 1; costs are modelled for {' and '.join(_MODELLED)}",
        fix="State the weights of your policy. There is no default, as they decide which technology wins.",
    )


def _wrong(call: _Call, targets: Mapping[str, BroadbandTarget]) -> Iterator[Problem]:
    share = call.grant_share
    small = [str(amount) for amount in (call.envelope, *call.curve) if amount < _LEAST_MONEY]
    faults = (
        (
            _NAME.fullmatch(call.id) is None or call.id in _RESERVED,
            "id",
            call.id,
            "small letters, digits, - and _, neither `announced` nor `standing`",
            "Give the call a short name: the ids of its figures begin with it.",
        ),
        (
            bool(small),
            "envelope" if call.envelope < _LEAST_MONEY else "curve",
            ", ".join(small),
            "whole units of the currency, from 10,000: 30 million is 30000000",
            "Write the amount out, neither in thousands nor in millions.",
        ),
        (
            re.fullmatch(r"[A-Z]{3}", call.currency) is None,
            "currency",
            call.currency,
            "a code of three capital letters, e.g. EUR",
            "Write the currency of all costs; nothing is converted.",
        ),
        (
            share is not None and not 0 < share <= 1,
            "grant_share",
            str(share),
            "a part of one, above 0: 80 % is 0.8",
            "Divide the percentage by 100, or leave the key out if the grant may pay for everything.",
        ),
        (
            call.target not in targets,
            "target",
            call.target,
            "one of: " + ", ".join(sorted(targets)),
            nearest(call.target, sorted(targets)),
        ),
        (
            not call.share_rules or len(set(call.share_rules)) != len(call.share_rules),
            "share_rules",
            ", ".join(call.share_rules) or "none",
            "each rule once; leave the key out for all of them",
            "Correct the list.",
        ),
    )
    for is_wrong, field, value, expected, fix in faults:
        if is_wrong:
            what = f"The value of `{field}` is not possible."
            yield row_problem(call, "ACC-883", what, field=field, value=value, expected=expected, fix=fix)

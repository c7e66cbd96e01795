"""What a rule must not say: less or more than its kind needs, or a group that nobody belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accord.domain.portfolio_rules import Dimension, Rule, RuleKind
from accord.errors import Problem
from accord.sources.portfolio.candidates import partner_shares
from accord.sources.portfolio.rows import CallRow, CandidateRow
from accord.sources.portfolio.structure_checks import nothing_with_id
from accord.sources.row_problems import row_problem

__all__ = ["rule_problems"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Need:
    """What a kind of rule needs beside its id.

    Attributes:
        keys: Keys that must be stated; no others may be, but for ``year`` of an envelope and ``group``.
        is_share: Whether the value is a share between 0 and 1.
        text: What is expected, in words.
    """

    keys: tuple[str, ...]
    text: str
    is_share: bool = False


_GROUPED = ("value", "dimension")
_NEEDS: Mapping[RuleKind, _Need] = {
    RuleKind.ENVELOPE: _Need(keys=("value",), text="value: an amount in the unit of the call; year, if any"),
    RuleKind.GRANT_SHARE_AT_MOST: _Need(keys=("value",), text="value: a share such as 0.5", is_share=True),
    RuleKind.GRANT_SHARE_AT_LEAST: _Need(keys=("value",), text="value: a share such as 0.1", is_share=True),
    RuleKind.LEVERAGE_AT_LEAST: _Need(
        keys=("value", "basis"), text="value: a ratio such as 3; basis: which definition, by name"
    ),
    RuleKind.SHARE_AT_MOST: _Need(
        keys=_GROUPED, text="value: a share of all grants such as 0.35; dimension; group", is_share=True
    ),
    RuleKind.SHARE_AT_LEAST: _Need(
        keys=_GROUPED, text="value: a share of all grants such as 0.05; dimension; group", is_share=True
    ),
    RuleKind.AMOUNT_AT_MOST: _Need(keys=_GROUPED, text="value: an amount; dimension; group"),
    RuleKind.AMOUNT_AT_LEAST: _Need(keys=_GROUPED, text="value: an amount; dimension; group"),
    RuleKind.NUMBER_AT_MOST: _Need(keys=("value",), text="value: a whole number"),
    RuleKind.MUST_INCLUDE: _Need(keys=("candidate",), text="candidate: an id"),
    RuleKind.MUST_EXCLUDE: _Need(keys=("candidate",), text="candidate: an id"),
    RuleKind.ONLY_ADDITIONAL: _Need(keys=("value",), text="value: a share such as 0.5", is_share=True),
    RuleKind.FULLY_FUNDED: _Need(keys=(), text="nothing else"),
    RuleKind.EVIDENCE_AT_LEAST: _Need(keys=("evidence",), text="evidence: seen, partial or derived"),
}
_MAY = {
    RuleKind.ENVELOPE: ("year",),
    **dict.fromkeys((kind for kind in RuleKind if "dimension" in _NEEDS[kind].keys), ("group",)),
}


def rule_problems(call: CallRow, rows: tuple[CandidateRow, ...]) -> Iterator[Problem]:
    """Yield what is wrong with the rules of a call (ACC-851, ACC-854, ACC-856, ACC-857)."""
    for rule in call.rules:
        wrong = list(_keys(rule))
        yield from wrong
        if not wrong:
            yield from _value(rule)
            yield from _names(rule, rows)
            yield from _year(call, rule)
    yield from _envelopes(call)


def _keys(rule: Rule) -> Iterator[Problem]:
    need = _NEEDS[rule.kind]
    may = (*need.keys, *_MAY.get(rule.kind, ()))
    names = ("value", "year", "basis", "dimension", "group", "candidate", "evidence")
    stated = [name for name in names if getattr(rule, name) not in (None, "")]
    missing = [name for name in need.keys if name not in stated]
    more = [name for name in stated if name not in may]
    if missing or more:
        said = [f"without {', '.join(missing)}"] if missing else []
        said += [f"with {', '.join(more)}"] if more else []
        yield row_problem(
            rule,
            "ACC-857",
            f"A rule of the kind {rule.kind.value} does not say what it needs, or says more.",
            field=(missing or more)[0],
            value=" and ".join(said),
            expected=need.text,
            fix="Complete the rule; docs/how-to/choose-a-portfolio.md lists all kinds.",
        )


def _value(rule: Rule) -> Iterator[Problem]:
    need, value = _NEEDS[rule.kind], rule.value
    if value is None:
        return
    if need.is_share and not 0 <= value <= 1:
        yield row_problem(
            rule,
            "ACC-851",
            "A share is not between 0 and 1.",
            field="value",
            value=str(value),
            expected=need.text,
            fix=f"Write 60 % as 0.6.{f' Is {value} meant as {value / 100}?' if 1 < value <= 100 else ''}",
        )
    elif rule.kind is RuleKind.NUMBER_AT_MOST and value != int(value):
        yield row_problem(
            rule,
            "ACC-857",
            "A number of projects is not whole.",
            field="value",
            value=str(value),
            expected=need.text,
            fix="Write how many projects may be chosen at most.",
        )
    elif value < 0:
        yield row_problem(
            rule,
            "ACC-850",
            "An amount is below zero.",
            field="value",
            value=str(value),
            expected=need.text,
            fix="Write it without minus.",
        )


def _names(rule: Rule, rows: tuple[CandidateRow, ...]) -> Iterator[Problem]:
    if rule.candidate and rule.candidate not in {row.id for row in rows}:
        yield nothing_with_id(rule, "candidate", rule.candidate, [row.id for row in rows], "candidate")
    if rule.dimension is None:
        return
    known: set[str] = set()
    for row in rows:
        if rule.dimension is Dimension.PARTNER:
            known |= set(partner_shares(row.partners) or {})
        else:
            known.add(row.sector if rule.dimension is Dimension.SECTOR else row.mode)
    known -= {""}
    word = rule.dimension.value
    if not known:
        yield row_problem(
            rule,
            "ACC-854",
            f"A rule is about the {word} of candidates, and no candidate states one.",
            field="dimension",
            value=word,
            expected=f"a {word} in at least one row of the candidates",
            fix="Fill in the column of the candidates, or take the rule out.",
        )
    elif rule.group and rule.group not in known:
        yield nothing_with_id(rule, "group", rule.group, sorted(known), f"{word} of a candidate")


def _year(call: CallRow, rule: Rule) -> Iterator[Problem]:
    if rule.year is None:
        return
    if call.years is None or not call.years.first <= rule.year <= call.years.last:
        yield row_problem(
            rule,
            "ACC-856",
            "The envelope of a year stands outside the years of the call.",
            field="year",
            value=str(rule.year),
            expected=f"{call.years.first} to {call.years.last}" if call.years else "`years:` in the call",
            fix="State first and last year under `years:`, or correct the year of the envelope.",
        )


def _envelopes(call: CallRow) -> Iterator[Problem]:
    seen: set[int | None] = set()
    for rule in call.rules:
        if rule.kind is not RuleKind.ENVELOPE:
            continue
        if rule.year in seen:
            yield row_problem(
                rule,
                "ACC-857",
                "There are two envelopes for the same money.",
                field="year",
                value=str(rule.year) if rule.year else "all years",
                expected="one envelope of all years, and at most one for each year",
                fix="Keep one of them.",
            )
        seen.add(rule.year)

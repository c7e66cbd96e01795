"""What a call must not say: a unit that is no money, years backwards, joint benefits of nobody."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accord.cleaning.amount_units import money_unit
from accord.domain.portfolio_questions import CostDrift, DriftDistribution
from accord.errors import Problem
from accord.sources.portfolio.candidate_checks import candidate_problems
from accord.sources.portfolio.rows import CallRow, CandidateRow, JointRow
from accord.sources.portfolio.rule_checks import rule_problems
from accord.sources.portfolio.structure_checks import id_problems, nothing_with_id, structure_problems
from accord.sources.row_problems import row_problem

__all__ = ["call_problems"]

_MOST_MEMBERS = 15
_MOST_YEARS = 50
_MOST_DRAWS = 10_000
_FURTHEST = 1_000_000
"""The solver weighs amounts to about a ten-millionth of the largest."""


def call_problems(call: CallRow, rows: tuple[CandidateRow, ...]) -> Iterator[Problem]:
    """Yield everything that is wrong with a call and its candidates (ACC-847 to ACC-857).

    Args:
        call: The call.
        rows: All its candidates.
    """
    if not rows:
        yield row_problem(
            call,
            "ACC-847",
            "There are no candidates: nothing can be chosen.",
            field="candidates",
            expected="at least one candidate, as `candidates`, or in the file named by `candidates_file`",
            fix="Add the candidates; docs/how-to/choose-a-portfolio.md shows a whole call.",
        )
        return
    yield from _frame(call)
    yield from id_problems((call,), "call")
    yield from id_problems(rows, "candidate")
    yield from id_problems(call.rules, "rule")
    yield from id_problems(call.joint, "joint benefit")
    for row in rows:
        yield from candidate_problems(call, row)
    yield from _apart(rows)
    yield from structure_problems(rows)
    yield from rule_problems(call, rows)
    for joint in call.joint:
        yield from _joint(joint, rows)


def _frame(call: CallRow) -> Iterator[Problem]:
    if money_unit(call.unit) is None:
        yield row_problem(
            call,
            "ACC-848",
            "The unit of the call is no unit of money in words.",
            field="unit",
            value=call.unit or "missing",
            expected="a currency and a scale in words: EUR million",
            fix="Write the scale out: m has been read as thousand and as million.",
        )
    for is_wrong, field, value, expected in _numbers(call):
        if is_wrong:
            yield row_problem(
                call,
                "ACC-857",
                f"The value of `{field}` is not possible.",
                field=field,
                value=value,
                expected=expected,
                fix=f"Correct `{field}`.",
            )
    if call.questions.drift is not None:
        yield from _drift(call, call.questions.drift)


def _numbers(call: CallRow) -> tuple[tuple[bool, str, str, str], ...]:
    """Return for each number of the frame whether it is wrong, its field, its value, what is expected."""
    years, questions = call.years, call.questions
    return (
        (
            years is not None and not 0 <= years.last - years.first < _MOST_YEARS,
            "years",
            f"{years.first} to {years.last}" if years else "",
            f"a first year that is not after the last, and at most {_MOST_YEARS} years",
        ),
        (
            years is not None and not 0 <= years.discount_rate < 1,
            "years.discount_rate",
            str(years.discount_rate) if years else "",
            "a share a year such as 0.03; 0 for no discounting",
        ),
        (questions.step <= 0, "questions.step", str(questions.step), "an amount above zero"),
        (
            not 0 <= questions.near_share <= 1,
            "questions.near_share",
            str(questions.near_share),
            "a share such as 0.05",
        ),
        (
            not 0 <= questions.alternatives <= 20,
            "questions.alternatives",
            str(questions.alternatives),
            "0 to 20 near choices",
        ),
        (
            questions.reasons is not None and questions.reasons < 0,
            "questions.reasons",
            str(questions.reasons),
            "a number of candidates, zero or more",
        ),
        (
            any(envelope < 0 for envelope in questions.envelopes),
            "questions.envelopes",
            ", ".join(map(str, questions.envelopes)),
            "amounts of zero or more",
        ),
    )


def _apart(rows: tuple[CandidateRow, ...]) -> Iterator[Problem]:
    """Yield amounts beside which others would vanish: choices with and without them would look as good."""
    for field in ("cost", "grant", "benefit"):
        stated = [(abs(amount), row) for row in rows if (amount := getattr(row, field))]
        if not stated:
            continue
        small, large = min(stated, key=_amount), max(stated, key=_amount)
        if large[0] > small[0] * _FURTHEST:
            yield row_problem(
                large[1],
                "ACC-850",
                "Two amounts are too far apart to be weighed against each other.",
                field=field,
                value=f"{large[0]:f}, beside {small[0]:f} of {small[1].id}",
                expected=f"amounts of which none is more than {_FURTHEST:,} times another",
                fix="Check the units of both; leave out what is not worth mentioning beside the other.",
            )


def _amount(stated: tuple[Decimal, CandidateRow]) -> tuple[Decimal, str]:
    return stated[0], stated[1].id


def _drift(call: CallRow, drift: CostDrift) -> Iterator[Problem]:
    wanted = {
        DriftDistribution.LOGNORMAL: ("mean", "deviation"),
        DriftDistribution.TRIANGULAR: ("low", "mode", "high"),
        DriftDistribution.STATED: ("factors",),
    }[drift.distribution]
    names = ("mean", "deviation", "low", "mode", "high", "factors")
    stated = {name for name in names if getattr(drift, name) not in (None, ())}
    values = [getattr(drift, name) for name in wanted if name != "factors"]
    fault = ""
    if stated != set(wanted):
        fault = ", ".join(sorted(stated)) or "nothing"
    elif drift.distribution is DriftDistribution.TRIANGULAR and (
        values != sorted(values) or values[0] <= 0 or values[0] == values[-1]
    ):
        fault = ", ".join(map(str, values))
    elif any(value <= 0 for value in (*values, *drift.factors)):
        fault = ", ".join(map(str, (*values, *drift.factors)))
    elif not 0 <= drift.correlation <= 1 or not 1 <= drift.draws <= _MOST_DRAWS:
        fault = f"correlation {drift.correlation}, draws {drift.draws}"
    elif drift.lowers_benefit and call.benefit_unit not in ("", call.unit):
        fault = f"lowers_benefit with benefits in {call.benefit_unit}"
    if fault:
        yield row_problem(
            call,
            "ACC-857",
            "It cannot be drawn by how much costs grow.",
            field="questions.drift",
            value=f"{drift.distribution.value}: {fault}",
            expected=f"{', '.join(wanted)} and nothing else, as factors around 1, above zero and rising;"
            f" a correlation from 0 to 1; 1 to {_MOST_DRAWS} draws; benefits in money if they are lowered",
            fix="Correct the numbers: 10 % less to 60 % more is low 0.9, high 1.6.",
        )


def _joint(joint: JointRow, rows: tuple[CandidateRow, ...]) -> Iterator[Problem]:
    known = [row.id for row in rows]
    for member in joint.members:
        if member not in known:
            yield nothing_with_id(joint, "members", member, known, "candidate")
    members, sets = set(joint.members), [frozenset(row.of) for row in joint.sets]
    fault = ""
    if not 2 <= len(members) <= _MOST_MEMBERS or len(members) != len(joint.members):
        fault = f"{len(joint.members)} members"
    elif (joint.extra is None) == (not sets):
        fault = "both `extra` and `sets`" if sets else "neither `extra` nor `sets`"
    elif len(set(sets)) != len(sets):
        fault = "a set that is stated twice"
    elif any(not one or not one <= members for one in sets):
        fault = "a set that is empty or holds others than members"
    else:
        fault = _own_benefits(joint, rows)
    if fault:
        yield row_problem(
            joint,
            "ACC-857",
            "It is not clear what candidates bring together.",
            field="sets" if joint.sets else "members",
            value=fault,
            expected=f"2 to {_MOST_MEMBERS} different members, and either `extra` beside a benefit"
            " of each member, or the whole benefit of each set once and no benefit of a member",
            fix="State `extra: AMOUNT` for what all bring more than alone, or the benefit of each set.",
        )


def _own_benefits(joint: JointRow, rows: tuple[CandidateRow, ...]) -> str:
    """Return what is wrong with benefits of members: extra comes on top of theirs, sets hold all of it."""
    members = [row for row in rows if row.id in joint.members]
    if joint.extra is not None:
        without = [row.id for row in members if row.benefit is None]
        return f"`extra` to a benefit that is unknown: {', '.join(without)}" if without else ""
    own = [row.id for row in members if row.benefit is not None]
    return f"`sets` beside a benefit of its own: {', '.join(own)}" if own else ""

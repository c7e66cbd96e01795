"""What must hold for conditional payments: dates in order, nothing above the whole, amounts with currency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from accord.cleaning.values import is_currency
from accord.domain.declaration import Declaration
from accord.domain.reform_agenda import Agenda, Step, Verdict, Verification
from accord.errors import Problem
from accord.sources.agenda_payments import check_agenda_payments
from accord.sources.facility_rule_checks import check_facility_rules
from accord.sources.row_problems import Identified, row_problem

__all__ = ["check_agendas"]

_TAKEN = {"planned", "paid", "withheld", "at_risk", "lost", "pre_financing"}
"""Words that totals of a facility have in their ids."""

_NAME = f"an id without `.` and `--`, and none of {', '.join(sorted(_TAKEN))}"

_CORRECT = "Correct the row, or the row that it names."


def check_agendas(declaration: Declaration) -> Iterator[Problem]:
    """Yield what is wrong with the sections of conditional payments (ACC-660 to ACC-669).

    Ids that lead nowhere are found elsewhere.

    Args:
        declaration: All rows of a declaration.
    """
    yield from _check_names((*declaration.facilities, *declaration.agendas, *declaration.agenda_steps))
    yield from _check_amounts(declaration)
    yield from check_facility_rules(declaration)
    yield from check_agenda_payments(declaration)
    agendas = {row.id: row for row in declaration.agendas}
    steps = {row.id: row for row in declaration.agenda_steps}
    homes = {row.id: row.agenda for row in declaration.instalments}
    for step in declaration.agenda_steps:
        yield from _step_problems(step, agendas.get(step.agenda), homes)
    for row in declaration.verifications:
        yield from _verification_problems(row, steps.get(row.step), agendas)
    for agenda in declaration.agendas:
        yield from _whole_problems(agenda, declaration)


def _check_names(rows: Iterable[Identified]) -> Iterator[Problem]:
    for row in rows:
        if "." in row.id or "--" in row.id or row.id in _TAKEN:
            what = "The id cannot be a part of the id of a figure."
            yield _problem(row, "ACC-669", what, "id", row.id, _NAME)


def _check_amounts(declaration: Declaration) -> Iterator[Problem]:
    for facility in declaration.facilities:
        if not is_currency(facility.unit):
            what = "The amounts of the facility stand without their currency."
            yield _problem(facility, "ACC-665", what, "unit", facility.unit, "a currency code such as EUR")
        if facility.last.last_day < facility.first.first_day:
            what, value = "The facility ends before it begins.", f"{facility.first} to {facility.last}"
            yield _problem(facility, "ACC-662", what, "last", value, "`last` after `first`")
    amounts: list[tuple[Identified, str, Decimal | None]] = []
    for agenda in declaration.agendas:
        amounts += [(agenda, field, getattr(agenda, field)) for field in ("amount", "grant", "loan")]
    amounts += [(row, "amount", row.amount) for row in declaration.instalments]
    amounts += [(row, "amount", row.amount) for row in declaration.agenda_steps]
    for row, field, amount in amounts:
        if amount is not None and amount < 0:
            yield _problem(row, "ACC-664", "The amount is negative.", field, f"{amount}", "zero or more")


def _step_problems(step: Step, agenda: Agenda | None, homes: dict[str, str]) -> Iterator[Problem]:
    if step.instalment in homes and homes[step.instalment] != step.agenda:
        what = "The step and its instalment belong to different agendas."
        value = f"{step.instalment}: {homes[step.instalment]}"
        yield _problem(step, "ACC-660", what, "instalment", value, f"an instalment of {step.agenda}")
    if step.amount is not None and step.weight is not None:
        what = "A step has an amount or a weight, not both: they could contradict each other."
        value = f"amount {step.amount}, weight {step.weight}"
        yield _problem(step, "ACC-661", what, "weight", value, "`amount` or `weight`")
    if step.weight is not None and not 0 <= step.weight <= 1:
        what = "The weight is no share of the whole."
        yield _problem(step, "ACC-666", what, "weight", f"{step.weight}", "a number from 0 to 1")
    if agenda is not None and agenda.approved and step.due.last_day < agenda.approved.first_day:
        what = "The step is due before the agenda was approved."
        value = f"due {step.due}, approved {agenda.approved}"
        yield _problem(step, "ACC-662", what, "due", value, "a day after the approval")


def _verification_problems(
    row: Verification, step: Step | None, agendas: dict[str, Agenda]
) -> Iterator[Problem]:
    if row.share is not None and (row.verdict is not Verdict.PARTLY or not 0 <= row.share <= 1):
        what = "The share does not fit the verdict."
        value = f"{row.verdict}, {row.share}"
        yield _problem(row, "ACC-666", what, "share", value, "a number from 0 to 1 beside `verdict: partly`")
    if row.decided.last_day < row.day.first_day:
        what, value = "It was decided before the day that was looked at.", f"{row.decided} before {row.day}"
        yield _problem(row, "ACC-663", what, "decided", value, "`decided` on or after `day`")
    if step is None:
        return
    if row.verdict is Verdict.NOT_FULFILLED and row.decided.last_day < step.due.last_day:
        what = "A step cannot fail before it is due."
        value = f"decided {row.decided}, due {step.due}"
        yield _problem(row, "ACC-663", what, "decided", value, "a day on or after the day on which it is due")
    agenda = agendas.get(step.agenda)
    if agenda is not None and agenda.approved and row.decided.last_day < agenda.approved.first_day:
        what = "It was decided before the agenda was approved."
        value = f"decided {row.decided}, approved {agenda.approved}"
        yield _problem(row, "ACC-663", what, "decided", value, "a day after the approval")


def _whole_problems(agenda: Agenda, declaration: Declaration) -> Iterator[Problem]:
    """Yield a problem if the parts of an agenda, or of an instalment, exceed their whole."""
    steps = [step for step in declaration.agenda_steps if step.agenda == agenda.id]
    parts = [row for row in declaration.instalments if row.agenda == agenda.id]
    weights = sum((step.weight for step in steps if step.weight is not None), Decimal(0))
    if weights > 1:
        what = "The steps weigh more than the whole."
        yield _problem(agenda, "ACC-661", what, "id", f"weights add up to {weights}", "1 at most")
    if agenda.amount is None:
        if any(step.weight is not None for step in steps) and not agenda.allocation:
            what = "Steps have weights, yet nothing says of which amount."
            yield _problem(agenda, "ACC-661", what, "amount", "missing", "`amount` or `allocation`")
    else:
        own = [step.amount for step in steps if step.amount is not None and not step.instalment]
        own += [part.amount for part in parts if part.amount is not None]
        yield from _excess(agenda, "amount", agenda.amount, sum(own, weights * agenda.amount))
        lent = (agenda.grant or Decimal(0)) + (agenda.loan or Decimal(0))
        yield from _excess(agenda, "loan", agenda.amount, lent)
    for part in parts:
        if part.amount is not None:
            own = [step.amount for step in steps if step.amount is not None and step.instalment == part.id]
            yield from _excess(part, "amount", part.amount, sum(own, Decimal(0)))


def _excess(row: Identified, field: str, whole: Decimal, parts: Decimal) -> Iterator[Problem]:
    if parts > whole:
        what = "The parts add up to more than the whole."
        yield _problem(row, "ACC-661", what, field, f"{parts:f} of {whole:f}", "parts up to the whole")


def _problem(row: Identified, name: str, what: str, field: str, *words: str) -> Problem:
    return row_problem(row, name, what, field=field, value=words[0], expected=words[1], fix=_CORRECT)

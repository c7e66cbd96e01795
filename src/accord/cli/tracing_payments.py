"""What `accord why` says of a question about payments: computed again, with and without the delay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.cli.output import print_json, print_line, print_table
from accord.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accord.methods.payments.questions import Answer, Question
    from accord.methods.payments.slips import SlipEffect
    from accord.store.figure_json import Json
    from accord.store.snapshot import Snapshot

__all__ = ["SHOWN", "answered", "effect_json", "explain_what_if", "is_what_if", "print_effect"]

SHOWN = ("payable", "cleared", "available", "withheld", "lost", "unknown")
"""Amounts that a delay can change."""


def is_what_if(name: str) -> bool:
    """Tell whether an id asks a question, such as ``payments.RGF.SRB.lost--STEP+6m``."""
    return name.startswith("payments.") and "--" in name


def answered(snapshot: Snapshot, question: Question) -> Answer:
    """Return the answer to a question about a snapshot.

    Args:
        snapshot: The snapshot.
        question: The question.

    Raises:
        UsageError: A step is not known or cannot slip, or there is no such figure (ACC-265).
    """
    from datetime import date

    from accord.methods.payments.questions import answer

    try:
        return answer(snapshot.declaration, question, day=date.fromisoformat(snapshot.manifest.as_of))
    except (KeyError, ValueError) as error:
        raise UsageError(
            Problem(
                id="ACC-265",
                what="This question about payments has no answer.",
                value=str(error.args[0]),
                expected="a figure of an agenda, and steps that are neither fulfilled nor past their grace",
                fix="List steps and figures with `accord payments --json`.",
            )
        ) from error


def explain_what_if(snapshot: Snapshot, name: str, *, json: bool) -> None:
    """Say how the answer to a question comes about.

    Args:
        snapshot: The snapshot; nothing but its content is used.
        name: Id of the question.
        json: Whether to print JSON.

    Raises:
        UsageError: The id asks nothing that can be answered (ACC-265).
    """
    from accord.cleaning.values import shown_figure
    from accord.methods.payments.rules import SLIP_METHOD

    question = _parsed(name)
    found = answered(snapshot, question)
    if json:
        print_json(_json(snapshot, name, found))
        return
    print_line(f"{name}  {found.late.label}, on {found.day}\n  {shown_figure(found.late)}")
    if found.effect is not None:
        print_line(f"  without    {shown_figure(found.on_time)}")
    print_line(f"  method     {SLIP_METHOD if found.effect else found.late.method}")
    print_line(f"  parameters asked = {snapshot.manifest.as_of}, day = {found.day}")
    print_line(f"  reason     {found.late.reason}")
    if found.effect is not None:
        print_effect(found.effect)
    print_line("\nInputs")
    for row in _inputs(snapshot, found):
        print_line(f"  {row['id']}  ({row['kind']}, {row['role']})  {row['says']}")
        print_line(f"    stands   {row['file']}, line {row['line']}")
    print_line(f"\nSnapshot {snapshot.id}")


def _parsed(name: str) -> Question:
    from accord.methods.payments.questions import parse_question

    try:
        question = parse_question(name)
    except ValueError:
        question = None
    if question is None:
        raise UsageError(
            Problem(
                id="ACC-265",
                what="This id asks no question about payments.",
                value=name,
                expected="FIGURE--STEP+6m, FIGURE--on2027-01-31 or FIGURE--on2027-01-31--STEP+6m",
                fix="Copy an id that `accord payments --slip STEP=6 --json` prints.",
            )
        )
    return question


def print_effect(effect: SlipEffect) -> None:
    """Print what a delay changes: in words, then day by day, without and with it.

    Args:
        effect: What changes.
    """
    from accord.cleaning.values import shown_value

    print_line("\nWhat changes")
    for sentence in effect.sentences:
        print_line(f"  {sentence}")
    rows: list[list[str]] = []
    before_it: list[list[str]] = []
    for moment in effect.moments:
        changed = []
        for part in SHOWN:
            before, after = getattr(moment.on_time, part), getattr(moment.late, part)
            if before != after:
                changed.append([part, shown_value(before), shown_value(after), shown_value(after - before)])
        if changed != before_it:
            rows += [[moment.day.isoformat(), *cells] for cells in changed]
        before_it = changed
    if rows:
        print_table(["day", "amount", "on time", "late", "difference"], rows, numeric=3)
    if any(row[1] == "unknown" for row in rows):
        print_line("  What stands against an opposite difference of `unknown` is the most that it can be.")


def effect_json(effect: SlipEffect) -> dict[str, Json]:
    """Return what a delay changes as JSON.

    Args:
        effect: What changes.
    """
    from accord.cleaning.values import plain_value

    moments: list[Json] = [
        {
            "day": moment.day.isoformat(),
            **{
                part: {
                    "on_time": plain_value(getattr(moment.on_time, part)),
                    "late": plain_value(getattr(moment.late, part)),
                }
                for part in SHOWN
            },
        }
        for moment in effect.moments
    ]
    slips: list[Json] = [{"step": slip.step, "months": slip.months} for slip in effect.slips]
    return {
        "asked": effect.asked.isoformat(),
        "slips": slips,
        "sentences": list(effect.sentences),
        "moments": moments,
    }


def _json(snapshot: Snapshot, name: str, found: Answer) -> dict[str, Json]:
    from accord.cleaning.values import plain_value
    from accord.methods.payments.rules import SLIP_METHOD
    from accord.store.figure_json import figure_json

    inputs: list[Json] = [*_inputs(snapshot, found)]
    return {
        **figure_json(found.late),
        "figure": name,
        "method": SLIP_METHOD if found.effect else found.late.method,
        "day": found.day.isoformat(),
        "on_time": plain_value(found.on_time.value),
        "effect": effect_json(found.effect) if found.effect else None,
        "snapshot": snapshot.id,
        "inputs": inputs,
    }


def _inputs(snapshot: Snapshot, found: Answer) -> Sequence[dict[str, Json]]:
    """Return the content rows behind an answer, and behind the figures that it uses."""
    from accord.store.tracing import Tracer

    tracer = Tracer(snapshot)
    waiting = [(part.id, part.role.value) for part in found.late.inputs]
    rows: dict[str, dict[str, Json]] = {}
    while waiting:
        name, role = waiting.pop(0)
        figure, row = snapshot.figures.get(name), tracer.rows.get(name)
        if figure is not None:
            waiting += [(part.id, part.role.value) for part in figure.inputs]
        elif row is not None and name not in rows:
            place: dict[str, Json] = {"file": f"inputs/{row.origin.file}", "line": row.origin.line}
            rows[name] = {"id": name, "kind": row.kind, "role": role, "says": row.says, **place}
    return list(rows.values())

"""The command that tests the matcher with the lists in use: lists selftest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.lists_options import LISTS, ListsOption
from accord.cli.output import JsonOption, print_json, print_table, say

if TYPE_CHECKING:
    from accord.methods.screening.selftest import SelfTest

__all__ = ["selftest"]

_MOST = 2000


def selftest(
    lists: ListsOption = LISTS,
    min_score: Annotated[
        float | None,
        typer.Option(
            "--min-score",
            min=0,
            max=1,
            help="Score from which a name counts as found. Default: the score that may open an alert.",
            show_default=False,
        ),
    ] = None,
    names: Annotated[int, typer.Option("--names", min=1, help="Most names for each kind of change.")] = _MOST,
    seed: Annotated[int, typer.Option("--seed", help="Another number changes other letters.")] = 0,
    json: JsonOption = False,
) -> None:
    """Test whether listed names are found, as they stand and changed, by script and schema.

    The control test asks for every listed name and must find all; exit code 1 if it does not. The last row
    is the other side: names put together from those of two listed persons, of which every hit is a false
    alarm.
    """
    from accord.methods.screening.banding import ALERT_SCORE
    from accord.methods.screening.matcher import Matcher
    from accord.methods.screening.selftest import ALERT_RATE, CONTROL, run_selftest
    from accord.store.lists.opening import open_lists

    least = ALERT_SCORE if min_score is None else min_score
    known = open_lists(lists)
    results = list(run_selftest(Matcher(known.listings), least=least, most=names, seed=seed))
    if json:
        print_json([_to_json(each) for each in results])
    else:
        headings = ["names", "script", "schema", "asked", "found", "rate"]
        print_table(headings, [_to_cells(each, ALERT_RATE) for each in results], numeric=3)
    missed = [name for each in results if each.treatment == CONTROL for name in each.missed]
    days = ", ".join(f"{source.code} of {source.as_of}" for source in known.sources)
    say(f"{len(known.listings):,} listings ({days}), score from {least:.2f}, seed {seed}.")
    if missed:
        say(f"The control test failed: {', '.join(missed)} and perhaps more are not found under their names.")
        raise typer.Exit(1)
    say("Control test: every listed name was found.")


def _to_json(each: SelfTest) -> dict[str, object]:
    return {
        "treatment": each.treatment,
        "script": each.script,
        "schema": each.kind.value,
        "names": each.names,
        "found": each.found,
        "rate": round(each.rate, 4),
        "missed": list(each.missed),
    }


def _to_cells(each: SelfTest, false_alarms: str) -> list[str]:
    rate = f"{each.rate:.1%}" + (" false alarms" if each.treatment == false_alarms else "")
    return [each.treatment, each.script, each.kind.value, f"{each.names:,}", f"{each.found:,}", rate]

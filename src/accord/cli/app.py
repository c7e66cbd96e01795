"""The entry point of the command ``accord``."""

from __future__ import annotations

import sys

import typer

from accord.cli import (
    appraising,
    broadband,
    building,
    choosing_projects,
    composite,
    converging,
    deciding,
    exchange,
    financing,
    guarding,
    intake,
    lists,
    money,
    networking,
    observing,
    owning,
    paying,
    progressing,
    publishing,
    reading,
    register,
    reporting,
    screening,
    selftesting,
    ucm,
)
from accord.errors import AccordError, unreadable

__all__ = ["app", "main"]

app = typer.Typer(
    name="accord",
    help="Turns a political declaration into tracked, funded, evidenced delivery.",
    epilog="Exit codes: 0 ok, 1 findings, 2 usage, 3 input data, 4 integrity, 5 outside system.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
intake.app.command("wbif")(register.wbif)
intake.app.command("observations")(observing.observations)
app.add_typer(intake.app, name="read")
app.add_typer(register.app, name="register")
app.add_typer(reporting.app, name="report")
lists.app.command("selftest")(selftesting.selftest)
app.add_typer(lists.app, name="lists")
app.add_typer(deciding.app, name="decide")
app.add_typer(exchange.app, name="exchange")
app.command()(building.demo)
app.command()(building.build)
app.command()(reading.status)
app.command()(reading.figures)
app.command()(reading.why)
app.command()(money.money)
app.command()(financing.leverage)
app.command()(paying.payments)
app.command()(screening.screen)
app.command()(owning.ownership)
app.command()(progressing.progress)
app.command()(converging.converge)
app.command()(composite.composite)
app.command()(ucm.ucm)
app.command()(networking.network)
app.command()(appraising.appraise)
app.command()(choosing_projects.portfolio)
app.command()(broadband.broadband)
app.command()(guarding.verify)
app.command()(reading.diff)
app.command()(publishing.export)
app.command()(publishing.export_iati)
app.command()(publishing.serve)
app.command()(guarding.doctor)


def main() -> None:
    """Run the command line; every expected error becomes a message and an exit code."""
    try:
        app()
    except AccordError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)
    except OSError as error:
        sys.stderr.write(f"{unreadable(error.filename or 'output', error)}\n")
        sys.exit(5)

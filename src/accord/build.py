"""The shell of a build: read, check, assess, write; everything in between is pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from accord.domain.declaration import Declaration
from accord.domain.join import JoinedFlow
from accord.domain.party import Screened
from accord.errors import Problem, UsageError
from accord.methods.announced_broadband import announced_commitments
from accord.methods.computing import compute
from accord.methods.party_flows import ELSEWHERE_FLOWS, PARTY_FLOWS
from accord.methods.vintages import known_on
from accord.sources.declaration import TAKEN_IN, parse_declaration, read_files
from accord.store.disk import Disk
from accord.store.ledger import settle
from accord.store.lists.opening import open_lists
from accord.store.observed import observed_tables
from accord.store.recorded import recorded_tables
from accord.store.screened import screened_tables, screening_parameters
from accord.store.writing import Content, write_snapshot
from accord.taking_in.money import Money, ledger_of, money_settings
from accord.taking_in.observations import take_observations
from accord.taking_in.own_files import OwnFiles, take_own_files
from accord.taking_in.parties import screen_everyone

__all__ = ["build_snapshot"]

_NONE = OwnFiles()


def build_snapshot(
    folder: Path,
    store: Path,
    *,
    as_of: date | None = None,
    money: Money | None = None,
    lists: Path | None = None,
    observations: Sequence[Path] = (),
    own: OwnFiles = _NONE,
    disk: Disk | None = None,
) -> Path:
    """Build a snapshot of a declaration and make it the current one of a store.

    Args:
        folder: Folder of the declaration.
        store: Folder of the store.
        as_of: Last day of knowledge; the latest day on which a source was read if None.
        money: Published transactions to take in; none if None.
        lists: Folder of lists against which all parties are screened, as known on the day; no party is
            screened if None.
        observations: Folders of ``accord read observations`` or ``accord report read``; else only claims.
        own: Files of the user from which figures are computed anew.
        disk: Where writes go; replaced by tests.

    Returns:
        The folder of the snapshot.

    Raises:
        InputDataError: Content is wrong; nothing was written.
        UsageError: The folder or the day is wrong; nothing was written.
        OutsideError: The disk refused; the previous snapshot is still current.
    """
    files = read_files(folder)
    everything = parse_declaration(files)
    day = _day(everything, as_of)
    declaration = known_on(everything, day)
    known = open_lists(lists, as_of=day) if lists is not None else None
    questions = {"parties": PARTY_FLOWS, "elsewhere": ELSEWHERE_FLOWS} if known else {}
    settled = settle(ledger_of(declaration, money, questions)) if money is not None else None
    flows = [JoinedFlow(**row) for row in settled.joined] if settled else []  # type: ignore[arg-type]  # columns are fields
    observed, observed_files = take_observations(declaration, observations, day)
    figures, assessments = compute(declaration, day=day, flows=flows, observations=observed)
    partners = {partner.id for partner in declaration.partners}
    taken = take_own_files(own, partners=partners, announced=announced_commitments(figures))
    screened = screen_everyone(declaration, settled, known, day) if known else None
    content = Content(
        declaration=declaration,
        figures=[*figures, *taken.figures.values()],
        assessments=assessments,
        as_of=day.isoformat(),
        parameters=_parameters(declaration, money, screened),
        inputs={**files.contents, **_rates(money), **_beside(taken.inputs)},
        money=settled.tables if settled else {},
        screening=screened_tables(screened) if screened else {},
        observed=observed_tables(observed, observed_files) if observations else {},
        recorded=recorded_tables(taken.cells),
    )
    return write_snapshot(content, store, disk=disk)


def _beside(inputs: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files apart from those of the declaration, so that a snapshot can be built from its inputs."""
    return {f"{TAKEN_IN}/{name}": raw for name, raw in inputs.items()}


def _day(everything: Declaration, as_of: date | None) -> date:
    """Return the day of knowledge; refuse one after the last reading."""
    day = as_of or everything.last_read
    if day > everything.last_read:
        raise UsageError(
            Problem(
                id="ACC-210",
                what="Nothing can be known on a day after the last reading.",
                field="--as-of",
                value=day.isoformat(),
                expected=f"a day up to {everything.last_read.isoformat()}",
                fix="Choose an earlier day, or read the documents again and renew their date_read.",
            )
        )
    return day


def _rates(money: Money | None) -> dict[str, bytes]:
    """Return the bytes of the tables of rates, by the name under which a snapshot keeps them."""
    return {f"rates/{path.name}": path.read_bytes() for path in (money.rates if money else ())}


def _parameters(declaration: Declaration, money: Money | None, screened: Screened | None) -> dict[str, str]:
    """Return what the methods were told, for the manifest."""
    parameters = {parameter.id: str(parameter.value) for parameter in declaration.parameters}
    if money is not None:
        parameters |= {f"money.{name}": value for name, value in money_settings(money).items()}
    return parameters | (screening_parameters(screened) if screened is not None else {})

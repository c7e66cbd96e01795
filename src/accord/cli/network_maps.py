"""What ``accord network --out`` writes: each map as a file of its own, and a table of all that they show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accord.domain.declaration import Declaration
    from accord.domain.figure import Figure
    from accord.domain.network_change import Network
    from accord.methods.network.report import NetworkReport
    from accord.publish.network_view import NetworkMaps

__all__ = ["check_folder", "write_maps"]

_TABLE = "maps.csv"


def check_folder(out: Path) -> None:
    """Refuse a place that cannot be a folder, before anything is computed.

    Args:
        out: Folder, made if it is not there.

    Raises:
        UsageError: It is a file, or lies below one (ACC-885).
    """
    from accord.errors import Problem, UsageError

    wrong = next((path for path in (out, *out.parents) if path.exists() and not path.is_dir()), None)
    if wrong is not None:
        raise UsageError(
            Problem(
                id="ACC-885",
                what="The maps cannot be written there; nothing was computed.",
                field="--out",
                value=f"{out}: {wrong} is a file",
                expected="a folder, or a path at which one can be made",
                fix="Name another folder.",
            )
        )


def write_maps(out: Path, report: NetworkReport, network: Network, declaration: Declaration) -> list[str]:
    """Write the maps and their table; files of these names are replaced, others are left alone.

    Args:
        out: Folder, made if it is not there.
        report: The answer about the network.
        network: The network; without a place there is no map.
        declaration: For the titles of projects, and the names and footnotes of partners.

    Returns:
        Names of the files.

    Raises:
        OutsideError: The disk refused (ACC-886).
    """
    from accord.errors import OutsideError, Problem
    from accord.publish.network_table import COLUMNS, map_rows
    from accord.publish.page import Page, to_csv

    maps, figures = _maps(report, network, declaration)
    table = Page(
        path="maps",
        title="",
        description="",
        template="",
        chart="",
        table=list(map_rows(maps, figures)),
        columns=COLUMNS,
    )
    files = {f"{sheet.name}.svg": sheet.file(maps.notes) for sheet in maps.sheets} | {_TABLE: to_csv(table)}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (out / name).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise OutsideError(
            Problem(
                id="ACC-886",
                what="The maps could not be written.",
                file=str(error.filename or out),
                value=error.strerror or str(error),
                expected="a folder that can be written, with free space",
                fix="Free space, correct the permissions, or name another folder.",
            )
        ) from error
    return list(files)


def _maps(
    report: NetworkReport, network: Network, declaration: Declaration
) -> tuple[NetworkMaps, dict[str, Figure]]:
    from accord.methods.network_figures import report_figures
    from accord.publish.network_view import map_notes, maps_of

    question = report.question
    figures = report_figures(report, network)
    maps = maps_of(
        network,
        figures,
        day=question.day,
        titles={row.id: row.title for row in declaration.projects},
        notes=map_notes(network, declaration.partners, question.day),
    )
    return maps, figures

"""A network read from files, computed again for `accord why`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accord.domain.computed import Computed

__all__ = ["network_computed"]


def network_computed(path: Path) -> Computed:
    """Compute again what `accord network --data` computed with its other options as they are by default.

    Args:
        path: The folder or file of ``--data``, or a declaration: its folder, or its name if it is bundled.
    """
    from accord.cli.network_reading import read_network_of
    from accord.domain.computed import Computed
    from accord.methods.network.analysis import analyse_network
    from accord.methods.network.report import Question
    from accord.methods.network_figures import report_figures
    from accord.sources.declaration import declaration_folder
    from accord.sources.network.recorded import recorded_rows

    folder = declaration_folder(str(path))
    is_declared = (folder / "declaration.yml").is_file() and not (folder / "places.csv").is_file()
    read = read_network_of(None, str(path)) if is_declared else read_network_of(path)
    question = Question(day=read.day)
    report = analyse_network(read.network, question)
    figures = report_figures(report, read.network, is_file=True)
    names = {part.id for figure in figures.values() for part in figure.inputs}
    return Computed(
        figures=figures,
        cells=recorded_rows(read.network, read.hashes, names),
        files=read.hashes,
        options=f"computed with the default options: by {', '.join(question.modes)}, all projects, state of"
        f" {question.day}, {question.draws} draws, seed {question.seed}",
    )

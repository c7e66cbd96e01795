"""A network read from files, computed again for `accord why`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accord.domain.computed import Computed

__all__ = ["network_computed"]


def network_computed(path: Path, name: str) -> Computed:
    """Compute again what `accord network --data` computed, with the options that the id of a figure says.

    Args:
        path: The folder or file of ``--data``, or a declaration: its folder, or its name if it is bundled.
        name: Id of the figure that is asked for.
    """
    from accord.cli.network_options import options_in_ids, question_of_id, with_options
    from accord.cli.network_reading import read_network_of
    from accord.domain.computed import Computed
    from accord.methods.network.analysis import analyse_network
    from accord.methods.network_figures import report_figures
    from accord.sources.declaration import declaration_folder
    from accord.sources.network.recorded import recorded_rows

    folder = declaration_folder(str(path))
    is_declared = (folder / "declaration.yml").is_file() and not (folder / "places.csv").is_file()
    read = read_network_of(None, str(path)) if is_declared else read_network_of(path)
    question = question_of_id(name, read.day, read.network)
    options = options_in_ids(question, read.day)
    report = analyse_network(read.network, question)
    figures = with_options(report_figures(report, read.network, is_file=True), options)
    names = {part.id for figure in figures.values() for part in figure.inputs}
    return Computed(
        figures=figures,
        cells=recorded_rows(read.network, read.hashes, names),
        files=read.hashes,
        options=f"computed with {'these' if options else 'the default'} options: "
        f"by {', '.join(question.modes)}, {', '.join(question.projects) or 'all projects'}, "
        f"state of {question.day}, {question.draws} draws, seed {question.seed}",
    )

"""The figures of a portfolio, computed again from its files, for the command why."""

from __future__ import annotations

from pathlib import Path

from accord.domain.computed import Computed

__all__ = ["portfolio_computed"]


def portfolio_computed(path: Path, figure: str) -> Computed:
    """Return the figures that ``accord portfolio`` prints, with the cells from which they come.

    Args:
        path: The call; ``sofia_2018`` for the bundled one.
        figure: Id of the figure that is explained: it says what the command line had changed in the call.

    Raises:
        UsageError: There is no such file (ACC-213), or the id names what is not in the call (ACC-295).
        InputDataError: A file is refused as by the command.
    """
    from accord.cli.portfolio_asking import call_file, what_if_of
    from accord.taking_in.portfolio_answers import answered

    answer = answered(call_file(path), what_if_of(figure))
    return Computed(figures=answer.figures, cells=answer.cells, files=answer.files)

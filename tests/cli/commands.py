"""The command in a process of its own, as a person at a terminal would run it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from warm_start import warm


@dataclass(frozen=True)
class Finished:
    """What a command did."""

    exit_code: int
    out: str
    err: str


def accord(*arguments: str | Path, folder: Path) -> Finished:
    """Run ``accord`` in a folder."""
    environment = {**os.environ, "COLUMNS": "160", "NO_COLOR": "1"}
    return Finished(*warm.run([str(argument) for argument in arguments], folder, environment))

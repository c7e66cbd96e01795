"""The real command in a process of its own, as a person at a terminal would run it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Finished:
    """What a command did."""

    exit_code: int
    out: str
    err: str


def accord(*arguments: str | Path, folder: Path) -> Finished:
    """Run ``accord`` in a folder."""
    command = [sys.executable, "-c", "from accord.cli.app import main; main()", *map(str, arguments)]
    environment = {**os.environ, "COLUMNS": "160", "NO_COLOR": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return Finished(done.returncode, done.stdout, done.stderr)

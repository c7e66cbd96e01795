"""Machine code that is kept between runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CALLER = """
from accord.compiling import compiled
from inner import twice
@compiled
def outer(value):
    return twice(value)
"""
INNER = """
from accord.compiling import inlined
@inlined
def twice(value):
    return value * {factor}
"""
ASK = "from outer import outer; print(outer(21)); print(sum(outer.stats.cache_hits.values()))"


def asked(folder: Path) -> list[str]:
    command = [sys.executable, "-c", ASK]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_code_is_compiled_anew_when_a_neighbouring_file_changed(tmp_path: Path) -> None:
    (tmp_path / "outer.py").write_text(CALLER)
    (tmp_path / "inner.py").write_text(INNER.format(factor=2))
    assert asked(tmp_path) == ["42", "0"]
    assert asked(tmp_path) == ["42", "1"]
    (tmp_path / "inner.py").write_text(INNER.format(factor=10))
    assert asked(tmp_path) == ["210", "0"]

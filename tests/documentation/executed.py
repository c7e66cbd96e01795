"""Pages of the documentation are carried out block by block, as a reader would."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from support import ROOT, Block, blocks, insert_after
from warm_start import warm

__all__ = ["carry_out", "pages"]


def pages(folder: str) -> list[Path]:
    """Return the pages of a folder of the documentation."""
    return sorted((ROOT / "docs" / folder).glob("*.md"))


def carry_out(page: Path, folder: Path) -> None:
    """Do what a page says in a folder: write its files, run its commands, find what they print."""
    clone, output = _clone(folder), ""
    for block in blocks(page):
        if block.settings.get("run") == "no":
            continue
        if block.settings.keys() & {"file", "edit"}:
            _put(block, clone)
        elif block.language == "sh":
            output = _run(block, clone)
        elif block.language == "text":
            missing = [line for line in block.text.splitlines() if line.strip() not in output]
            assert missing == [], output


def _put(block: Block, folder: Path) -> None:
    """Write the file that a block of a page contains, or add its lines to one."""
    path = folder / block.settings.get("file", block.settings.get("edit", ""))
    text = block.text
    if "edit" in block.settings:
        text = insert_after(path.read_text(encoding="utf-8"), block.settings["after"], text)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _run(block: Block, folder: Path) -> str:
    """Run the commands of a block; each but the last must end well, the last as the page says."""
    programs = folder / "programs"
    environment = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    output, lines = "", block.text.splitlines()
    for line in lines:
        done = subprocess.run(
            ["sh", "-c", line],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        expected = int(block.settings.get("exit", "0")) if line is lines[-1] else 0
        assert done.returncode == expected, f"{line}\n{done.stdout}"
        output += done.stdout
    return output


def _clone(tmp_path: Path) -> Path:
    """A folder that looks like a clone to the pages: ``src`` is there, ``accord`` and ``python`` run."""
    (tmp_path / "src").symlink_to(ROOT / "src")
    programs = tmp_path / "programs"
    programs.mkdir()
    python = programs / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    warm.program(programs)
    return tmp_path

"""The declaration of the how-to page on conditions, read out of the page so that it is stated once."""

from __future__ import annotations

from pathlib import Path

from support import ROOT, Edit, blocks

__all__ = ["PAGE", "harbour_files", "write_harbour"]

PAGE = ROOT / "docs" / "how-to" / "follow-the-conditions.md"


def harbour_files(*edits: Edit) -> dict[str, str]:
    """Return the files of the invented pact by name, changed by edits."""
    found = [block for block in blocks(PAGE) if "file" in block.settings]
    files = {Path(block.settings["file"]).name: block.text for block in found}
    for edit in edits:
        assert edit.old in files[edit.file], f"{edit.old!r} does not stand in {edit.file}"
        files[edit.file] = files[edit.file].replace(edit.old, edit.new, 1)
    return files


def write_harbour(folder: Path, *edits: Edit) -> Path:
    """Write the invented pact into a folder and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in harbour_files(*edits).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder

"""The fictitious pact of the lake, read out of the tutorial so that it is stated once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from accord.domain.declaration import Declaration
from accord.errors import InputDataError, Problem
from accord.methods.computing import compute
from accord.sources.declaration import DeclarationFiles, parse_declaration

ROOT = Path(__file__).parent.parent
TUTORIAL = ROOT / "docs" / "tutorial" / "your-own-declaration.md"
_BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SETTING = re.compile(r'(\w+)=(?:"([^"]*)"|(\S+))')


@dataclass(frozen=True)
class Block:
    """One fenced block of a page: its language, its settings and its text."""

    language: str
    settings: dict[str, str]
    text: str


@dataclass(frozen=True)
class Edit:
    """A change of one file: ``old`` becomes ``new``; an empty ``old`` makes the whole file."""

    file: str
    old: str
    new: str


def blocks(page: Path = TUTORIAL) -> list[Block]:
    """Return the fenced blocks of a page in their order."""
    found = _BLOCK.findall(page.read_text(encoding="utf-8"))
    return [
        Block(language, {name: quoted or bare for name, quoted, bare in _SETTING.findall(info)}, text)
        for language, info, text in found
    ]


def insert_after(text: str, line: str, addition: str) -> str:
    """Return a text with lines added below the one line that reads ``line``."""
    assert text.splitlines().count(line) == 1, f"the line {line!r} must stand once"
    return text.replace(f"{line}\n", f"{line}\n{addition}", 1)


def lake_files(*edits: Edit) -> dict[str, str]:
    """Return the files of the lake pact as the tutorial leaves them, then changed by edits."""
    files: dict[str, str] = {}
    for block in blocks():
        if "file" in block.settings:
            files[Path(block.settings["file"]).name] = block.text
        elif "edit" in block.settings:
            name = Path(block.settings["edit"]).name
            files[name] = insert_after(files[name], block.settings["after"], block.text)
    for edit in edits:
        if edit.old:
            assert edit.old in files[edit.file], f"{edit.old!r} does not stand in {edit.file}"
            files[edit.file] = files[edit.file].replace(edit.old, edit.new, 1)
        else:
            files[edit.file] = edit.new
    return files


def write_lake(folder: Path, *edits: Edit) -> Path:
    """Write the lake pact into a folder and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in lake_files(*edits).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def parse_lake(*edits: Edit) -> Declaration:
    """Return the lake pact, changed by edits, as a validated declaration."""
    return parse_texts(lake_files(*edits))


def parse_texts(files: dict[str, str]) -> Declaration:
    """Return the declaration that some texts by file name make up."""
    contents = {name: text.encode() for name, text in sorted(files.items())}
    return parse_declaration(DeclarationFiles(folder="lake_pact", contents=contents))


def problems_of(files: dict[str, str]) -> tuple[Problem, ...]:
    """Return what is refused when a declaration is read and computed; nothing if all is well."""
    try:
        declaration = parse_texts(files)
        compute(declaration, day=declaration.last_read)
    except InputDataError as error:
        return error.problems
    return ()


def line_of(text: str, marker: str) -> int:
    """Return the number, from 1, of the first line that contains a marker."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if marker in line)

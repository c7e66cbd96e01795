"""The folder of a declaration is read into one validated Declaration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from accord.domain.claim import Attribute, Claim
from accord.domain.commitment import Commitment, Instrument, Pillar
from accord.domain.declaration import Actor, Declaration, Gap, Header, Subject
from accord.domain.definition import DerivedFigure, Panel, Parameter, TopicFigure
from accord.domain.evidence import Source
from accord.domain.facility import Facility, FacilityRule
from accord.domain.indicator import Benchmark, Indicator, Target
from accord.domain.join import Join, JoinRule
from accord.domain.leverage import LeverageScope
from accord.domain.network import Place, Section
from accord.domain.network_change import Crossing, DelayProfile, ProjectEffect
from accord.domain.partner import Partner
from accord.domain.project import FinancingLine, Project, Stage
from accord.domain.reform_agenda import Agenda, Instalment, Step, Verification
from accord.errors import InputDataError, Problem, UsageError, unreadable
from accord.sources.consistency import find_inconsistencies
from accord.sources.marked_yaml import Marked, read_marked_yaml
from accord.sources.rows import read_row

__all__ = [
    "BUNDLED",
    "TAKEN_IN",
    "DeclarationFiles",
    "declaration_folder",
    "parse_declaration",
    "read_files",
]

BUNDLED = Path(__file__).parent.parent / "declarations"
"""Folder of the declarations that ship with Accord."""

TAKEN_IN = "taken_in"
"""Folder in the inputs of a snapshot for what a build took in beside the declaration; no content of it."""

_SECTIONS: dict[str, type] = {
    "declaration": Header,
    "actors": Actor,
    "instruments": Instrument,
    "pillars": Pillar,
    "partners": Partner,
    "sources": Source,
    "commitments": Commitment,
    "subjects": Subject,
    "attributes": Attribute,
    "stages": Stage,
    "projects": Project,
    "lines": FinancingLine,
    "claims": Claim,
    "parameters": Parameter,
    "topics": TopicFigure,
    "derived": DerivedFigure,
    "gaps": Gap,
    "panels": Panel,
    "joins": Join,
    "join_rules": JoinRule,
    "leverage": LeverageScope,
    "indicators": Indicator,
    "targets": Target,
    "benchmarks": Benchmark,
    "facilities": Facility,
    "facility_rules": FacilityRule,
    "agendas": Agenda,
    "instalments": Instalment,
    "agenda_steps": Step,
    "verifications": Verification,
    "network_places": Place,
    "network_sections": Section,
    "network_delays": DelayProfile,
    "network_crossings": Crossing,
    "network_effects": ProjectEffect,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationFiles:
    """The raw bytes of a declaration's folder, by path below the folder, in name order."""

    folder: str
    contents: Mapping[str, bytes]


def declaration_folder(name: str) -> Path:
    """Return the folder of a declaration: a path that exists, else a bundled one by name."""
    folder = Path(name)
    return folder if folder.is_dir() else BUNDLED / name


def read_files(folder: Path) -> DeclarationFiles:
    """Read the raw bytes of every YAML file below a folder; nothing is interpreted yet.

    The inputs of a snapshot are such a folder, too: what it took in beside the declaration is passed over.

    Args:
        folder: Folder of a declaration.

    Raises:
        UsageError: The folder does not exist or holds no YAML file (ACC-201, ACC-202).
    """
    if not folder.is_dir():
        known = ", ".join(sorted(path.name for path in BUNDLED.iterdir() if path.is_dir()))
        raise UsageError(
            Problem(
                id="ACC-201",
                what="There is no such declaration.",
                value=folder.name if folder.parent == BUNDLED else str(folder),
                expected=f"a folder with YAML files, or the name of a bundled declaration: {known}",
                fix="Check the spelling, or run the command from the folder that contains it.",
            )
        )
    found = (path for path in folder.rglob("*") if path.suffix in {".yml", ".yaml"} and path.is_file())
    paths = sorted(path for path in found if path.relative_to(folder).parts[0] != TAKEN_IN)
    if not paths:
        raise UsageError(
            Problem(
                id="ACC-202",
                what="The folder holds no content.",
                value=str(folder),
                expected="at least one file that ends in .yml or .yaml",
                fix="Write one; the tutorial `Your own declaration` begins with an empty folder.",
            )
        )
    try:
        contents = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    except OSError as error:
        raise unreadable(error.filename or folder, error) from error
    return DeclarationFiles(folder=folder.name, contents=contents)


def parse_declaration(files: DeclarationFiles) -> Declaration:
    """Turn the files of a declaration into one validated Declaration.

    Args:
        files: Raw files.

    Returns:
        The declaration; each row knows the file and line it stands on.

    Raises:
        InputDataError: One problem for every thing that is wrong, in file order.
    """
    problems: list[Problem] = []
    rows: dict[str, list[object]] = {section: [] for section in _SECTIONS}
    for file, content in files.contents.items():
        try:
            root = read_marked_yaml(content, file=file)
        except InputDataError as error:
            problems.extend(error.problems)
            continue
        _read_sections(root, file, rows, problems)
    if len(rows["declaration"]) != 1 and not problems:
        problems.append(
            Problem(
                id="ACC-309",
                what="The folder must say once which declaration this is.",
                file=files.folder,
                value=f"{len(rows['declaration'])} sections `declaration:`",
                expected="one `declaration:` section with id, title, place, date, summary",
                fix="Keep exactly one, in declaration.yml.",
            )
        )
    if problems:
        raise InputDataError(*problems)
    declaration = _assemble(rows)
    problems.extend(find_inconsistencies(declaration))
    if problems:
        raise InputDataError(*problems)
    return declaration


def _read_sections(root: Marked, file: str, rows: dict[str, list[object]], problems: list[Problem]) -> None:
    if not isinstance(root.value, dict):
        problems.append(
            Problem(
                id="ACC-308",
                what="The file must begin with the name of a section.",
                file=file,
                line=root.line,
                expected=", ".join(f"{name}:" for name in _SECTIONS),
                fix="Put the rows below the name of their section.",
            )
        )
        return
    for section, content in root.value.items():
        row_type = _SECTIONS.get(section)
        if row_type is None:
            problems.append(
                Problem(
                    id="ACC-308",
                    what=f"There is no section `{section}`.",
                    file=file,
                    line=content.line,
                    field=section,
                    expected=", ".join(_SECTIONS),
                    fix="Rename it to one of these.",
                )
            )
            continue
        items = _items(content)
        for item in items:
            row: object = read_row(row_type, item, file=file, problems=problems)
            if row is not None:
                rows[section].append(row)


def _items(content: Marked) -> list[Marked]:
    if content.value is None:
        return []
    return content.value if isinstance(content.value, list) else [content]


def _assemble(rows: dict[str, list[object]]) -> Declaration:
    values: dict[str, object] = {}
    for field in fields(Declaration):
        section = "declaration" if field.name == "header" else field.name
        values[field.name] = rows[section][0] if field.name == "header" else tuple(rows[section])
    return Declaration(**values)  # type: ignore[arg-type]  # sections and fields are the same table

"""The shape of the code: sizes, names, exports, direction of imports, nothing left unfinished."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from accord.cli.app import app

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "accord"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
WRITTEN = [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
SCRIPTS = sorted([*(ROOT / "docs").glob("*.py"), *(ROOT / "benchmarks").glob("*.py")])
COMMANDS = set(getattr(typer.main.get_command(app), "commands"))  # noqa: B009
MOST_LINES = 400
AIMED_LINES = 250
MOST_LONG_MODULES = 1
"""How many modules may lie between the aim and the limit; lower it when one is split."""
MOST_LINES_OF_A_FUNCTION = 60
MOST_POSITIONAL = 5
EMPTY_NAMES = {"utils", "core", "common", "helpers", "manager", "data", "info"}
UNFINISHED = ("TO" + "DO", "FIX" + "ME", "Not" + "ImplementedError")
OTHER_MACHINES = re.compile(r"(?<![\w.:/<>~-])/(?:work|root|home|Users|mnt|opt|private)/")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("path", [*MODULES, *TESTS, *SCRIPTS], ids=name)
def test_a_module_is_never_longer_than_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_few_modules_are_longer_than_the_aim() -> None:
    lines = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    long = {path: count for path, count in lines.items() if count > AIMED_LINES}
    assert len(long) <= MOST_LONG_MODULES, long


@pytest.mark.parametrize("path", [*MODULES, *TESTS, *SCRIPTS], ids=name)
def test_functions_are_short(path: Path) -> None:
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions(path)}
    assert {node: lines for node, lines in lengths.items() if lines > MOST_LINES_OF_A_FUNCTION} == {}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_functions_take_at_most_five_positional_arguments(path: Path) -> None:
    counts = {}
    for node in functions(path):
        if path.parent.name == "cli" and node.name in COMMANDS:
            continue  # the arguments of a command are its options, which are given by name
        positional = [*node.args.posonlyargs, *node.args.args]
        counts[node.name] = len([argument for argument in positional if argument.arg not in {"self", "cls"}])
    assert {node: count for node, count in counts.items() if count > MOST_POSITIONAL} == {}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_its_idea_in_one_line(path: Path) -> None:
    first = (ast.get_docstring(parsed(path)) or "").split("\n\n")[0]
    assert first.endswith((".", ":")), "the docstring begins with one sentence"
    assert "\n" not in first


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "__init__.py"], ids=name)
def test_a_module_lists_what_it_offers_in_order(path: Path) -> None:
    offered: list[str] = []
    defined: set[str] = set()
    for node in parsed(path).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            if node.targets[0].id == "__all__":
                offered = ast.literal_eval(node.value)
            defined.add(node.targets[0].id)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple):
            defined |= {target.id for target in node.targets[0].elts if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            defined.add(node.target.id)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            defined.add(node.name)
    assert offered, "__all__ is missing"
    assert offered == sorted(offered, key=lambda word: (not word.isupper(), not word[0].isupper(), word))
    assert set(offered) <= defined
    public = {
        node.name
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }
    assert public <= set(offered), "a public name is not offered; begin it with an underscore"


def test_no_folder_or_module_has_a_name_that_says_nothing() -> None:
    found = [name(path) for path in PACKAGE.rglob("*") if path.stem in EMPTY_NAMES]
    assert found == []


def test_declarations_hold_content_and_no_code() -> None:
    suffixes = {path.suffix for path in (PACKAGE / "declarations").rglob("*") if path.is_file()}
    assert suffixes == {".yml"}


def test_the_command_line_starts_without_engine_and_web_server() -> None:
    code = "import sys, accord.cli.app; print('\\n'.join(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"duckdb", "jinja2", "rich", "starlette", "uvicorn", "yaml"}
    assert heavy & set(done.stdout.split()) == set()


@pytest.mark.parametrize("path", sorted((PACKAGE / "domain").glob("*.py")), ids=name)
def test_the_domain_imports_only_the_standard_library_and_itself(path: Path) -> None:
    allowed = {*sys.stdlib_module_names}
    foreign = [
        module
        for module in imports(path)
        if module.split(".")[0] not in allowed and not re.match(r"accord\.(domain|errors)\b", module)
    ]
    assert foreign == []


def test_imports_keep_their_direction() -> None:
    program = shutil.which("lint-imports") or shutil.which(
        "lint-imports", path=str(Path(sys.executable).parent)
    )
    if program is None:
        pytest.skip("import-linter is not installed; `make check` installs it")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WRITTEN, ids=name)
def test_nothing_is_left_unfinished(path: Path) -> None:
    if path.suffix == ".pyc":
        pytest.skip("compiled")
    text = path.read_text(encoding="utf-8")
    assert [word for word in UNFINISHED if word in text] == []


def published() -> Iterator[Path]:
    """The files of the project that a clone holds, without what tools leave behind."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        is_left_behind = any(part.startswith(".") and part != ".ci" for part in parts[:-1])
        is_text = path.suffix in {".py", ".md", ".yml", ".toml", ".sql", ".html", ".css", ".cff", ".txt", ""}
        if path.is_file() and is_text and not is_left_behind and "__pycache__" not in parts:
            yield path


def test_no_file_names_a_path_of_one_machine() -> None:
    found = {
        name(path): match.group()
        for path in published()
        if (match := OTHER_MACHINES.search(path.read_text(encoding="utf-8")))
    }
    assert found == {}

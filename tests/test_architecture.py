"""The shape of the code: sizes, names, exports, direction of imports, nothing left unfinished."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import typer.main

from accord.cli.app import app

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "accord"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
SCRIPTS = sorted([*(ROOT / "docs").glob("*.py"), *(ROOT / "benchmarks").glob("*.py")])
COMMANDS = set(getattr(typer.main.get_command(app), "commands"))  # noqa: B009
MOST_LINES = 400
AIMED_LINES = 250
MOST_LONG_MODULES = 1
"""How many modules may lie between the aim and the limit; lower it when one is split."""
MOST_LINES_OF_A_FUNCTION = 60
MOST_POSITIONAL = 5
_HOLDERS = (ast.stmt, ast.ExceptHandler, ast.match_case)
EMPTY_NAMES = {"utils", "core", "common", "helpers", "manager", "data", "info"}
UNFINISHED = ("TO" + "DO", "FIX" + "ME", "Not" + "ImplementedError")
OTHER_MACHINES = re.compile(r"(?<![\w.:/<>~-])/(?:work|root|home|Users|mnt|opt|private)/")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@dataclass(frozen=True, kw_only=True)
class Function:
    """What the rules ask of a function."""

    name: str
    lines: int
    positional: int


@dataclass(frozen=True, kw_only=True)
class Module:
    """What the rules ask of a module; its tree is not kept, since a thousand of them are slow to hold."""

    lines: int
    first: str
    functions: tuple[Function, ...]
    listing: str


@cache
def read(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    return Module(
        lines=len(text.splitlines()),
        first=(ast.get_docstring(tree) or "").split("\n\n")[0],
        functions=tuple(functions(tree)),
        listing=what_is_wrong_with_the_list(tree),
    )


def functions(tree: ast.Module) -> Iterator[Function]:
    """Yield all functions; what is no statement holds none."""
    waiting: list[ast.AST] = [*tree.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            positional = [*node.args.posonlyargs, *node.args.args]
            yield Function(
                name=node.name,
                lines=(node.end_lineno or 0) - node.lineno + 1,
                positional=len([each for each in positional if each.arg not in {"self", "cls"}]),
            )
        waiting += [child for child in ast.iter_child_nodes(node) if isinstance(child, _HOLDERS)]


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_a_module_is_never_longer_than_400_lines() -> None:
    lines = {name(path): read(path).lines for path in [*MODULES, *TESTS, *SCRIPTS]}
    assert {path: count for path, count in lines.items() if count > MOST_LINES} == {}


def test_few_modules_are_longer_than_the_aim() -> None:
    lines = {name(path): read(path).lines for path in MODULES}
    long = {path: count for path, count in lines.items() if count > AIMED_LINES}
    assert len(long) <= MOST_LONG_MODULES, long


def test_functions_are_short() -> None:
    found = [(path, each) for path in [*MODULES, *TESTS, *SCRIPTS] for each in read(path).functions]
    assert len(found) > len(MODULES)
    assert [
        f"{name(path)}: {each.name} has {each.lines} lines"
        for path, each in found
        if each.lines > MOST_LINES_OF_A_FUNCTION
    ] == []


def test_functions_take_at_most_five_positional_arguments() -> None:
    assert [
        f"{name(path)}: {each.name} takes {each.positional}"
        for path in MODULES
        for each in read(path).functions
        # The arguments of a command are its options, which are given by name.
        if each.positional > MOST_POSITIONAL and (path.parent.name != "cli" or each.name not in COMMANDS)
    ] == []


def test_a_module_says_its_idea_in_one_line() -> None:
    firsts = {name(path): read(path).first for path in MODULES}
    unsaid = {path for path, first in firsts.items() if not first.endswith((".", ":")) or "\n" in first}
    assert unsaid == set(), "the docstring begins with one sentence in one line"


def what_is_wrong_with_the_list(tree: ast.Module) -> str:
    """Say why ``__all__`` is not the sorted list of the public names of a module; nothing if it is."""
    offered: list[str] = []
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    defined = {node.name for node in tree.body if isinstance(node, kinds)}
    public = {word for word in defined if not word.startswith("_")}
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        words = getattr(targets[0], "elts", targets[:1])
        defined |= {word.id for word in words if isinstance(word, ast.Name)}
        if isinstance(node, ast.Assign) and getattr(targets[0], "id", "") == "__all__":
            offered = ast.literal_eval(node.value)
    if not offered:
        return "__all__ is missing"
    if offered != sorted(offered, key=lambda word: (not word.isupper(), not word[0].isupper(), word)):
        return "__all__ is not sorted"
    unknown, hidden = sorted(set(offered) - defined), sorted(public - set(offered))
    if unknown:
        return f"__all__ offers what is not there: {unknown}"
    return f"a public name is not offered; begin it with an underscore: {hidden}" if hidden else ""


def test_a_module_lists_what_it_offers_in_order() -> None:
    listing = [path for path in MODULES if path.name != "__init__.py"]
    assert {name(path): read(path).listing for path in listing if read(path).listing} == {}


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


def test_the_domain_imports_only_the_standard_library_and_itself() -> None:
    foreign = {
        name(path): module
        for path in (PACKAGE / "domain").glob("*.py")
        for module in imports(path)
        if module.split(".")[0] not in sys.stdlib_module_names
        and not re.match(r"accord\.(domain|errors)\b", module)
    }
    assert foreign == {}


def test_imports_keep_their_direction() -> None:
    program = shutil.which("lint-imports") or shutil.which(
        "lint-imports", path=str(Path(sys.executable).parent)
    )
    if program is None:
        pytest.skip("import-linter is not installed; `make check` installs it")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_is_left_unfinished() -> None:
    found = {
        name(path): word
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
        for word in UNFINISHED
        if word in path.read_text(encoding="utf-8")
    }
    assert found == {}


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

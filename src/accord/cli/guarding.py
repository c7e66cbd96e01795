"""Commands that check: verify, doctor."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from accord import __version__
from accord.cli.output import JsonOption, SnapshotOption, print_json, print_line, print_table
from accord.errors import AccordError

__all__ = ["doctor", "verify"]


def verify(snapshot: SnapshotOption = None) -> None:
    """Hash every byte of a snapshot again. Exit code 4 if any differs."""
    from accord.store.finding import STORE, find_snapshot
    from accord.store.verifying import verify_snapshot

    folder = find_snapshot(snapshot or STORE)
    manifest = verify_snapshot(folder)
    files = len(manifest.inputs) + len(manifest.outputs)
    print_line(f"{manifest.snapshot_id}: {files} files, every byte is what the manifest says.")


def doctor(
    snapshot: SnapshotOption = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port that demo and serve would use.")] = 8018,
    json: JsonOption = False,
) -> None:
    """Check installation, content, store and port.

    Exit code 1 on a finding.
    """
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("python", _check_python),
        ("engine", _check_engine),
        ("bundled declaration", _check_content),
        ("store", lambda: _check_store(snapshot)),
        ("port", lambda: _check_port(port)),
    )
    findings = [(name, *_outcome(check)) for name, check in checks]
    if json:
        print_json([{"check": name, "ok": ok, "finding": text} for name, ok, text in findings])
    else:
        print_line(f"Accord {__version__}")
        print_table(
            ["check", "", "finding"], [[name, "ok" if ok else "look", text] for name, ok, text in findings]
        )
    if not all(ok for _name, ok, _text in findings):
        raise typer.Exit(1)


def _outcome(check: Callable[[], str]) -> tuple[bool, str]:
    try:
        return True, check()
    except (AccordError, OSError) as error:
        return False, str(error)


def _check_python() -> str:
    return f"{platform.python_version()} in {sys.prefix}"


def _check_engine() -> str:
    from accord.store.engine import ENGINE_VERSION

    return f"duckdb {ENGINE_VERSION}"


def _check_content() -> str:
    from accord.sources.declaration import BUNDLED, parse_declaration, read_files

    def names() -> Iterator[str]:
        for folder in sorted(path for path in BUNDLED.iterdir() if path.is_dir()):
            declaration = parse_declaration(read_files(folder))
            yield f"{folder.name} is valid ({len(declaration.commitments)} commitments)"

    return ", ".join(names())


def _check_store(folder: Path | None) -> str:
    from accord.store.finding import STORE, find_snapshot
    from accord.store.verifying import verify_snapshot

    manifest = verify_snapshot(find_snapshot(folder or STORE))
    return f"{manifest.snapshot_id} is whole"


def _check_port(port: int) -> str:
    from accord.publish.server import bind

    with bind(port):
        return f"127.0.0.1:{port} is free"

"""The site as static files: pages, data, charts; they work from any folder and without a server."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from accord.errors import OutsideError, Problem, UsageError
from accord.publish.library import Library
from accord.publish.page import to_csv, to_json
from accord.publish.pages.figures import report_text
from accord.publish.rendering import STATIC, Renderer
from accord.publish.site import Site
from accord.store.snapshot import Snapshot

__all__ = ["export_site"]

_MARK = "accord-export.txt"


def export_site(snapshot: Snapshot, folder: Path, *, base_url: str = "", shows_hits: bool = False) -> int:
    """Write every page of a snapshot, each also as JSON, CSV and SVG.

    Args:
        snapshot: The snapshot.
        folder: Folder to write: new, empty, or an export that is to be replaced.
        base_url: Address at which the files will stand; for share metadata and citations.
        shows_hits: Whether to write what sanctions lists say of single parties; else only counts are
            written, since hits are personal data.

    Returns:
        Number of files.

    Raises:
        UsageError: The folder holds things that no export wrote (ACC-209); nothing was touched.
        OutsideError: The disk refused (ACC-503).
    """
    target = folder.resolve()
    aside = target.with_name(f".{target.name}.exporting-{os.getpid()}")
    try:
        _refuse_foreign_files(target)
        count = _write(Library(snapshot, shows_hits=shows_hits), aside, base_url)
        _swap(aside, target)
        return count
    except OSError as error:
        shutil.rmtree(aside, ignore_errors=True)
        raise OutsideError(
            Problem(
                id="ACC-503",
                what="The site could not be written.",
                file=str(error.filename or folder),
                value=error.strerror or str(error),
                expected="a folder that can be written, with free space",
                fix="Free space, correct the permissions, or choose another folder.",
            )
        ) from error


def _refuse_foreign_files(target: Path) -> None:
    """Refuse a folder that holds anything that an export did not write."""
    if target.exists() and not target.is_dir():
        raise _refusal(target, "it is a file")
    if not target.is_dir() or not any(target.iterdir()):
        return
    mark = target / _MARK
    if not mark.is_file():
        raise _refusal(target, "it holds other files")
    own = set(mark.read_text(encoding="utf-8").splitlines()[1:])
    present = {path.relative_to(target).as_posix() for path in target.rglob("*") if not path.is_dir()}
    foreign = sorted(present - own - {_MARK})
    if foreign:
        raise _refusal(target, f"it also holds {', '.join(foreign[:3])}")


def _refusal(folder: Path, found: str) -> UsageError:
    return UsageError(
        Problem(
            id="ACC-209",
            what="The folder is in use; nothing was touched.",
            value=f"{folder}: {found}",
            expected="a new or empty folder, or an older export and nothing else",
            fix="Name another folder, or move the other files out of it.",
        )
    )


def _swap(aside: Path, target: Path) -> None:
    """Put a finished export in its place; until then readers see the older one, whole."""
    old = target.with_name(f".{target.name}.old-{os.getpid()}")
    if target.exists():
        target.replace(old)
    aside.replace(target)
    if old.exists():
        shutil.rmtree(old)


def _write(library: Library, folder: Path, base_url: str) -> int:
    snapshot = library.snapshot
    site = Site(library)
    renderer = Renderer(library, is_static=True, base_url=base_url)
    as_of = snapshot.manifest.as_of
    written: list[str] = []

    def put(name: str, text: str) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
        written.append(name)

    for path in site.paths():
        page = site.page(path)
        if page is None:
            continue
        name = path or "index"
        put(f"{name}.html", renderer.render(page))
        put(f"{name}.json", to_json(page, snapshot=snapshot.id, as_of=as_of, footnotes=library.footnotes))
        put(f"{name}.csv", to_csv(page))
        put(f"{name}.svg", page.chart)
        if page.figure:
            put(f"{name}.report.txt", report_text(library, page.figure))
    for file in sorted(STATIC.iterdir()):
        put(f"static/{file.name}", file.read_text(encoding="utf-8"))
    head = f"Static export of Accord, snapshot {snapshot.id}; the next export replaces these files:"
    put(_MARK, "\n".join([head, *written]) + "\n")
    return len(written)

"""The site as static files: pages, data, charts; they work from any folder and without a server."""

from __future__ import annotations

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


def export_site(snapshot: Snapshot, folder: Path, *, base_url: str = "") -> int:
    """Write every page of a snapshot, each also as JSON, CSV and SVG.

    Args:
        snapshot: The snapshot.
        folder: Folder to write: new, empty, or an export that is to be replaced.
        base_url: Address at which the files will stand; for share metadata and citations.

    Returns:
        Number of files.

    Raises:
        UsageError: The folder holds other things (ACC-209); nothing was touched.
        OutsideError: The disk refused (ACC-503).
    """
    try:
        _prepare(folder)
        return _write(snapshot, folder, base_url)
    except OSError as error:
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


def _prepare(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise _refusal(folder, "a file")
    if folder.is_dir() and any(folder.iterdir()):
        if not (folder / _MARK).is_file():
            raise _refusal(folder, "other files")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)


def _refusal(folder: Path, found: str) -> UsageError:
    return UsageError(
        Problem(
            id="ACC-209",
            what="The folder is in use; nothing was touched.",
            value=f"{folder} holds {found}",
            expected="a new or empty folder, or an older export",
            fix="Name another folder.",
        )
    )


def _write(snapshot: Snapshot, folder: Path, base_url: str) -> int:
    library = Library(snapshot)
    site = Site(library)
    renderer = Renderer(library, is_static=True, base_url=base_url)
    as_of = snapshot.manifest.as_of
    _put(
        folder / _MARK,
        f"Static export of Accord, snapshot {snapshot.id}. The next export replaces this folder.\n",
    )
    count = 1
    made: set[Path] = set()
    for path in site.paths():
        page = site.page(path)
        if page is None:
            continue
        target = folder / (path or "index")
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        name = f"{target}"
        data = to_json(page, snapshot=snapshot.id, as_of=as_of, footnotes=library.footnotes)
        _put(Path(f"{name}.html"), renderer.render(page))
        _put(Path(f"{name}.json"), data)
        _put(Path(f"{name}.csv"), to_csv(page))
        _put(Path(f"{name}.svg"), page.chart)
        count += 4
        if page.figure:
            _put(Path(f"{name}.report.txt"), report_text(library, page.figure))
            count += 1
    (folder / "static").mkdir()
    for file in sorted(STATIC.iterdir()):
        shutil.copyfile(file, folder / "static" / file.name)
        count += 1
    return count


def _put(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)

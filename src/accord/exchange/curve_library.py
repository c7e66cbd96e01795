"""Loading of the library that does the arithmetic of the curve."""

from __future__ import annotations

import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from types import ModuleType

from accord.errors import Problem, UsageError

__all__ = ["load_curve_library"]


def load_curve_library() -> ModuleType:
    """Return the library, without leaving behind the file that it is loaded from.

    ``rbcl`` carries libsodium inside a Python module. When it is first imported it writes the library to the
    folder of temporary files, loads it from there, and leaves it: 2.8 MB for every process. So the folder is
    one of our own for that moment, which only this user may read, and is removed when the library is loaded.
    Nothing is loaded from the system, and nothing is fetched.

    Returns:
        The module ``rbcl``.

    Raises:
        UsageError: The extra is not installed (ACC-275), or the folder of temporary files has no room or lies
            on a file system from which nothing may be loaded, as hardened servers have it (ACC-276).
    """
    if "rbcl" in sys.modules:
        import rbcl
    else:
        kept = tempfile.tempdir
        try:
            tempfile.tempdir = tempfile.mkdtemp(prefix="accord-curve-")
            import rbcl
        except ImportError as error:
            raise _not_installed(error) from error
        except OSError as error:
            raise _not_loaded(error) from error
        finally:
            folder, tempfile.tempdir = tempfile.tempdir, kept
            if folder is not None and folder != kept:
                _remove(Path(folder))
    module: ModuleType = rbcl
    return module


def _remove(folder: Path) -> None:
    """Remove the libraries and the folder; a file that another thread put there stays, and so does it."""
    with suppress(OSError):
        for file in folder.glob("*.so"):
            file.unlink()
        folder.rmdir()


def _not_installed(error: ImportError) -> UsageError:
    return UsageError(
        Problem(
            id="ACC-275",
            what="The exchange needs libraries that are not installed.",
            value=str(error),
            expected="Accord with its extra named exchange",
            fix="Run `uv sync --extra exchange` or `pip install 'accord[exchange]'`.",
        )
    )


def _not_loaded(error: OSError) -> UsageError:
    return UsageError(
        Problem(
            id="ACC-276",
            what="The library of the curve cannot be loaded from the folder of temporary files.",
            value=str(error),
            expected="a folder of temporary files with 3 MB free, on a file system not mounted noexec",
            fix="Set the environment variable TMPDIR to such a folder that only this user may write to,"
            " for example one inside the folder of the node.",
        )
    )

"""The library of the curve is loaded without leaving anything, or says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from accord.errors import UsageError
from accord.exchange.curve_library import load_curve_library


def test_loading_leaves_no_file_behind(tmp_path: Path) -> None:
    code = "import tempfile; kept = tempfile.gettempdir(); import accord.exchange.curve as curve; "
    code += "assert tempfile.gettempdir() == kept; print(curve.multiply_base(bytes([1] + 31 * [0])).hex())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    # The generator, RFC 9496, appendix A.1.
    assert done.stdout.strip() == "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76"
    assert list(tmp_path.iterdir()) == []


def test_a_loaded_library_is_not_loaded_again() -> None:
    assert load_curve_library() is sys.modules["rbcl"]


def test_without_the_extra_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "rbcl"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(UsageError, match="ACC-275") as caught:
        load_curve_library()
    assert "accord[exchange]" in caught.value.problems[0].fix


def test_a_folder_from_which_nothing_may_be_loaded_is_said_and_cleaned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What dlopen says on a file system mounted noexec, seen on Linux.
    library = tmp_path / "library"
    library.mkdir()
    (library / "rbcl.py").write_text(
        "import tempfile\n"
        "tempfile.NamedTemporaryFile(suffix='.so', delete=False).close()\n"
        "raise OSError('failed to map segment from shared object')\n"
    )
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in [name for name in sys.modules if name.split(".")[0] == "rbcl"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(str(library))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    with pytest.raises(UsageError, match="ACC-276") as caught:
        load_curve_library()
    assert "failed to map segment" in caught.value.problems[0].value
    assert "TMPDIR" in caught.value.problems[0].fix
    assert list(temporary.iterdir()) == []


def test_the_command_line_starts_without_the_libraries_of_the_exchange() -> None:
    code = "import sys, accord.cli.app; print('\\n'.join(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"rbcl", "cryptography", "numpy"} & set(done.stdout.split()) == set()

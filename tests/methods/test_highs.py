"""The solver is loaded when it is needed, and prints nothing."""

from __future__ import annotations

import ctypes
import sys

import pytest

from accord.errors import UsageError
from accord.methods.highs import silent_milp, silent_output


def test_compiled_code_prints_nothing_and_python_goes_on(capfd: pytest.CaptureFixture[str]) -> None:
    library = ctypes.CDLL(None)
    sys.stdout.write("before\n")
    with silent_output():
        library.puts(b"noise of a solver")
    sys.stdout.write("after\n")
    sys.stdout.flush()
    library.fflush(None)
    assert capfd.readouterr().out == "before\nafter\n"


def test_the_largest_value_is_found_where_the_library_is() -> None:
    # Of x at most 3 and whole, the largest is 3.
    pytest.importorskip("scipy")
    assert silent_milp()([-1.0], integrality=[1], bounds=(0, 3)).x.tolist() == [3]


def test_without_the_library_it_says_what_to_install_and_what_else_can_be_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    with pytest.raises(UsageError) as caught:
        silent_milp(", or do without")
    (problem,) = caught.value.problems
    assert problem.id == "ACC-296"
    assert problem.fix.endswith("pip install 'accord[connectivity]', or do without")

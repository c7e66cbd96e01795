"""The solver HiGHS as it comes with SciPy: loaded when it is needed, and kept from printing.

HiGHS, as it comes with SciPy 1.17, prints a line of its own in rare cases whatever it is told
(jump-dev/HiGHS.jl issue 312). In the middle of JSON that line would break whatever reads it.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

from accord.errors import Problem, UsageError

__all__ = ["silent_milp", "silent_output"]

_OUTPUT = 1


def silent_milp(otherwise: str = "") -> Callable[..., Any]:
    """Return ``scipy.optimize.milp``, which prints nothing.

    Args:
        otherwise: What can be done without it, for those who do not have SciPy.

    Raises:
        UsageError: SciPy is not installed (ACC-296).
    """
    try:
        from scipy.optimize import milp
    except ImportError as error:
        raise UsageError(
            Problem(
                id="ACC-296",
                what="This needs SciPy, which brings the solver HiGHS.",
                value=str(error),
                expected="Accord with its extra `connectivity`",
                fix=f"Install it: pip install 'accord[connectivity]'{otherwise}",
            )
        ) from error

    def solved(*given: Any, **named: Any) -> Any:
        with silent_output():
            return milp(*given, **named)

    return solved


@contextlib.contextmanager
def silent_output() -> Iterator[None]:
    """Throw away what is written to standard output by compiled code until the end of the block.

    What Python holds back is written out before. Nothing is silenced where standard output is closed.
    """
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
    try:
        kept = os.dup(_OUTPUT)
    except OSError:
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    _write_out()
    os.dup2(nowhere, _OUTPUT)
    os.close(nowhere)
    try:
        yield
    finally:
        _write_out()
        os.dup2(kept, _OUTPUT)
        os.close(kept)


def _write_out() -> None:
    """Write out what compiled code holds back; without a library of C that can be asked, do nothing."""
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).fflush(None)

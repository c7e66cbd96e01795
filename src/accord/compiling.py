"""Compilation of the loops that look at every byte."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

__all__ = ["compiled", "inlined"]

_OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "_nrt": False}
Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compile a function over NumPy arrays to machine code on its first call.

    The result is kept beside the module (or, where that folder cannot be written, in the user's
    cache), so that only the first run of an installation waits. The compiled code lets other
    threads run and makes no arrays of its own, so that none has to be counted
    (``_nrt=False``; counting makes it ten times slower). See docs/decisions/0010-iati-reader.md.
    """
    return cast(Function, numba.njit(**_OPTIONS)(function))


def inlined(function: Function) -> Function:
    """Compile a function into each compiled function that calls it: a call with arrays is slow."""
    return cast(Function, numba.njit(**_OPTIONS, inline="always")(function))

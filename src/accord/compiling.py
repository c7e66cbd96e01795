"""Compilation of the loops that look at every byte."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import cache
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

    Numba keeps the result as long as the file of the function is the same. Ours holds the code and the
    tables of neighbouring files too, so it is kept only as long as these are.
    """
    dispatcher = numba.njit(**_OPTIONS)(function)
    kept = getattr(getattr(dispatcher, "_cache", None), "_cache_file", None)
    if kept is not None:
        kept._source_stamp = _stamp(os.path.dirname(function.__code__.co_filename))
    return cast(Function, dispatcher)


@cache
def _stamp(package: str) -> str:
    """Return a text that changes when a module does of which compiled code may hold something."""
    here = os.path.dirname(__file__)
    known = []
    for folder in (package, os.path.join(here, "cleaning"), here):
        with os.scandir(folder) as entries:
            files = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py")]
        known += sorted((name, file.st_size, file.st_mtime_ns) for name, file in files)
    return hashlib.sha256(repr(known).encode()).hexdigest()


def inlined(function: Function) -> Function:
    """Compile a function into each compiled function that calls it: a call with arrays is slow."""
    return cast(Function, numba.njit(**_OPTIONS, inline="always")(function))

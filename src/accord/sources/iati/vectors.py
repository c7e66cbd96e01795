"""Looks at 32 bytes of a buffer at once, in the vector registers of whatever processor there is.

Each function here is an instruction or two of LLVM, to which Numba hands compiled loops. None checks
bounds: a buffer ends with at least ``PADDING`` bytes that may be read (or written).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.extending import intrinsic

__all__ = [
    "LANES",
    "copy_lanes",
    "eight_bytes",
    "first_difference",
    "first_in_text",
    "first_in_value",
    "first_mark",
    "first_no_name",
    "first_no_space",
    "first_open",
]

LANES = 32
"""Bytes that are looked at together; what a ``first`` function returns if there is none such."""
_Buffer = npt.NDArray[np.uint8]
_Look = Callable[[_Buffer, int], int]
_Pair = Callable[[_Buffer, int, _Buffer, int], int]
_Range = tuple[int, int]
_VECTOR = ir.VectorType(ir.IntType(8), LANES)
_MASK = ir.IntType(LANES)


def _span(code: str, to: str = "") -> _Range:
    return ord(code), ord(to or code)


_CONTROLS: tuple[_Range, ...] = ((0x00, 0x08), (0x0B, 0x1F))
_BLANK: tuple[_Range, ...] = (_span("\t", "\n"), _span("\r"), _span(" "))
_LETTERS: tuple[_Range, ...] = (_span("a", "z"), _span("A", "Z"))
_IN_NAME: tuple[_Range, ...] = (*_LETTERS, _span("0", ":"), _span("-", "."), _span("_"))
_IN_TEXT: tuple[_Range, ...] = (*_CONTROLS, _span("<"), _span("&"), _span("]"), (0xEF, 0xEF))
_IN_VALUE: tuple[_Range, ...] = ((0x00, 0x1F), _span('"'), _span("&", "'"), _span("<"), (0xEF, 0xEF))


def _lanes(context: Any, builder: Any, kind: Any, array: Any, at: Any) -> Any:
    """Return a pointer to the lanes of an array from a place on."""
    data = context.make_array(kind)(context, builder, array).data
    return builder.bitcast(builder.gep(data, [at]), _VECTOR.as_pointer())


def _all(code: int) -> Any:
    return ir.Constant(_VECTOR, [code] * LANES)


def _among(builder: Any, lanes: Any, ranges: tuple[_Range, ...]) -> Any:
    """Return for each lane whether it lies in one of some ranges."""
    found = None
    for first, last in ranges:
        if first == last:
            here = builder.icmp_unsigned("==", lanes, _all(first))
        else:
            here = builder.icmp_unsigned("<=", builder.sub(lanes, _all(first)), _all(last - first))
        found = here if found is None else builder.or_(found, here)
    return found


def _first(builder: Any, found: Any) -> Any:
    """Return the number of the first lane for which something holds."""
    mask = builder.bitcast(found, _MASK)
    return builder.zext(builder.cttz(mask, ir.Constant(ir.IntType(1), 0)), ir.IntType(64))


def _finder(ranges: tuple[_Range, ...], *, is_outside: bool = False) -> _Look:
    """Return a compiled function that finds the first lane that lies in (or outside) some ranges."""

    def look(_typing: Any, buffer: Any, _at: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            lanes = builder.load(_lanes(context, builder, signature.args[0], *arguments), align=1)
            found = _among(builder, lanes, ranges)
            return _first(builder, builder.not_(found) if is_outside else found)

        return types.int64(buffer, types.int64), generate

    return cast(_Look, intrinsic(look))


def _mark(_typing: Any, buffer: Any, _at: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        array, at = arguments
        lanes = [
            builder.load(
                _lanes(context, builder, signature.args[0], array, builder.add(at, at.type(offset))), align=1
            )
            for offset in range(3)
        ]
        opens = _among(builder, lanes[0], (_span("<"),))
        begins = _among(builder, lanes[1], (_span("!"), _span("?"), _span("i")))
        slash, ends = _among(builder, lanes[1], (_span("/"),)), _among(builder, lanes[2], (_span("i"),))
        return _first(builder, builder.and_(opens, builder.or_(begins, builder.and_(slash, ends))))

    return types.int64(buffer, types.int64), generate


def _difference(_typing: Any, one: Any, _at: Any, other: Any, _there: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kinds, places = signature.args[::2], (arguments[:2], arguments[2:])
        here, there = (
            builder.load(_lanes(context, builder, kind, *place), align=1)
            for kind, place in zip(kinds, places, strict=True)
        )
        return _first(builder, builder.icmp_unsigned("!=", here, there))

    return types.int64(one, types.int64, other, types.int64), generate


def _copy(_typing: Any, source: Any, _at: Any, target: Any, _there: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kinds, places = signature.args[::2], (arguments[:2], arguments[2:])
        taken, put = (
            _lanes(context, builder, kind, *place) for kind, place in zip(kinds, places, strict=True)
        )
        builder.store(builder.load(taken, align=1), put, align=1)
        return ir.Constant(ir.IntType(64), LANES)

    return types.int64(source, types.int64, target, types.int64), generate


def _eight(_typing: Any, buffer: Any, _at: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        lanes = _lanes(context, builder, signature.args[0], *arguments)
        return builder.load(builder.bitcast(lanes, ir.IntType(64).as_pointer()), align=1)

    return types.uint64(buffer, types.int64), generate


first_in_text = _finder(_IN_TEXT)
"""Find a byte that is more than text: a ``<``, what may be malformed, what has to be decoded."""
first_in_value = _finder(_IN_VALUE)
"""Find a byte that is more than part of an attribute's value, either quotation mark with them."""
first_no_name = _finder(_IN_NAME, is_outside=True)
"""Find a byte that is no part of a name."""
first_no_space = _finder(_BLANK, is_outside=True)
"""Find a byte that is no white space."""
first_open = _finder((_span("<"),))
"""Find a ``<``."""
first_mark: _Look = cast(_Look, intrinsic(_mark))
"""Find a ``<`` followed by ``!``, ``?``, ``i`` or ``/i``; reads two bytes more."""
first_difference: _Pair = cast(_Pair, intrinsic(_difference))
"""Find where the bytes at a place of one buffer and those at a place of another differ."""
copy_lanes: _Pair = cast(_Pair, intrinsic(_copy))
"""Copy bytes from a place of one buffer to a place of another; return how many."""
eight_bytes = cast(Callable[[_Buffer, int], np.uint64], intrinsic(_eight))
"""Return eight bytes as a number, the first one lowest on every processor that Numba supports."""

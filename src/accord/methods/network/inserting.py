"""Compiled loops that put one arc into the times of a large network, and say what that is worth."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from accord.compiling import compiled, inlined

__all__ = ["Change", "lower_block", "shorter_ends"]

Matrix = NDArray[np.float64]
Positions = NDArray[np.int64]


class Change(NamedTuple):
    """An arc that is put in, and what receives the consequences.

    Attributes:
        begin: Row and column of the vertex where it begins.
        end: Row and column of the vertex where it ends.
        cost: Its minutes by draw.
        rows: Rows from which some journey gets shorter.
        columns: Columns to which some journey gets shorter.
        before: Receives the times of these rows and columns before, by draw.
        gained: Receives by draw what journeys are worth more.
        opened: Receives by draw how many journeys that count became possible.
    """

    begin: int
    end: int
    cost: Matrix
    rows: Positions
    columns: Positions
    before: Matrix
    gained: Matrix
    opened: Positions


@compiled
def shorter_ends(times: Matrix, ends: tuple[int, int], cost: Matrix, near: Positions) -> tuple[int, int]:
    """Find the rows from which, and the columns to which, a journey gets shorter; return how many there are.

    Args:
        times: Minutes by row, column and draw.
        ends: Row and column of the vertices where the arc begins and ends.
        cost: Its minutes by draw.
        near: Receives the rows, then the columns.
    """
    begin, end = ends
    rows, columns = 0, 0
    for at in range(len(times)):
        for draw in range(len(cost)):
            if times[at, begin, draw] + cost[draw] < times[at, end, draw]:
                near[0, rows] = at
                rows += 1
                break
        for draw in range(len(cost)):
            if cost[draw] + times[end, at, draw] < times[begin, at, draw]:
                near[1, columns] = at
                columns += 1
                break
    return rows, columns


@inlined
def _gain(before: float, after: float, half_minutes: float) -> float:
    if half_minutes > 0.0:
        return float(np.exp2(after / -half_minutes) - np.exp2(before / -half_minutes))
    return before - after if before < np.inf else -after


@compiled
def lower_block(times: Matrix, weights: Matrix, half_minutes: float, change: Change) -> None:
    """Lower the times of the rows and columns that get shorter.

    Args:
        times: Minutes by row, column and draw.
        weights: Weight by row and column.
        half_minutes: Minutes after which a journey is worth half; zero where each minute costs the same.
        change: The arc, and what receives the times before, the gain, and the journeys that became possible.
    """
    for row in range(len(change.rows)):
        here = change.rows[row]
        for column in range(len(change.columns)):
            there = change.columns[column]
            weight = weights[here, there]
            for draw in range(len(change.cost)):
                before = times[here, there, draw]
                after = times[here, change.begin, draw] + change.cost[draw] + times[change.end, there, draw]
                change.before[row, column, draw] = before
                if after < before:
                    times[here, there, draw] = after
                    if weight > 0.0:
                        change.gained[draw] += weight * _gain(before, after, half_minutes)
                        change.opened[draw] += before == np.inf

"""Puts the columns and rows of a portfolio together into one programme."""

from __future__ import annotations

import numpy as np

from accord.methods.portfolio.joint_rows import set_columns
from accord.methods.portfolio.preparing import Prepared
from accord.methods.portfolio.programme import Programme, columns_of, linking_rows, scaled_money
from accord.methods.portfolio.rule_rows import rule_rows
from accord.methods.portfolio.structure_rows import structure_rows

__all__ = ["programme_of"]


def programme_of(prepared: Prepared) -> Programme:
    """Return the programme of a portfolio; the same for any order of its candidates and rules.

    Args:
        prepared: The portfolio.

    Raises:
        UsageError: There are too many sets of candidates with joint benefits (ACC-840).
    """
    money_scale = scaled_money(prepared)
    columns = columns_of(prepared, money_scale)
    slots = columns.slots
    sets = set_columns(prepared, slots, len(columns.upper))
    gains = np.zeros(len(columns.upper) + len(sets.gains))
    for slot in slots:
        item = prepared.items[slot.item]
        gains[slot.column] = item.benefit * prepared.worth(slot.start)
    gains[len(columns.upper) :] = sets.gains
    is_whole = np.zeros(len(gains), dtype=np.int8)
    is_whole[: len(columns.upper)] = columns.is_whole
    upper = np.ones(len(gains))
    upper[: len(columns.upper)] = columns.upper
    largest = float(np.abs(gains * (upper > 0)).max(initial=0.0))
    benefit_scale = float(10.0 ** (np.ceil(np.log10(largest)) - 3)) if largest > 0 else 1.0
    rows = (
        *linking_rows(prepared.items, slots),
        *rule_rows(prepared, slots, money_scale),
        *structure_rows(prepared, slots),
        *sets.rows,
    )
    return Programme(
        prepared=prepared,
        gains=gains / benefit_scale,
        upper=upper,
        is_whole=is_whole,
        rows=rows,
        slots=slots,
        money_scale=money_scale,
        benefit_scale=benefit_scale,
    )

"""Property tests: the same examples on every machine, or random ones and many more of them.

In the suite a commit that passed once passes again: its examples follow from the text of the tests alone.
What they miss is looked for by ``make explore``, apart from the suite.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

__all__ = ["explore_further", "forget_local_constants"]

_SETTINGS = "_hypothesis_internal_use_settings"


def explore_further(items: Iterable[pytest.Item]) -> None:
    """Let each property test try more examples: 20 times as many, or as often as ``EXPLORE_TIMES`` says."""
    times = int(os.environ.get("EXPLORE_TIMES", "20"))
    explored = set()
    for item in items:
        test = getattr(item, "function", None)
        is_machine = not hasattr(test, _SETTINGS)
        holder, name = (getattr(item, "cls", None), "settings") if is_machine else (test, _SETTINGS)
        if getattr(test, "is_hypothesis_test", False) and holder not in explored:
            explored.add(holder)  # a function with several parameters is several items
            given = getattr(holder, name)
            setattr(holder, name, settings(given, max_examples=given.max_examples * times))


def forget_local_constants() -> None:
    """Draw no example from the constants of the modules that happen to be loaded.

    Hypothesis mixes them in, so that an example would depend on which tests a worker ran before.
    """
    none = type(providers.GLOBAL_CONSTANTS)()
    providers._get_local_constants = lambda: none

"""The tree of a composite: which indicators and groups make up which group, from below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accord.domain.composite import Group, Indicator

__all__ = ["Tree", "TreeFault", "tree_faults", "tree_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeFault:
    """One thing that keeps indicators and groups from being a tree.

    Attributes:
        code: Code of the indicator or group; empty for the whole.
        what: What is wrong, one sentence.
        value: The value that is wrong.
        expected: What would be right.
        fix: What to do.
    """

    code: str
    what: str
    value: str
    expected: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Indicators and groups; a node is an indicator, or after them a group, by number.

    Attributes:
        indicators: The leaves.
        groups: The groups, each behind all of its members; the last is the composite.
        members: For each group the numbers of its members.
        levels: For each group its level: 2 above indicators only, one more above the highest member.
    """

    indicators: tuple[Indicator, ...]
    groups: tuple[Group, ...]
    members: tuple[tuple[int, ...], ...]
    levels: tuple[int, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of all nodes in the order of their numbers."""
        return (*(leaf.code for leaf in self.indicators), *(group.code for group in self.groups))

    @property
    def weights(self) -> tuple[float, ...]:
        """Weights of all nodes in the order of their numbers."""
        nodes: tuple[Indicator | Group, ...] = (*self.indicators, *self.groups)
        return tuple(float(node.weight) for node in nodes)

    def leaves(self, group: int) -> tuple[int, ...]:
        """Return the numbers of the indicators below a group, which is given by its place in ``groups``."""
        count = len(self.indicators)
        found: list[int] = []
        for member in self.members[group]:
            found += [member] if member < count else self.leaves(member - count)
        return tuple(found)


def tree_of(indicators: Sequence[Indicator], groups: Sequence[Group]) -> Tree:
    """Build the tree.

    Args:
        indicators: Leaves.
        groups: Groups in any order; ``tree_faults`` found nothing.
    """
    nodes: list[Indicator | Group] = [*indicators, *groups]
    parents = {node.code: node.parent for node in nodes}
    level = dict.fromkeys(parents, 1)
    for leaf in indicators:
        code, height = leaf.code, 1
        while parents[code]:
            code, height = parents[code], height + 1
            level[code] = max(level[code], height)
    ordered = sorted(groups, key=lambda group: level[group.code])
    codes = [*(leaf.code for leaf in indicators), *(group.code for group in ordered)]
    return Tree(
        indicators=tuple(indicators),
        groups=tuple(ordered),
        members=tuple(
            tuple(number for number, code in enumerate(codes) if parents[code] == group.code)
            for group in ordered
        ),
        levels=tuple(level[group.code] for group in ordered),
    )


def tree_faults(indicators: Sequence[Indicator], groups: Sequence[Group]) -> list[TreeFault]:
    """Return what keeps indicators and groups from being one tree; nothing if all is well."""
    nodes: list[Indicator | Group] = [*indicators, *groups]
    codes = [node.code for node in nodes]
    names = {group.code for group in groups}
    faults = [
        _fault(code, "The code stands twice.", code, "each code once", "Rename one, or remove it.")
        for code in sorted({code for code in codes if codes.count(code) > 1})
    ]
    tops = [group.code for group in groups if not group.parent]
    if len(tops) != 1:
        what = "A composite has exactly one group without a parent."
        faults.append(
            _fault("", what, ", ".join(tops) or "none", "one top", "Give each other group a parent.")
        )
    for node in nodes:
        if node.parent not in names and (node.parent or isinstance(node, Indicator)):
            what = "The parent is no group."
            groups_text = f"one of the groups {', '.join(sorted(names))}"
            faults.append(_fault(node.code, what, node.parent, groups_text, "Correct the parent."))
        if node.weight < 0:
            what = "A weight is below zero."
            faults.append(
                _fault(node.code, what, str(node.weight), "zero or more", "Turn the direction instead.")
            )
    for group in groups:
        members = [node for node in nodes if node.parent == group.code]
        if not any(member.weight > 0 for member in members):
            what = "A group has no member with a weight."
            faults.append(_fault(group.code, what, "", "at least one member", "Add members, or remove it."))
    return faults or _cycles(groups)


def _cycles(groups: Sequence[Group]) -> list[TreeFault]:
    parents = {group.code: group.parent for group in groups}
    for group in groups:
        seen, code = {group.code}, group.code
        while code := parents[code]:
            if code in seen:
                what = "A group is part of itself."
                return [_fault(group.code, what, code, "a tree", "Correct one of the parents.")]
            seen.add(code)
    return []


def _fault(code: str, what: str, value: str, expected: str, fix: str) -> TreeFault:
    return TreeFault(code=code, what=what, value=value, expected=expected, fix=fix)

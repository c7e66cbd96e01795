"""What `accord money --quality` says: what the files of each publisher lack for following the money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.cli.output import print_json, print_line, say

if TYPE_CHECKING:
    from pathlib import Path

    from accord.store.money_quality import Lack

__all__ = ["print_quality"]


def print_quality(folder: Path, *, publisher: str, json: bool) -> None:
    """Print the findings of all checks by publisher and file.

    The text lists what is missing; the JSON also what was looked at and found complete.

    Args:
        folder: Folder of the snapshot.
        publisher: Only this publisher; empty for all.
        json: True for JSON.

    Raises:
        UsageError: No transactions were taken in (ACC-214).
    """
    from accord.store.money_quality import lacks

    found = lacks(folder, publisher=publisher)
    if json:
        print_json([_to_json(lack) for lack in found])
        return
    groups: dict[tuple[str, str], dict[str, Lack]] = {}
    for lack in found:
        groups.setdefault((lack.publisher, lack.file), {})[lack.check] = lack
    for group in groups.values():
        _print_group(group)
    missing = [lack for lack in found if lack.affected]
    say(
        f"Publishers and files: {len(groups):,}. Checks made: {len(found):,}; something is missing in"
        f" {len(missing):,} of them."
    )


def _print_group(group: dict[str, Lack]) -> None:
    from accord.methods.money.quality import CHECKS

    first = next(iter(group.values()))
    print_line(f"{first.publisher}  {first.publisher_name}, {first.file}")
    shown = [(check, group[check.id]) for check in CHECKS if check.id in group and group[check.id].affected]
    for check, lack in shown:
        print_line(f"  {check.title}: {lack.affected:,} of {lack.examined:,}")
        print_line(f"    {check.prevents}. For example: {lack.example or 'none named'}")
    whole = sum(1 for lack in group.values() if lack.examined and not lack.affected)
    idle = len(CHECKS) - whole - len(shown)
    print_line(f"  Nothing missing: {whole} other checks. Nothing to look at: {idle}.\n")


def _to_json(lack: Lack) -> dict[str, object]:
    from accord.methods.money.quality import CHECKS

    check = next(check for check in CHECKS if check.id == lack.check)
    return {
        "publisher": lack.publisher,
        "publisher_name": lack.publisher_name,
        "file": lack.file,
        "check": lack.check,
        "missing": check.title,
        "prevents": check.prevents,
        "affected": lack.affected,
        "of": check.of,
        "examined": lack.examined,
        "example": lack.example or None,
    }

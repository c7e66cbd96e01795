"""Facts about IATI that no file states: publishers that were renamed or retell others, regions."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import yaml

__all__ = ["publisher_relations", "region_rows"]

_FOLDER = Path(__file__).parent


def publisher_relations() -> dict[str, list[tuple[str, ...]]]:
    """Return the rows of ``aliases`` (publisher, same_as) and ``secondary_publishers`` (publisher).

    The rules of ``accord.methods.money`` read them; ``publishers.yml`` gives the source of each.
    """
    content = yaml.safe_load((_FOLDER / "publishers.yml").read_text(encoding="utf-8"))
    return {
        "aliases": [(entry["publisher"], entry["same_as"]) for entry in content["aliases"]],
        "secondary_publishers": [(entry["publisher"],) for entry in content["secondary"]],
    }


def region_rows(countries: Collection[str]) -> list[tuple[str, ...]]:
    """Return the rows of ``regions`` (code, name): the regions that hold at least one of the countries.

    Args:
        countries: Codes of the list Country, those of the partners.
    """
    content = yaml.safe_load((_FOLDER / "regions.yml").read_text(encoding="utf-8"))
    return [
        (region["code"], region["name"])
        for region in content["regions"]
        if not region["countries"] or not set(countries).isdisjoint(region["countries"])
    ]

"""The queries of ``benchmarks.screening``, and what a matcher did with them."""

from __future__ import annotations

import csv
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from accord.domain.listing import ListedName, Listing, ListingKind

_PERSONS, _SINGLES, _SEED = 10_000, 50, 5
_INNOCENT_FIRMS = 4000
_NAMES = (
    ("participating_orgs.parquet", "name"),
    ("transactions.parquet", "receiver_name"),
    ("transactions.parquet", "provider_name"),
)


@dataclass(frozen=True, slots=True)
class Task:
    """What every matcher is given.

    Attributes:
        index: Path of the listings.
        queries: Queries with set, script, schema and target.
        persons: Names of persons for the throughput.
        peer_persons: How many of them the slower peers get.
        singles: Names for cold single queries.
        pairs: Schema and two names, for matchers of pairs.
        answers: Whether the two names of each pair mean the same.
    """

    index: str
    queries: list[dict[str, str | None]]
    persons: list[str]
    peer_persons: int
    singles: list[str]
    pairs: list[tuple[str, str, str]]
    answers: list[bool]


@dataclass(frozen=True, slots=True)
class Run:
    """What one matcher did: speeds, and for each query the best score and the score of its target."""

    build_seconds: float
    mixed_per_second: float
    persons_per_second: float
    single_ms: float
    peak_mb: float
    results: list[tuple[float, float]]
    pairs: list[float]


def make_task(folder: Path, tables: Path | None, share: float) -> Task:
    """Return the queries of an evaluation folder.

    Args:
        folder: The evaluation folder.
        tables: Parquet tables of IATI activities, for innocent organisations; None for none.
        share: Share of the queries of each set and script, 0 to 1.
    """
    chosen = random.Random(_SEED)
    with gzip.open(folder / "queries_dev.json.gz", "rt", encoding="utf-8") as text:
        queries = json.load(text)
    if tables:
        firm = {"set": "innocent firms", "script": "", "schema": "Organization", "target": None}
        queries += [{**firm, "q": name} for name in _firms(tables, chosen)]
    groups = defaultdict(list)
    for query in queries:
        groups[query["set"], query["script"]].append(query)
    queries = [
        query for group in groups.values() for query in chosen.sample(group, round(len(group) * share))
    ]
    with gzip.open(folder / "negatives_global.csv.gz", "rt", encoding="utf-8") as text:
        persons = [row["full_name"] for row in csv.DictReader(text)]
    with (folder / "name_bench" / "cases.csv").open(encoding="utf-8") as text:
        cases = list(csv.DictReader(text))
    return Task(
        index=str(folder / "index.jsonl.gz"),
        queries=queries,
        persons=persons[:_PERSONS],
        peer_persons=round(_PERSONS * share),
        singles=persons[_PERSONS : _PERSONS + _SINGLES],
        pairs=[(case["schema"], case["name1"], case["name2"]) for case in cases],
        answers=[case["is_match"] == "true" for case in cases],
    )


def _firms(folder: Path, chosen: random.Random) -> list[str]:
    import pyarrow.parquet as parquet

    names: set[str] = set()
    for table, column in _NAMES:
        cells = parquet.read_table(folder / table, columns=[column]).column(column).unique().to_pylist()
        names |= {cell.strip() for cell in cells if cell and len(cell.strip()) > 1}
    return chosen.sample(sorted(names), min(_INNOCENT_FIRMS, len(names)))


def read_listings(path: str) -> Iterator[Listing]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            names = (ListedName(text=name["n"], is_weak=bool(name.get("weak"))) for name in row["names"])
            yield Listing(id=row["id"], list=row["src"], kind=kind_of(row["schema"]), names=tuple(names))


def kind_of(schema: str) -> ListingKind:
    return ListingKind.ORGANIZATION if schema == "Company" else ListingKind(schema)

"""Runs one peer over the queries of ``benchmarks.screening``, in the peers' own environment.

    python benchmarks/screening_peers.py logic-v2|rapidfuzz TASK.json

Accord is not imported. The task names the index file, queries, persons for the throughput, single names and
pairs; a JSON object with the same keys as ``benchmarks.screening.Run`` is printed as the last line.

``logic-v2`` is nomenklatura's matcher behind its own DuckDB blocker (75 candidates for each query), with
names as properties ``name`` or ``weakAlias``. It remembers results by the id of an entity, so every entity
has has its own. Its blocker counts the words of the batch, so that a result can depend on the rows beside it.
``rapidfuzz`` compares every query with every listed name: ``ratio`` of the sorted words on lists, ``WRatio``
on pairs. Of the names for the throughput peers get the first ones only.
"""

# mypy: disable-error-code="import-not-found"
from __future__ import annotations

import gzip
import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_CHUNK, _SINGLES = 200, 10
_KINDS = {"Company": "Organization"}


def main() -> None:
    """Run the peer that is named and print what it found."""
    task = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    start = time.process_time()
    made: dict[str, Any] = {"logic-v2": LogicV2, "rapidfuzz": Rapidfuzz}
    peer = made[sys.argv[1]](_listings(task["index"]))
    found: dict[str, Any] = {"build_seconds": time.process_time() - start}
    queries = [(query["q"], query["schema"], query["target"]) for query in task["queries"]]
    start = time.process_time()
    found["results"] = peer.search("q", queries)
    found["mixed_per_second"] = len(queries) / (time.process_time() - start)
    start = time.process_time()
    persons = task["persons"][: task["peer_persons"]]
    peer.search("p", [(name, "Person", None) for name in persons])
    found["persons_per_second"] = len(persons) / (time.process_time() - start)
    times = []
    for number, name in enumerate(task["singles"][:_SINGLES]):
        start = time.perf_counter()
        peer.search(f"s{number}-", [(name, "Person", None)])
        times.append((time.perf_counter() - start) * 1000)
    found["single_ms"] = statistics.median(times)
    found["pairs"] = peer.pairs(task["pairs"])
    found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(found))


def _listings(path: str) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


class LogicV2:
    """Blocker and matcher of nomenklatura."""

    def __init__(self, listings: Iterator[dict[str, Any]]) -> None:
        from followthemoney import Dataset
        from nomenklatura.blocker import Index
        from nomenklatura.matching import get_algorithm
        from nomenklatura.resolver import Linker
        from nomenklatura.store.memory import MemoryStore

        self.dataset = Dataset.make({"name": "benchmark", "title": "benchmark"})
        self.algorithm = get_algorithm("logic-v2")
        self.configuration = self.algorithm.default_config()
        self.entities: dict[str, Any] = {}
        store = MemoryStore(self.dataset, Linker({}))
        with store.writer() as writer:
            for row in listings:
                entity = self.entity(row["id"], row["schema"], row["names"])
                self.entities[row["id"]] = entity
                writer.add_entity(entity)
        self.index = Index(store.default_view(), Path(tempfile.mkdtemp()))
        self.index.build()

    def entity(self, id_: str, schema: str, names: list[dict[str, Any]]) -> Any:
        """Return an entity with its names."""
        from followthemoney import StatementEntity

        shape = {"id": id_, "schema": schema, "caption": "x", "properties": {}}
        entity = StatementEntity(self.dataset, shape)
        for name in names:
            entity.add("weakAlias" if name.get("weak") else "name", name["n"])
        return entity

    def search(self, prefix: str, queries: list[tuple[str, str, str | None]]) -> list[tuple[float, float]]:
        """Return for each query the best score and the score of its target."""
        asked = {
            f"{prefix}{number}": self.entity(f"{prefix}{number}", schema, [{"n": name}])
            for number, (name, schema, _) in enumerate(queries)
        }
        found = {id_: (0.0, 0.0) for id_ in asked}
        for id_, candidates in self.index.match_entities(asked.values()):
            target = queries[int(id_.id[len(prefix) :])][2]
            for candidate, _ in candidates:
                score = self.score(asked[id_.id], self.entities[candidate.id])
                best, own = found[id_.id]
                found[id_.id] = max(best, score), max(own, score) if candidate.id == target else own
        return list(found.values())

    def score(self, one: Any, other: Any) -> float:
        """Return the score of two entities."""
        return float(self.algorithm.compare(one, other, self.configuration).score)

    def pairs(self, pairs: list[tuple[str, str, str]]) -> list[float]:
        """Return the score of each pair of names."""
        return [
            self.score(
                self.entity(f"a{row}", schema, [{"n": one}]), self.entity(f"b{row}", schema, [{"n": two}])
            )
            for row, (schema, one, two) in enumerate(pairs)
        ]


class Rapidfuzz:
    """Every query with every listed name of its kind."""

    def __init__(self, listings: Iterator[dict[str, Any]]) -> None:
        import numpy as np

        self.names: list[str] = []
        self.owners: list[str] = []
        kinds: list[str] = []
        for row in listings:
            for name in row["names"]:
                self.names.append(_sorted(name["n"]))
                self.owners.append(row["id"])
                kinds.append(_KINDS.get(row["schema"], row["schema"]))
        self.kinds, self.ids = np.array(kinds), np.array(self.owners)

    def search(self, prefix: str, queries: list[tuple[str, str, str | None]]) -> list[tuple[float, float]]:
        """Return for each query the best score and the score of its target."""
        import numpy as np
        from rapidfuzz import fuzz, process

        found = []
        for at in range(0, len(queries), _CHUNK):
            part = queries[at : at + _CHUNK]
            texts = [_sorted(name) for name, _, _ in part]
            scores = process.cdist(texts, self.names, scorer=fuzz.ratio, dtype=np.float32, workers=1)
            for row, (_, schema, target) in zip(scores, part, strict=True):
                row[(self.kinds != _KINDS.get(schema, schema)) & (self.kinds != "LegalEntity")] = 0
                own = row[self.ids == target].max(initial=0) if target else 0
                found.append((float(row.max()) / 100, float(own) / 100))
        return found

    def pairs(self, pairs: list[tuple[str, str, str]]) -> list[float]:
        """Return the score of each pair of names."""
        from rapidfuzz import fuzz, utils

        return [fuzz.WRatio(one, two, processor=utils.default_process) / 100 for _, one, two in pairs]


def _sorted(name: str) -> str:
    return " ".join(sorted(name.casefold().replace("-", " ").split()))


if __name__ == "__main__":
    main()

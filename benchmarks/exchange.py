"""Measures the protocol of the exchange beside its budgets and beside the library of the curve itself.

    taskset -c 0 python -m benchmarks.exchange
    python -m benchmarks.exchange

The first is on one core: what the multiplications for a list of 100,000 cost the library alone, and our whole
set-up (hashing, outputs, tags in order, padding, Merkle root), in turns in the same run, with their ratio;
then 1,000 questions against that list, with the processor time of each step of both sides, and the bytes of
the elements and the proof, as asked and as filled up to 1,024. The second uses all cores in the last figure:
the library alone and our set-up in as many processes, their start included, compared by processor time, as
other work on the machine stretches the clock. Framing, signatures and TLS come on top. Data are made up.
"""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from accord.exchange import oprf
from accord.exchange.curve import ELEMENT_BYTES, UNIFORM_BYTES
from accord.exchange.curve_library import load_curve_library
from accord.exchange.many_outputs import usable_cores
from accord.exchange.proofs import PROOF_BYTES
from accord.exchange.tags import build_tags, tag

_LISTED = 100_000
_ASKED = 1_000
_STEP = 1_024
_TURNS = 5
_RUNS = 7
_MOST_SECONDS = 0.6
_MOST_BYTES = 70_000
_LEAST_RATIO = 0.9


def main() -> None:
    """Measure and print the set-up, the questions, and the set-up on all cores."""
    print(
        f"{platform.machine()}, {usable_cores()} of {os.cpu_count()} processors, {platform.python_version()}"
    )
    key = oprf.derive_key(bytes(32), b"benchmark")
    listed = [f"accord/1 PLATE {number:06d}".encode() for number in range(_LISTED)]
    _measure_set_up(key, listed)
    _measure_questions(key, listed)
    _measure_all_cores(key, listed)


def _measure_set_up(key: oprf.Key, listed: list[bytes]) -> None:
    part = len(listed) // _TURNS
    limits, ours = [], []
    for turn in range(_TURNS):
        inputs = listed[turn * part : (turn + 1) * part]
        limits.append(_limit(key, len(inputs)))
        ours.append(_processor_seconds(partial(build_tags, key, inputs, workers=1)))
    ratio = statistics.median(limit / our for limit, our in zip(limits, ours, strict=True))
    print(f"set-up of {_LISTED:,}: {sum(ours):.2f} s on one core, {_LISTED / sum(ours):,.0f} entries/s")
    print(f"  the library alone: {sum(limits):.2f} s, {_LISTED / sum(limits):,.0f}/s")
    print(f"  ratio {ratio:.3f}, {_verdict(ratio >= _LEAST_RATIO, f'at least {_LEAST_RATIO}')}")


def _limit(key: oprf.Key, count: int) -> float:
    """Return the processor seconds of the library for mapping to the curve and multiplying, nothing else."""
    library = load_curve_library()
    to_element, multiply = library.crypto_core_ristretto255_from_hash, library.crypto_scalarmult_ristretto255
    blocks = [os.urandom(UNIFORM_BYTES) for _block in range(count)]
    secret = key.secret

    def work() -> None:
        for block in blocks:
            multiply(secret, to_element(block))

    return _processor_seconds(work)


def _measure_questions(key: oprf.Key, listed: list[bytes]) -> None:
    published = build_tags(key, listed)
    asked = [
        *listed[: _ASKED // 10],
        *(f"accord/1 PLATE x{number}".encode() for number in range(_ASKED * 9 // 10)),
    ]
    times: dict[str, list[float]] = {"blind": [], "evaluate, prove": [], "verify, finalize, look up": []}
    for _run in range(_RUNS):
        marks = [time.process_time()]
        blinded = [oprf.blind(data) for data in asked]
        marks.append(time.process_time())
        answer = oprf.evaluate(key, [each.element for each in blinded])
        marks.append(time.process_time())
        outputs = oprf.finalize_batch(key.public, asked, blinded, answer)
        hits = sum(published.has(tag(each)) for each in outputs)
        marks.append(time.process_time())
        for name, start, end in zip(times, marks, marks[1:], strict=False):
            times[name].append(end - start)
        assert hits == _ASKED // 10, f"{hits} hits"
    medians = {name: statistics.median(each) for name, each in times.items()}
    total = sum(medians.values())
    print(f"{len(asked):,} questions against {_LISTED:,}, processor time of both sides, median of {_RUNS}:")
    for name, seconds in medians.items():
        print(f"  {name:<26}{seconds * 1000:7.0f} ms")
    kept = _verdict(total < _MOST_SECONDS, f"under {_MOST_SECONDS} s")
    print(f"  {'together':<26}{total * 1000:7.0f} ms, {kept}; {total / _MOST_SECONDS:.2f} of it")
    for count in (len(asked), _STEP):
        size = 2 * ELEMENT_BYTES * count + PROOF_BYTES
        kept = _verdict(size <= _MOST_BYTES, f"at most {_MOST_BYTES:,}")
        print(f"  {count:,} elements: {size:,} bytes, {kept}")
    print(f"  tags once in an epoch: {len(published.tags):,} bytes for {published.count:,} with padding")


def _measure_all_cores(key: oprf.Key, listed: list[bytes]) -> None:
    cores = usable_cores()
    limit = _processor_seconds(partial(_run_library_on, cores, key, len(listed)))
    start = time.perf_counter()
    seconds = _processor_seconds(partial(build_tags, key, listed))
    wall = time.perf_counter() - start
    ratio = limit / seconds
    print(f"set-up of {_LISTED:,} on {cores} cores: {wall:.2f} s, {_LISTED / wall:,.0f} entries/s")
    print(f"  {seconds:.2f} s of processors; the library alone {limit:.2f} s; both start their processes")
    print(f"  ratio {ratio:.3f}, {_verdict(ratio >= _LEAST_RATIO, f'at least {_LEAST_RATIO}')}")


def _run_library_on(cores: int, key: oprf.Key, count: int) -> None:
    with ProcessPoolExecutor(cores, get_context("spawn")) as pool:
        list(pool.map(partial(_limit, key), [count // cores] * cores))


def _processor_seconds(action: Callable[[], object]) -> float:
    """Return the processor time of this process and of those that it started and ended."""
    start = os.times()
    action()
    end = os.times()
    return sum(end[:4]) - sum(start[:4])


def _verdict(is_kept: bool, budget: str) -> str:
    return f"{budget}: {'kept' if is_kept else 'MISSED'}"


if __name__ == "__main__":
    main()

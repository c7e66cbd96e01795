"""Outputs of many inputs are the same whatever the number of processes."""

from __future__ import annotations

import pytest

from accord.exchange.many_outputs import many_outputs, usable_cores
from accord.exchange.oprf import derive_key, output
from accord.exchange.suite import InputError
from accord.exchange.tags import TAG_BYTES, build_tags

KEY = derive_key(bytes([0xA3]) * 32, b"test key")


def test_outputs_come_in_the_order_of_the_inputs() -> None:
    inputs = [f"input {number}".encode() for number in range(20)]
    expected = b"".join(output(KEY, data)[:TAG_BYTES] for data in inputs)
    assert many_outputs(KEY, inputs, kept_bytes=TAG_BYTES) == expected
    assert many_outputs(KEY, [], kept_bytes=TAG_BYTES) == b""


@pytest.mark.slow
def test_two_processes_give_what_one_gives() -> None:
    # More than two tasks of 2,048, so that processes are started.
    inputs = [f"input {number}".encode() for number in range(4_500)]
    alone = many_outputs(KEY, inputs, kept_bytes=64, workers=1)
    assert many_outputs(KEY, inputs, kept_bytes=64, workers=2) == alone
    assert build_tags(KEY, inputs, workers=2) == build_tags(KEY, inputs, workers=1)


def test_an_input_that_is_too_long_is_refused_before_anything_is_computed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    computed: list[bytes] = []
    monkeypatch.setattr("accord.exchange.many_outputs.output", lambda key, data: computed.append(data))
    with pytest.raises(InputError):
        many_outputs(KEY, [b"one", bytes(65_536)], kept_bytes=TAG_BYTES)
    assert computed == []


def test_there_is_a_core() -> None:
    assert usable_cores() >= 1

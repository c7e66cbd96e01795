"""Ed25519 keys; the points of small order are calculated here from the curve equation (RFC 8032, 5.1)."""

from __future__ import annotations

import pytest

from accord.exchange.keys import SigningKey, WeakKeyError, check_public, is_signed

P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P
ORDER = 2**252 + 27742317777372353535851937790883648493
Point = tuple[int, int]


def add(one: Point, other: Point) -> Point:
    (x1, y1), (x2, y2) = one, other
    k = D * x1 * x2 * y1 * y2 % P
    return (x1 * y2 + x2 * y1) * pow(1 + k, -1, P) % P, (y1 * y2 + x1 * x2) * pow(1 - k, -1, P) % P


def times(count: int, point: Point) -> Point:
    total = (0, 1)
    while count:
        if count & 1:
            total = add(total, point)
        point, count = add(point, point), count >> 1
    return total


def point_of(y: int) -> Point | None:
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    return (x, y) if (x * x - square) % P == 0 else None


def small_ys() -> set[int]:
    """The order of a point times the prime order divides 8; five different y for eight points."""
    found: set[int] = set()
    for y in range(2, 60):
        point = point_of(y)
        if point is not None:
            torsion = times(ORDER, point)
            found |= {times(count, torsion)[1] for count in range(8)}
    return found


def test_the_eight_points_of_small_order_are_no_keys() -> None:
    found = small_ys()
    assert len(found) == 5
    for y in found:
        for sign in (0, 1):
            with pytest.raises(WeakKeyError, match="small order"):
                check_public((y | sign << 255).to_bytes(32, "little"))


@pytest.mark.parametrize("data", [b"", bytes(31), bytes(33), b"\xff" * 32, P.to_bytes(32, "little")])
def test_what_is_not_written_canonically_is_no_key(data: bytes) -> None:
    with pytest.raises(WeakKeyError):
        check_public(data)


def test_the_first_vector_of_rfc_8032() -> None:
    """RFC 8032, 7.1, TEST 1."""
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    key = SigningKey(id="k", seed=seed)
    assert key.public.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert key.sign(b"").hex().startswith("e5564300c360ac729086e2cc806e828a")
    assert is_signed(key.public, key.sign(b""), b"")
    assert not is_signed(key.public, key.sign(b""), b"x")
    assert not is_signed(key.public, key.sign(b"")[:63], b"")


def test_a_key_does_not_print_its_secret() -> None:
    assert repr(SigningKey(id="k", seed=b"s" * 32)) == "SigningKey(id='k')"

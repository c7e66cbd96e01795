"""Merkle trees against the vectors of the transparency.dev project, and proofs of every small tree."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange.merkle import (
    EMPTY_ROOT,
    MerkleError,
    Span,
    Tree,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    range_proof,
    root_of,
    verify_consistency,
    verify_inclusion,
    verify_range,
)
from exchange.official_vectors import SHARED

# The eight leaves that Certificate Transparency's tests use since RFC 6962.
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
HASHES = [leaf_hash(leaf) for leaf in LEAVES]
VECTORS = SHARED / "merkle" / "testdata"
STRICTER = {
    # Roots of 12 bytes are no roots.
    "consistency/additional/sizes-are-equal-one-and-proof-is-empty.json",
    "subtreeconsistency/additional/sizes-are-equal-one-and-proof-is-empty.json",
    # A range without leaves proves nothing.
    "subtreeconsistency/additional/subtree-is-empty-sizes-are-equal-one-subtree-root-valid-proof-is-empty.json",
    "subtreeconsistency/additional/subtree-is-empty-sizes-are-equal-one-subtree-root-valid-tree-root-random-"
    "proof-is-empty.json",
    "subtreeconsistency/additional/subtree-is-empty-sizes-are-equal-zero-subtree-root-valid-proof-is-empty.json",
    "subtreeconsistency/additional/subtree-is-empty-sizes-are-equal-zero-subtree-root-valid-tree-root-random-"
    "proof-is-empty.json",
    "subtreeconsistency/additional/subtree-is-empty-subtree-root-valid-proof-is-empty.json",
    "subtreeconsistency/additional/subtree-is-empty-subtree-root-valid-tree-root-random-proof-is-empty.json",
}


def test_the_root_of_eight_leaves_is_the_known_one() -> None:
    assert root_of(HASHES).hex() == ROOT


def test_a_root_of_three_leaves_by_hand() -> None:
    # RFC 9162, 2.1.1: the two left leaves under one node, the third beside it.
    one, two, three = (hashlib.sha256(b"\x00" + leaf).digest() for leaf in LEAVES[:3])
    left = hashlib.sha256(b"\x01" + one + two).digest()
    assert root_of(HASHES[:3]) == hashlib.sha256(b"\x01" + left + three).digest()
    assert inclusion_proof(HASHES[:3], 2) == (left,)
    assert inclusion_proof(HASHES[:3], 0) == (two, three)
    assert consistency_proof(HASHES[:3], 2) == (three,)


def test_a_tree_without_leaves_has_the_hash_of_nothing_and_proves_nothing() -> None:
    assert root_of([]) == EMPTY_ROOT == hashlib.sha256(b"").digest()
    with pytest.raises(MerkleError):
        verify_inclusion(HASHES[0], 0, 0, [], EMPTY_ROOT)
    with pytest.raises(MerkleError):
        verify_consistency(0, 8, [], EMPTY_ROOT, bytes.fromhex(ROOT))
    with pytest.raises(MerkleError):
        verify_consistency(0, 0, [], EMPTY_ROOT, EMPTY_ROOT)
    with pytest.raises(MerkleError):
        inclusion_proof([], 0)
    with pytest.raises(MerkleError):
        consistency_proof(HASHES, 0)


def test_a_leaf_is_never_a_node() -> None:
    assert leaf_hash(HASHES[0] + HASHES[1]) != node_hash(HASHES[0], HASHES[1])


def holds(vector: dict[str, Any]) -> bool:
    proof = [b64decode(node) for node in vector["proof"] or []]
    try:
        if "treeSize" in vector:
            leaf, root = b64decode(vector["leafHash"]), b64decode(vector["root"])
            verify_inclusion(leaf, vector["leafIdx"], vector["treeSize"], proof, root)
        elif "leafHash" in vector:
            span = Span(vector["leafIdx"] - vector["start"], vector["leafIdx"] - vector["start"] + 1)
            range_proof_of_a_leaf(vector, span, proof)
        elif "size1" in vector:
            roots = b64decode(vector["root1"] or ""), b64decode(vector["root2"] or "")
            verify_consistency(vector["size1"], vector["size2"], proof, *roots)
        else:
            span = Span(vector["start"], vector["end"])
            root = b64decode(vector["root2"])
            verify_range(b64decode(vector["root1"]), span, vector["size"], proof, root)
    except MerkleError:
        return False
    return True


def range_proof_of_a_leaf(vector: dict[str, Any], span: Span, proof: list[bytes]) -> None:
    """A leaf in a subtree: the subtree must be one, and the leaf stands in it by an index of its own."""
    start, end = vector["start"], vector["end"]
    if start % (1 << max(end - start - 1, 0).bit_length()):
        raise MerkleError("no subtree")
    verify_range(b64decode(vector["leafHash"]), span, end - start, proof, b64decode(vector["root"]))


def test_all_518_vectors_agree_but_for_those_that_prove_nothing() -> None:
    if not VECTORS.exists():
        pytest.skip("the vectors of transparency.dev/merkle are not in ../shared/data/exchange")
    paths = sorted(VECTORS.rglob("*.json"))
    assert len(paths) == 518
    different = set()
    for path in paths:
        vector = json.loads(path.read_text(encoding="utf-8"))
        if holds(vector) == vector["wantErr"]:
            different.add(path.relative_to(VECTORS).as_posix())
            assert not vector["wantErr"], f"{path.name} must be refused"
    assert different == STRICTER


def every_span(size: int) -> list[Span]:
    return [
        Span(start, end)
        for start in range(size)
        for end in range(start + 1, size + 1)
        if start % (1 << (end - start - 1).bit_length()) == 0
    ]


@pytest.mark.parametrize("size", range(1, 20))
def test_every_proof_of_every_small_tree_holds_for_its_own_place_only(size: int) -> None:
    hashes = [leaf_hash(bytes([number])) for number in range(size)]
    root = root_of(hashes)
    for span in every_span(size):
        subtree, proof = root_of(hashes[span.start : span.end]), range_proof(hashes, span)
        verify_range(subtree, span, size, proof, root)
        for other in every_span(size):
            if other != span:
                with pytest.raises(MerkleError):
                    verify_range(subtree, other, size, proof, root)
    for index in range(size):
        verify_inclusion(hashes[index], index, size, inclusion_proof(hashes, index), root)
        verify_consistency(
            index + 1, size, consistency_proof(hashes, index + 1), root_of(hashes[: index + 1]), root
        )


@given(st.integers(1, 60), st.data())
def test_a_changed_proof_is_refused(size: int, data: st.DataObject) -> None:
    hashes = [leaf_hash(bytes([number])) for number in range(size)]
    span = data.draw(st.sampled_from(every_span(size)))
    root, subtree = root_of(hashes), root_of(hashes[span.start : span.end])
    proof = list(range_proof(hashes, span))
    changed = data.draw(
        st.sampled_from(["longer", "shorter", "flipped", "cut", "swapped", "root", "subtree"])
    )
    place = data.draw(st.integers(0, max(len(proof) - 1, 0)))
    if changed == "longer":
        proof.insert(place, hashes[0])
    elif changed == "root":
        root = leaf_hash(root)
    elif changed == "subtree":
        subtree = leaf_hash(subtree)
    elif not proof or (changed == "swapped" and len(proof) == 1):
        return
    elif changed == "shorter":
        proof.pop(place)
    elif changed == "flipped":
        proof[place] = bytes([proof[place][0] ^ 1]) + proof[place][1:]
    elif changed == "cut":
        proof[place] = proof[place][:-1]
    else:
        proof[place], proof[place - 1] = proof[place - 1], proof[place]
    with pytest.raises(MerkleError):
        verify_range(subtree, span, size, proof, root)


@given(st.integers(0, 70), st.integers(0, 70))
def test_a_tree_goes_on_from_its_size_and_subtrees(before: int, after: int) -> None:
    hashes = [leaf_hash(bytes([number])) for number in range(before + after)]
    tree = Tree()
    for number, each in enumerate(hashes[:before]):
        assert tree.append(each) == number
    assert len(tree.subtrees) == before.bit_count()
    again = Tree(tree.size, tree.subtrees)
    for each in hashes[before:]:
        again.append(each)
    assert (again.size, again.root()) == (before + after, root_of(hashes))


@pytest.mark.parametrize(("size", "subtrees"), [(-1, []), (1, []), (2, [bytes(32)] * 2), (1, [bytes(31)])])
def test_a_state_that_is_none_is_refused(size: int, subtrees: list[bytes]) -> None:
    with pytest.raises(MerkleError):
        Tree(size, subtrees)


def test_a_leaf_that_is_no_hash_is_refused() -> None:
    with pytest.raises(MerkleError):
        Tree().append(b"a leaf")

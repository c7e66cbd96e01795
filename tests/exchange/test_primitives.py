"""Signatures, key agreement and encryption against Project Wycheproof, whose vectors break libraries.

The curve of the protocol has no set there; its vectors are those of RFC 9496 and RFC 9497.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from accord.exchange.keys import is_signed
from exchange.official_vectors import shared_json


def cases(name: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each case with its group."""
    found = shared_json("wycheproof", "testvectors_v1", f"{name}_test.json")
    pairs = [(group, case) for group in found["testGroups"] for case in group["tests"]]
    assert len(pairs) == found["numberOfTests"]
    return pairs


def octets(case: dict[str, Any], *names: str) -> list[bytes]:
    return [bytes.fromhex(case[name]) for name in names]


def test_signatures_hold_for_valid_cases_only() -> None:
    results: Counter[str] = Counter()
    for group, case in cases("ed25519"):
        public = bytes.fromhex(group["publicKey"]["pk"])
        message, signature = octets(case, "msg", "sig")
        assert is_signed(public, signature, message) == (case["result"] == "valid"), case["tcId"]
        results[case["result"]] += 1
    assert results["valid"] > 50
    assert results["invalid"] > 50


def test_key_agreement_gives_the_shared_secret_or_refuses_zero() -> None:
    for _group, case in cases("x25519"):
        private, public, shared = octets(case, "private", "public", "shared")
        key = X25519PrivateKey.from_private_bytes(private)
        if shared == bytes(32):
            with pytest.raises(ValueError, match="computing shared key"):
                key.exchange(X25519PublicKey.from_public_bytes(public))
        else:
            assert key.exchange(X25519PublicKey.from_public_bytes(public)) == shared, case["tcId"]


def test_encryption_opens_valid_cases_only() -> None:
    for _group, case in cases("chacha20_poly1305"):
        key, nonce, extra, text, sealed, mark = octets(case, "key", "iv", "aad", "msg", "ct", "tag")
        if case["result"] == "valid":
            assert ChaCha20Poly1305(key).decrypt(nonce, sealed + mark, extra) == text, case["tcId"]
            assert ChaCha20Poly1305(key).encrypt(nonce, text, extra) == sealed + mark, case["tcId"]
        else:
            with pytest.raises((InvalidTag, ValueError)):
                ChaCha20Poly1305(key).decrypt(nonce, sealed + mark, extra)


def test_keys_are_derived_as_the_cases_say() -> None:
    for _group, case in cases("hkdf_sha256"):
        material, salt, info, expected = octets(case, "ikm", "salt", "info", "okm")
        if case["result"] == "valid":
            derived = HKDF(SHA256(), case["size"], salt or None, info).derive(material)
            assert derived == expected, case["tcId"]
        else:
            with pytest.raises(ValueError, match="larger than 8160"):
                HKDF(SHA256(), case["size"], salt or None, info)

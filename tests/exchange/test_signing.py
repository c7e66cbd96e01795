"""Signatures over HTTP messages after RFC 9421."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange.keys import SigningKey, is_signed
from accord.exchange.signed_messages import (
    REQUEST_FIELDS,
    RefusedSignatureError,
    RequestMessage,
    ResponseMessage,
    SignatureRefusal,
    content_digest,
    single_fields,
)
from accord.exchange.signing import (
    sign_request,
    sign_response,
    signature_base,
    verify_request,
    verify_response,
)
from exchange.at_the_gate import ASKER_KEY, nonce
from exchange.inspected import NOW, signing_key

HOLDER_KEY = signing_key("holder-key")
KEYS = {ASKER_KEY.id: ASKER_KEY.public, HOLDER_KEY.id: HOLDER_KEY.public}
LATER = NOW + timedelta(minutes=2)


def key_of(key: str, _at: datetime) -> bytes | None:
    return KEYS.get(key)


def request(nonce_text: str = nonce("a")) -> RequestMessage:
    fields = {name: f"value-of-{name.removeprefix('accord-')}" for name in REQUEST_FIELDS}
    unsigned = RequestMessage(
        method="POST", authority="node.example:8443", path="/evaluate", fields=fields, body=b"body"
    )
    signed = sign_request(unsigned, ASKER_KEY, created=NOW, expires=LATER, nonce=nonce_text)
    return replace(unsigned, fields=signed)


def response(asked: RequestMessage) -> ResponseMessage:
    unsigned = ResponseMessage(status=200, fields={}, body=b"answer")
    fields = sign_response(unsigned, asked, HOLDER_KEY, created=NOW, nonce=nonce("b"))
    return replace(unsigned, fields=fields)


def refusal(message: RequestMessage, now: datetime = NOW) -> SignatureRefusal:
    with pytest.raises(RefusedSignatureError) as caught:
        verify_request(message, key_of, now=now)
    return caught.value.refusal


def test_the_ed25519_example_of_the_rfc_gives_its_signature() -> None:
    """RFC 9421, B.2.6 with the key of B.1.4; Ed25519 is deterministic, so the bytes must be these."""
    seed = base64.urlsafe_b64decode("n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU=")
    key = SigningKey(id="test-key-ed25519", seed=seed)
    assert key.public == base64.urlsafe_b64decode("JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs=")
    components = [
        ('"date"', "Tue, 20 Apr 2021 02:07:55 GMT"),
        ('"@method"', "POST"),
        ('"@path"', "/foo"),
        ('"@authority"', "example.com"),
        ('"content-type"', "application/json"),
        ('"content-length"', "18"),
    ]
    names = " ".join(name for name, _ in components)
    base = signature_base(components, f'({names});created=1618884473;keyid="test-key-ed25519"')
    signature = base64.b64decode(
        "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw=="
    )
    assert key.sign(base) == signature
    assert is_signed(key.public, signature, base)


def test_the_digest_is_that_of_rfc_9530() -> None:
    """RFC 9530, appendix B.1: the digest of ``{"hello": "world"}`` and a line feed."""
    expected = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"
    assert content_digest(b'{"hello": "world"}\n') == expected


def test_a_signed_request_is_believed_and_says_its_nonce() -> None:
    facts = verify_request(request(), key_of, now=NOW)
    assert (facts.key, facts.nonce, facts.created, facts.expires) == (ASKER_KEY.id, nonce("a"), NOW, LATER)
    assert facts.digest == hashlib.sha256(ASKER_KEY.sign(_base(request()))).digest()


def _base(message: RequestMessage) -> bytes:
    """The signature base, put together by hand after RFC 9421, 2.5."""
    lines = ['"@method": POST', '"@authority": node.example:8443', '"@path": /evaluate']
    names = ("content-digest", *REQUEST_FIELDS)
    lines += [f'"{name}": {message.fields[name]}' for name in names]
    parameters = message.fields["signature-input"].removeprefix("accord=")
    return "\n".join([*lines, f'"@signature-params": {parameters}']).encode()


@pytest.mark.parametrize("field", [*REQUEST_FIELDS, "content-digest", "signature", "signature-input"])
def test_a_field_that_is_changed_missing_or_empty_is_refused(field: str) -> None:
    good = request()
    for value in (good.fields[field] + "x", good.fields[field][:-1], "", " " + good.fields[field]):
        refusal(replace(good, fields={**good.fields, field: value}))
    left = {name: value for name, value in good.fields.items() if name != field}
    assert refusal(replace(good, fields=left)) is SignatureRefusal.MISSING


def test_method_authority_path_and_body_are_bound() -> None:
    good = request()
    assert refusal(replace(good, method="PUT")) is SignatureRefusal.SIGNATURE
    assert refusal(replace(good, authority="other.example:8443")) is SignatureRefusal.SIGNATURE
    assert refusal(replace(good, path="/follow-up")) is SignatureRefusal.SIGNATURE
    assert refusal(replace(good, path="/evaluate?all=1")) is SignatureRefusal.FORM
    assert refusal(replace(good, path="/a/../evaluate\n")) is SignatureRefusal.FORM
    assert refusal(replace(good, body=b"bodY")) is SignatureRefusal.DIGEST


def test_values_of_two_fields_cannot_be_exchanged() -> None:
    good = request()
    swapped = {"accord-asker": good.fields["accord-holder"], "accord-holder": good.fields["accord-asker"]}
    assert refusal(replace(good, fields={**good.fields, **swapped})) is SignatureRefusal.SIGNATURE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (' "accord-purpose"', ""),
        ('"@method" ', ""),
        ("created=", "created=0"),
        (";expires=", ";alg=;expires="),
        ('tag="accord-request/1"', 'tag="accord-response/1"'),
        ("accord=(", "other=("),
        ('nonce="', 'nonce="x'),
    ],
)
def test_another_list_of_components_or_parameters_is_refused(old: str, new: str) -> None:
    good = request()
    line = good.fields["signature-input"]
    assert old in line
    found = refusal(replace(good, fields={**good.fields, "signature-input": line.replace(old, new)}))
    assert found in {SignatureRefusal.FORM, SignatureRefusal.SIGNATURE}


def test_a_good_signature_over_fewer_components_is_refused() -> None:
    """What RFC 9421 calls insufficient coverage: the sender chose what to sign."""
    good = request()
    parameters = '("@method");created=' + good.fields["signature-input"].split(";created=")[1]
    signature = ASKER_KEY.sign(signature_base([('"@method"', "POST")], parameters))
    fields = {
        **good.fields,
        "signature-input": f"accord={parameters}",
        "signature": f"accord=:{base64.b64encode(signature).decode()}:",
    }
    assert refusal(replace(good, fields=fields)) is SignatureRefusal.FORM


def test_times_are_held_to_their_limits() -> None:
    good = request()
    second = timedelta(seconds=1)
    verify_request(good, key_of, now=NOW - 60 * second)
    assert refusal(good, NOW - 61 * second) is SignatureRefusal.NOT_YET
    verify_request(good, key_of, now=LATER)
    assert refusal(good, LATER + second) is SignatureRefusal.EXPIRED
    with pytest.raises(RefusedSignatureError) as caught:
        sign_request(good, ASKER_KEY, created=NOW, expires=NOW + timedelta(seconds=301), nonce=nonce("a"))
    assert caught.value.refusal is SignatureRefusal.LIFE


def test_an_unknown_key_and_the_key_of_another_are_refused() -> None:
    good = request()
    other = good.fields["signature-input"].replace(ASKER_KEY.id, "nobody")
    assert refusal(replace(good, fields={**good.fields, "signature-input": other})) is SignatureRefusal.KEY
    other = good.fields["signature-input"].replace(ASKER_KEY.id, HOLDER_KEY.id)
    assert (
        refusal(replace(good, fields={**good.fields, "signature-input": other})) is SignatureRefusal.SIGNATURE
    )


def test_a_signature_has_one_text_only() -> None:
    """The last letter of base64 before ``==`` has four bits that say nothing."""
    good = request()
    text = good.fields["signature"]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    place = len(text) - len("==:") - 1
    same = alphabet[alphabet.index(text[place]) ^ 1]
    changed = text[:place] + same + text[place + 1 :]
    assert base64.b64decode(changed[8:-1]) == base64.b64decode(text[8:-1])
    assert refusal(replace(good, fields={**good.fields, "signature": changed})) is SignatureRefusal.FORM


def test_a_signed_field_that_comes_twice_is_refused() -> None:
    with pytest.raises(RefusedSignatureError):
        single_fields([("Accord-Asker", "a"), ("accord-asker", "b")])
    assert single_fields([("Accept", "a"), ("accept", "b"), ("Accord-Asker", "c")])["accord-asker"] == "c"


def test_a_response_answers_its_request_and_no_other() -> None:
    asked = request()
    good = response(asked)
    facts = verify_response(good, asked, key_of, now=NOW)
    assert facts.key == HOLDER_KEY.id
    for other in (request(nonce("c")), replace(asked, path="/tags"), replace(asked, method="GET")):
        with pytest.raises(RefusedSignatureError):
            verify_response(good, other, key_of, now=NOW)
    for changed in (
        replace(good, status=201),
        replace(good, body=b"Answer"),
        replace(good, fields={**good.fields, "accord-request": "other"}),
        replace(good, fields={**good.fields, "content-digest": content_digest(b"")}),
    ):
        with pytest.raises(RefusedSignatureError):
            verify_response(changed, asked, key_of, now=NOW)


def test_a_request_is_no_response_to_itself() -> None:
    asked = request()
    reflected = ResponseMessage(status=200, fields=asked.fields, body=asked.body)
    with pytest.raises(RefusedSignatureError):
        verify_response(reflected, asked, key_of, now=NOW)


@given(
    st.text(max_size=60), st.sampled_from(["signature", "signature-input", "content-digest", "accord-asker"])
)
def test_any_text_in_a_field_is_refused_without_another_error(text: str, field: str) -> None:
    good = request()
    if text != good.fields[field]:
        refusal(replace(good, fields={**good.fields, field: text}))

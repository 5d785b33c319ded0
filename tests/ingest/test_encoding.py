"""Encodings: UTF-8, marks, declarations, guesses; what cannot be stored; what cannot be seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.ingest.encoding import (
    declared_codec,
    decode,
    invisible_problem,
    is_binary,
    is_gibberish,
    storable,
)

WORDS = "The “northern” road is open — naïve, some say."


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marks_and_utf8_leave_no_doubt(codec: str) -> None:
    found = decode(WORDS.encode(codec))
    assert found.text == WORDS
    assert found.doubt == ""


def test_declared_codec_is_believed_after_utf8() -> None:
    raw = b'<meta charset="iso-8859-1">' + WORDS.encode("cp1252")
    assert declared_codec(raw) == "cp1252"
    assert WORDS in decode(raw, declared_codec(raw)).text
    assert decode(raw, declared_codec(raw)).doubt == ""


@pytest.mark.parametrize("name", [b"utf-7", b"idna", b"rot13", b"no-such", b"hex", b"unicode_escape", b"\xff\xfe"])
def test_codecs_no_page_uses_are_not_honoured(name: bytes) -> None:
    assert declared_codec(b"<meta charset=" + name + b">") is None


def test_a_guess_is_owned_up_to() -> None:
    found = decode(WORDS.encode("cp1252"))
    assert found.text == WORDS
    assert "cp1252" in found.doubt


def test_another_script_is_guessed() -> None:
    words = "Министерство обороны сообщило в понедельник, что перемирие продлено на семьдесят два часа. " * 3
    found = decode(words.encode("cp1251"))
    assert found.text == words
    assert found.doubt


def test_damaged_utf8_stays_utf8() -> None:
    raw = (WORDS * 5).encode() + b"\xff rest"
    found = decode(raw)
    assert found.text == WORDS * 5 + "\ufffd rest"
    assert found.doubt == "1 character could not be decoded as utf-8"


def test_a_wrong_declaration_is_doubted() -> None:
    assert decode(b"abc \x81\xff", "euc_jp").doubt


@pytest.mark.parametrize("raw", [b"a\0b", b"%PDF-1.7 text", b"\x1f\x8bxx", b"PK\x03\x04", b"\x89PNG"])
def test_binary(raw: bytes) -> None:
    assert is_binary(raw)


def test_text_is_not_binary() -> None:
    assert not is_binary(WORDS.encode())
    assert not is_binary(WORDS.encode("utf-16"))
    assert not is_gibberish(WORDS)
    assert is_gibberish("\x01\x02abc\x03" * 20)


def test_storable_keeps_every_offset() -> None:
    assert storable("a\0b\ud800c") == ("a\ufffdb\ufffdc", 2)


def test_invisible_characters_are_named() -> None:
    found = invisible_problem("a\u202eb\u200b\u200bc", "x.txt")
    assert found is not None
    assert found.code == "TW-P204"
    assert "U+202E x1" in found.what
    assert "U+200B x2" in found.what
    assert invisible_problem(WORDS, "") is None


@given(st.binary(max_size=400), st.none() | st.sampled_from(["cp1252", "euc_jp", "big5", "gb18030"]))
def test_decode_never_raises(raw: bytes, declared: str | None) -> None:
    found = decode(raw, declared)
    storable(found.text)[0].encode("utf-8")
    declared_codec(raw)

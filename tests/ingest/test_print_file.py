"""PDF: the text layer in paragraphs; what has none, or is damaged, is told."""

from __future__ import annotations

import random
from datetime import date

from tests.ingest.make import TEXT, TITLE, pdf
from trucewatch.ingest.document import read_document
from trucewatch.ingest.draft import Draft
from trucewatch.ingest.print_file import read_print
from trucewatch.model import Problem

LINES = ["The parties agreed on Monday to a truce of seven days in the nor-", "thern valley, two diplomats said.",
         "A second paragraph begins here and is as long as the first one was", "before it ends."]  # fmt: skip


def read(raw: bytes) -> Draft | Problem:
    (found,) = read_document(raw, "print", "x.pdf")
    assert isinstance(found, Draft | Problem)
    return found


def test_text_and_heads() -> None:
    found = read(pdf(LINES))
    assert isinstance(found, Draft)
    assert found.text.splitlines() == [
        "The parties agreed on Monday to a truce of seven days in the northern valley, two diplomats said.",
        "A second paragraph begins here and is as long as the first one was before it ends.",
    ]
    assert (found.title, found.metadata) == (TITLE, date(2016, 8, 1))


def test_what_is_wrong_is_told() -> None:
    for raw, code in ((pdf([]), "TW-P110"), (b"%PDF-1.7", "TW-P110"), (b"<html>", "TW-P112")):
        found = read(raw)
        assert isinstance(found, Problem)
        assert found.code == code


def test_damaged_files_never_raise() -> None:
    chance, whole = random.Random(3), pdf([TEXT])
    for _ in range(100):
        raw = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            raw[chance.randrange(8, len(raw))] = chance.randrange(256)
        assert read(bytes(raw[: chance.randint(len(raw) // 2, len(raw))]))


def test_a_stream_that_unpacks_to_too_much() -> None:
    import zlib

    whole = pdf([TEXT])
    packed = zlib.compress(b"BT (x) Tj ET " * 10_000_000)
    at, end = whole.index(b"<< /Length"), whole.index(b"endstream")
    bomb = whole[:at] + b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed) + packed + b"\n" + whole[end:]
    assert len(read_print(bomb).text) < 10_000_000

"""Verify: every kind of tampering is found."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.build import two_speakers
from trucewatch.errors import RecordError
from trucewatch.record import Record

#: What somebody does to the file -> words of a finding that must follow.
TAMPERING = {
    "UPDATE reports SET text = replace(text, '30 civilians', '31 civilians')": "text_sha256",
    "UPDATE reports SET outlet = 'Another'": "column outlet",
    "UPDATE reports SET content_sha256 = '" + "1" * 64 + "'": "content",
    "UPDATE reports SET body = 'not json'": "cannot be rebuilt",
    "UPDATE claims SET body = replace(body, 'assert', 'deny')": "content",
    "UPDATE claims SET side = 'opposition'": "claims[0]",
    "UPDATE claims SET body = '{}'": "cannot be rebuilt",
    "UPDATE event_values SET low = 3 WHERE low = 30": "event_values",
    "DELETE FROM event_values": "event_values has 0 rows",
    "DELETE FROM mentions": "mentions",
    "DELETE FROM claims": "not there",
    "DELETE FROM reports": "digest",
    "UPDATE state SET value = '" + "0" * 64 + "'": "digest",
    "UPDATE blobs SET deflated = x'00'": "damaged",
    "UPDATE blobs SET sha256 = '" + "2" * 64 + "'": "not what the hash stands for",
    "UPDATE zones SET kind = 'caption'": "zones",
    "DELETE FROM problems": "content",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.record"
    with Record.open(made, create=True) as record:
        record.add(two_speakers())
    return made


@pytest.mark.parametrize(("done", "said"), list(TAMPERING.items()))
def test_tampering_is_found(path: Path, done: str, said: str) -> None:
    with sqlite3.connect(path) as opened:
        opened.execute(done)
    opened.close()
    with Record.open(path, read_only=True) as record:
        findings = record.verify()
    assert any(said in f.what for f in findings), findings


def test_a_record_left_alone_has_no_findings(path: Path) -> None:
    with Record.open(path, read_only=True) as record:
        assert record.verify() == []


def test_a_damaged_file_is_an_integrity_error(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(4096, len(data)):
        data[at] ^= 0x5A
    path.write_bytes(bytes(data))
    with pytest.raises(RecordError), Record.open(path, read_only=True) as record:
        assert record.verify() == []

"""Messages: the part that holds the text, whatever the form."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.make import TEXT, message, page
from trucewatch.ingest.document import read_document
from trucewatch.ingest.draft import Draft
from trucewatch.ingest.mail import parse_mail
from trucewatch.model import Problem


def codes(raw: bytes) -> list[str | None]:
    return [f.code if isinstance(f, Problem) else None for f in read_document(raw, "mail", "x")]


def test_the_fuller_part_is_read() -> None:
    plain = parse_mail(message(TEXT * 2, page().decode()).as_bytes(), "x")
    assert plain.text.strip() == TEXT * 2
    assert plain.markup == b""
    (short,) = read_document(message("View in browser", page().decode()).as_bytes(), "mail", "x")
    assert isinstance(short, Draft)
    assert short.text.startswith(TEXT)
    (only,) = read_document(message(None, page().decode()).as_bytes(), "mail", "x")
    assert isinstance(only, Draft)
    assert only.raw == message(None, page().decode()).as_bytes()


def test_a_short_text_is_kept_where_the_page_is_empty() -> None:
    (found,) = read_document(message("The road is open.", "<html></html>").as_bytes(), "mail", "x")
    assert isinstance(found, Draft)
    assert found.text.strip() == "The road is open."


def test_a_forwarded_message_is_one_of_its_own() -> None:
    mail = message("Forwarded.")
    mail.add_attachment(message())
    own, inner = read_document(mail.as_bytes(), "mail", "x")
    assert isinstance(own, Draft)
    assert not isinstance(inner, Draft | Problem)
    assert inner.shown == "x!/1.eml"


def test_what_is_wrong_is_told() -> None:
    assert codes(b"Subject: x\n\n") == ["TW-P103"]
    cut = message(TEXT, page().decode()).as_bytes()
    (found,) = read_document(cut[: len(cut) // 2], "mail", "x")
    assert isinstance(found, Draft)
    assert any(p.code == "TW-P112" for p in found.problems)


def test_deep_messages_end() -> None:
    heads = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3_000))
    assert codes(heads + b"\n\nopen")


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(0, 2_000))
def test_damaged_messages_never_raise(noise: bytes, at: int) -> None:
    whole = message(TEXT, page().decode()).as_bytes()
    assert codes(whole[:at] + noise + whole[at:])

"""E-mail newsletters (.eml): the message's text, and what is attached to it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from pathlib import PurePosixPath

from trucewatch.ingest.archive import Member

#: A plain part shorter than this is often no more than "view in your browser"; the HTML part is read then.
_ENOUGH = 200
_MAX_ID = 200
_MAX_PARTS = 500
_PICTURES = ("image", "audio", "video", "font")


@dataclass(slots=True)
class Mail:
    """Hold what a message says: one of `text` and `markup`, its heads, and its attachments."""

    text: str = ""
    markup: bytes = b""
    charset: str | None = None
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    damage: str = ""
    attached: list[Member] = field(default_factory=list)


def parse_mail(raw: bytes, shown: str) -> Mail:
    """Return what a message says; `damage` names what is wrong with its form.

    The plain part is the text where it has 200 characters, else the HTML part. Attachments are pictures, which are
    passed over, and files. A message forwarded within is an attachment. Whatever the parser raises is `damage`.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(raw)
        assert isinstance(message, EmailMessage)
        return _mail(message, shown)
    except (Exception, RecursionError) as error:  # the parser raises anything on hostile heads
        return Mail(damage=f"{type(error).__name__}: {error}"[:200])


def _mail(message: EmailMessage, shown: str) -> Mail:
    mail = Mail(title=_head(message, "subject"), date=_head(message, "date"))
    name, address = parseaddr(_head(message, "from") or "")
    mail.outlet = name or address or None
    given = _head(message, "message-id")
    mail.id = given.strip("<> ") if given and len(given) <= _MAX_ID else None
    plain, pages = [], []
    for part in _parts(message):
        if _is_attached(part):
            mail.attached += _attachment(part, shown, len(mail.attached) + 1)
        elif part.get_content_type() == "text/plain":
            plain.append(_text(part))
        elif part.get_content_type() == "text/html":
            pages.append(part)
    text = "\n".join(t for t in plain if t.strip())
    if pages and len(text.strip()) < _ENOUGH:
        mail.markup = b"".join(_bytes(p) for p in pages)
        mail.charset = pages[0].get_content_charset()
    mail.text = text
    defects = [d for part in message.walk() for d in part.defects]
    mail.damage = ", ".join(sorted({type(d).__name__ for d in defects}))
    return mail


def _head(message: EmailMessage, name: str) -> str | None:
    """Return one head as text, None where there is none; a head that the parser fails on counts as none."""
    try:
        value = message[name]
    except (ValueError, IndexError, AttributeError, LookupError, TypeError):
        return None
    return " ".join(str(value).split()) or None if value is not None else None


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the leaves of a message in order, without going into messages that it forwards."""
    stack, seen = [message], 0
    while stack and seen < _MAX_PARTS:
        part = stack.pop()
        seen += 1
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            inner = [p for p in part.get_payload() if isinstance(p, EmailMessage)]
            stack += reversed(inner)
        else:
            yield part


def _is_attached(part: EmailMessage) -> bool:
    return part.is_attachment() or part.get_content_maintype() != "text"


def _attachment(part: EmailMessage, shown: str, number: int) -> list[Member]:
    if part.get_content_maintype() in _PICTURES:
        return []
    forwarded = part.get_content_type() == "message/rfc822"
    name = (part.get_filename() or (f"{number}.eml" if forwarded else f"{number}.bin")).replace("\\", "/")
    path = PurePosixPath(name.rpartition("/")[2] or f"{number}.bin")
    inner = part.get_payload(0) if forwarded else None
    raw = inner.as_bytes() if isinstance(inner, EmailMessage) else _bytes(part)
    return [Member(io.BytesIO(raw), path, f"{shown}!/{path}")]


def _bytes(part: EmailMessage) -> bytes:
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _text(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError):
        return _bytes(part).decode("utf-8", "replace")

"""Bytes to text: UTF-8 first, then what the file declares, then a guess that is owned up to."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from trucewatch.model import Problem

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: First bytes of files that are no text although they may hold no NUL: PDF, ZIP, gzip, PNG, JPEG, GIF, bzip2, xz, RTF.
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BZh9", b"\xfd7zXZ", b"{\\rtf")
_META = re.compile(rb"""(?:charset|encoding)\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
#: Codecs that a page may declare; those that Python knows but no page uses (utf-7, idna ...) are never honoured.
_DECLARABLE = frozenset(
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859-2 iso8859-3 iso8859-4 iso8859-5 "
    "iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u "
    "cp866 mac-roman gb2312 gbk gb18030 big5 euc_jp shift_jis euc_kr".split()
)
#: Pages that declare these mean Windows-1252 (WHATWG Encoding Standard, "ascii" and "latin1" labels).
_MEANS_CP1252 = frozenset(("ascii", "iso8859-1"))
_GUESSES = [
    "cp1252",
    "cp1251",
    "cp1254",
    "cp1255",
    "cp1256",
    "iso8859_6",
    "koi8_r",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_kr",
]
_SAMPLE = 64 * 1024
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_INVISIBLE = re.compile("[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0001-\U000e007f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Hold a text and the codec that gave it; `doubt` says why the codec or single characters are uncertain."""

    text: str
    codec: str
    doubt: str = ""


def is_binary(raw: bytes, *, page: bool = False) -> bool:
    """Tell whether bytes are no text: NULs outside UTF-16 and UTF-32 with a mark, or a known binary start.

    A page may hold one NUL in 1,000 bytes, as browsers read it all the same.
    """
    if any(raw.startswith(bom) for bom, codec in _BOMS if codec != "utf-8"):
        return False
    return raw.startswith(_MAGIC) or raw.count(0) * 1_000 > (len(raw) if page else 0)


def declared_codec(raw: bytes) -> str | None:
    """Return the codec that an HTML or XML head declares within its first 2,048 bytes, None without a usable one."""
    found = _META.search(raw[:2048])
    if not found:
        return None
    return known_codec(found.group(1).decode("ascii"))


def known_codec(charset: str | None) -> str | None:
    """Return the codec that a page or server means by a charset, None for none that pages use."""
    try:
        name = codecs.lookup(charset).name if charset and charset.isascii() else ""
    except (LookupError, ValueError):
        return None
    if name in _MEANS_CP1252:
        return "cp1252"
    return name if name in _DECLARABLE else None


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """Decode bytes by their mark, as UTF-8, as declared, or by a guess (charset-normalizer), in this order.

    Never raises: bytes that fit nothing become U+FFFD, and `doubt` tells how many.
    """
    for bom, codec in _BOMS:
        if raw.startswith(bom):
            return _lenient(raw[len(bom) :], codec)
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if declared:
        try:
            return Decoded(raw.decode(declared), declared)
        except UnicodeDecodeError:
            return _lenient(raw, declared)
    return _guessed(raw)


def _lenient(raw: bytes, codec: str) -> Decoded:
    try:
        return Decoded(raw.decode(codec), codec)
    except UnicodeDecodeError:
        text = raw.decode(codec, "replace")
        lost = text.count("\ufffd")
        return Decoded(text, codec, f"{lost} character{'s' * (lost != 1)} could not be decoded as {codec}")


def _guessed(raw: bytes) -> Decoded:
    """Guess between damaged UTF-8 and another codec: UTF-8 when most of what is not ASCII fits it."""
    damaged = raw.decode("utf-8", "replace")
    lost = damaged.count("\ufffd")
    kept = sum(1 for c in damaged[:_SAMPLE] if c > "\x7f" and c != "\ufffd")
    if kept > lost:
        return _lenient(raw, "utf-8")
    codec = _guess_codec(raw[:_SAMPLE])
    text = raw.decode(codec, "replace")
    return Decoded(text, codec, f"not UTF-8 and nothing declared; read as {codec}")


def _guess_codec(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    high = sum(1 for byte in sample if byte > 0x7F)
    if high * 20 < len(sample):
        return "cp1252"  # a text nearly all ASCII: its few other bytes are the quotation marks and dashes of Windows
    best = from_bytes(sample, cp_isolation=_GUESSES).best()
    return best.encoding if best else "cp1252"


def is_gibberish(text: str) -> bool:
    """Tell whether more than one character in 20 of the first 64 Ki is a control character: binary in disguise."""
    sample = text[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) * 20 > len(sample)


def storable(text: str) -> tuple[str, int]:
    """Return the text with NULs and lone surrogates, which no database or JSON stores, as U+FFFD, and their number.

    One character stands for one, so that offsets still count the characters of the original.
    """
    return _UNSTORABLE.subn("\ufffd", text)


def invisible_problem(text: str, where: str) -> Problem | None:
    """Return the problem TW-P204 that names bidi and zero-width characters of a text, None where there are none."""
    counts: dict[str, int] = {}
    for found in _INVISIBLE.findall(text):
        counts[found] = counts.get(found, 0) + 1
    if not counts:
        return None
    named = ", ".join(f"U+{ord(c):04X} x{n}" for c, n in sorted(counts.items())[:8])
    return Problem.of("TW-P204", where, named)

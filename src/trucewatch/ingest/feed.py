"""RSS, RDF and Atom files: each entry a report, as far as the feed prints it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from trucewatch.ingest.dates import parse_date
from trucewatch.ingest.draft import Draft
from trucewatch.ingest.page import MAX_PAGE_CHARS, MAX_PAGE_TAGS, fragment_text
from trucewatch.model import Problem

_MAX_ID = 200
_ROOTS = ("rss", "feed", "rdf")
#: Where an entry's text stands, the fullest first; "encoded" is RSS's content:encoded.
_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubdate", "published", "issued", "date", "updated", "modified")


def read_feed(raw: bytes, shown: str) -> Iterator[Draft | Problem]:
    """Yield the drafts of a feed's entries in the order of the file, and a problem for each entry without text.

    The title of the feed is the outlet. An entry's `raw` is its own element, written canonically, so that it stays
    the same while the feed around it changes. External and nested entities are not resolved. A file that is damaged
    or cut off gives the entries before the damage and TW-P112, XML of another kind TW-P111.
    """
    root, damage = _parsed(raw)
    if root is None:
        yield Problem.of("TW-P112", shown, damage or "no XML element")
        return
    if _name(root) not in _ROOTS:
        yield Problem.of("TW-P111", shown, f"XML whose first element is {_name(root)!r}, not a feed")
        return
    outlet = next((_words(_first(e, "title")) for e in (*root.iterchildren("{*}channel"), root)), None)
    entries = [e for e in root.iter("{*}item", "{*}entry", "item", "entry") if isinstance(e.tag, str)]
    for number, entry in enumerate(entries, 1):
        yield _draft(entry, f"{shown}:{number}", outlet)
    if damage:
        yield Problem.of("TW-P112", shown, damage)
    elif not entries:
        yield Problem.of("TW-P103", shown, "the feed has no entry")


def _parsed(raw: bytes) -> tuple[Any, str]:
    """Return the root element, None where there is none, and what is wrong with the XML."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(raw.lstrip(), parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return None, str(error)[:200]
    serious = [e for e in parser.error_log if e.level_name == "FATAL" or "ENTITY" not in e.type_name]
    serious = [e for e in serious if e.type_name not in ("ERR_UNDECLARED_ENTITY", "WAR_UNDECLARED_ENTITY")]
    return root, f"line {serious[0].line}: {serious[0].message}"[:200] if serious else ""


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].casefold()


def _first(parent: Any, name: str) -> Any:
    """Return the first child of that name, in the feed's own namespace or RSS's and Dublin Core's, None for none."""
    return next((c for c in parent if isinstance(c.tag, str) and _name(c) == name and not _foreign(c)), None)


def _foreign(element: Any) -> bool:
    """Tell whether an element belongs to a media extension, whose titles and texts are those of pictures."""
    return "mrss" in str(element.tag) or "itunes" in str(element.tag)


def _words(element: Any) -> str | None:
    return " ".join("".join(element.itertext()).split()) or None if element is not None else None


def _draft(entry: Any, where: str, outlet: str | None) -> Draft | Problem:
    texts = (_text(_first(entry, name)) for name in _TEXTS)
    text, failure = next(((t, f) for t, f in texts if t or f), ("", ""))
    if not text:
        return Problem.of("TW-P110" if failure else "TW-P107", where, failure or "the entry has no text")
    draft = Draft(raw=_bytes(entry), text=text, location=where)
    draft.title = _plain(_words(_first(entry, "title")))
    draft.outlet = _plain(outlet)
    draft.url = _link(entry)
    draft.id = _id(entry) or (draft.url if draft.url and len(draft.url) <= _MAX_ID else None)
    written = next((w for name in _DATES if (w := _words(_first(entry, name)))), None)
    draft.metadata = parse_date(written) if written else None
    if written and draft.metadata is None:
        draft.note("TW-P108", f"the entry's date is no date: {written[:40]!r}")
    return draft


def _bytes(entry: Any) -> bytes:
    from lxml import etree

    try:
        return etree.tostring(entry, method="c14n", with_comments=False)
    except etree.C14NError:  # damaged namespaces have no canonical form
        return etree.tostring(entry, encoding="utf-8", with_tail=False)


def _text(element: Any) -> tuple[str, str]:
    """Return the text of an element and why there is none; markup in it is escaped (RSS) or real (Atom's XHTML)."""
    from lxml import etree

    if element is None:
        return "", ""
    inner = "".join(element.itertext())
    if len(element) and any(isinstance(c.tag, str) for c in element):
        inner = etree.tostring(element, encoding="unicode", with_tail=False)
    if len(inner) > MAX_PAGE_CHARS or inner.count("<") > MAX_PAGE_TAGS:
        return "", "the entry's markup is too large"
    plain = element.get("type") == "text" or ("<" not in inner and "&" not in inner)
    return (inner.strip() if plain else fragment_text(inner)), ""


def _plain(words: str | None) -> str | None:
    """Return a title without the markup and references that feeds escape twice."""
    return fragment_text(words) or None if words and ("<" in words or "&" in words) else words


def _link(entry: Any) -> str | None:
    links = [c for c in entry if isinstance(c.tag, str) and _name(c) == "link" and not _foreign(c)]
    for link in links:
        if link.get("rel", "alternate") == "alternate" and (href := link.get("href") or _words(link)):
            return str(href).strip()
    guid = _first(entry, "guid")
    words = _words(guid)
    return words if words and words.startswith(("http://", "https://")) else None


def _id(entry: Any) -> str | None:
    """Return an entry's id where it can be told from other feeds' ids: a URL, "tag:" or "urn:"."""
    words = next((w for n in ("guid", "id") if (w := _words(_first(entry, n)))), None)
    return words if words and ":" in words and len(words) <= _MAX_ID and words.isprintable() else None

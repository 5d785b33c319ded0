"""Every error and problem that Trucewatch names, as one tree.

    TrucewatchError                exit 2 unless said otherwise
    +-- UsageError                 the call itself is wrong
    +-- InputError                 an input cannot be read at all
    +-- ProfileError               a conflict profile is wrong (line and key named)
    +-- GazetteerError             a gazetteer file is wrong
    +-- ModelError                 a weight file is missing or damaged
    +-- RecordError                the record cannot be opened or written
    |   +-- RecordLockedError      another process holds it
    |   +-- RecordSchemaError      written by a newer Trucewatch
    |   +-- RecordFullError        no space left on the disk
    |   +-- IntegrityError         the record contradicts itself (exit 4)

An error ends the command. What is wrong with one report never does: it becomes a `Problem`
(model/problem.py) with one of the codes of `PROBLEMS`, is stored with the report and shown.
"""

from __future__ import annotations


class TrucewatchError(Exception):
    """Say what happened, where, and what to do about it; `code` is stable across versions."""

    code = "TW-E000"
    exit_code = 2

    def __init__(self, what: str, *, where: str = "", do: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.do = do

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        todo = f"\n  What to do: {self.do}" if self.do else ""
        return f"{self.code}: {self.what}{place}{todo}"


class UsageError(TrucewatchError):
    """The command or function was called with arguments that do not fit."""

    code = "TW-E100"


class InputError(TrucewatchError):
    """An input cannot be read at all."""

    code = "TW-E200"


class ProfileError(TrucewatchError):
    """A conflict profile is wrong; `where` names file, line and key."""

    code = "TW-E300"


class GazetteerError(TrucewatchError):
    """A gazetteer file is missing, empty or damaged."""

    code = "TW-E400"


class ModelError(TrucewatchError):
    """A weight file is missing, damaged, or not the one that the code expects."""

    code = "TW-E500"


class RecordError(TrucewatchError):
    """The record cannot be opened, read or written."""

    code = "TW-E600"


class RecordLockedError(RecordError):
    """Another process is writing to the record."""

    code = "TW-E601"


class RecordSchemaError(RecordError):
    """The record was written by a newer Trucewatch, or is no record."""

    code = "TW-E602"


class RecordFullError(RecordError):
    """The disk that holds the record is full."""

    code = "TW-E603"


class IntegrityError(RecordError):
    """The record contradicts itself: a digest, a span or a link is not what it was."""

    code = "TW-E604"
    exit_code = 4


#: code -> (what it means, what to do). One row for every problem that can be stored with a report.
PROBLEMS: dict[str, tuple[str, str]] = {
    "TW-P101": ("the file does not exist", "check the path"),
    "TW-P102": ("the file or folder cannot be read", "check its permissions"),
    "TW-P103": ("the file is empty", "remove it, or fetch the page again"),
    "TW-P104": ("the file is binary, not text", "extract its text first"),
    "TW-P105": ("the file is too large to be one report", "split it"),
    "TW-P106": ("the line is not a JSON object", "correct or remove the line"),
    "TW-P107": ("the line has no text", "correct or remove the line"),
    "TW-P108": ("a field has the wrong type or value", "correct the field; the rest of the report is kept"),
    "TW-P109": ("the encoding is broken or not the one declared", "check the characters shown as �"),
    "TW-P110": ("no text could be extracted from the page", "save the page as text"),
    "TW-P111": ("files of this kind are not read", "save it as one of the kinds in docs/formats/input.md"),
    "TW-P112": ("the file is damaged or cut off", "fetch it again; what came before the damage is kept"),
    "TW-P113": ("a paragraph that the page repeats stands fewer times in the text", "compare the text with the page"),
    "TW-P114": ("the text was extracted by the second reader, the first gave none", "compare the text with the page"),
    "TW-P115": ("the address may not be fetched", "save the page yourself and add the file"),
    "TW-P116": ("fetching failed", "try again later, or save the page yourself and add the file"),
    "TW-P117": (
        "columns or keys of the input are not read",
        "say what they hold with --column NAME=FIELD, or leave them",
    ),
    "TW-P201": ("the language of the report is not read", "the report is kept; read it by hand"),
    "TW-P202": ("the printed date contradicts the metadata", "the printed date is used; give --published to overrule"),
    "TW-P203": ("the report has no published date", "give --published; relative dates stay unresolved"),
    "TW-P204": ("the text holds characters that change how it is displayed (bidi or zero-width)", "read it with care"),
    "TW-P301": ("the same id was already used for another text", "both are kept; give each report an id of its own"),
    "TW-P401": ("the row of the gazetteer is wrong", "correct it and add the file again; the other rows are used"),
    "TW-P901": ("reading this report failed", "please report this with the report's id"),
}

"""The encoder: windows to hidden states; cues to their sources and contents, words to events and their parts, words of
truces to states.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from trucewatch import settings
from trucewatch.errors import ModelError
from trucewatch.read.windows import Window

WEIGHTS = settings.PACKAGE / "read" / "weights"
#: Cues and words are scored in batches of at most this many cells (cues x pieces).
CELLS = 24_576
BEGIN, END = 101, 102

Floats = NDArray[np.float32]


#: The word pieces of a cue, or of words that may name an event.
Pointed = Sequence[int]
#: What is asked about: pieces, or a mention's with those of its sentence.
Asked = TypeVar("Asked")


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """Hold a window: `hidden` (1, pieces, 384), `mask` (1, pieces), and the shares of every piece.

    `cue` and `own_cue` (pieces, 2: begins, continues) as PolNeAR and as our guidelines mark cues; `kind` (pieces,
    kinds) in the order of Encoder.kinds. Piece 0 is the opening mark, so piece i stands at i + 1.
    """

    hidden: Floats
    mask: NDArray[np.int64]
    cue: Floats
    own_cue: Floats
    kind: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Hold for every cue of a window: `roles` (cues, pieces, 3), the shares none / source / content of every piece;
    `claim` (cues,), the share of being a claim by our guidelines; `stance` (cues, 9) in the order of STANCES and `form`
    (cues, 3) in the order of FORMS."""

    roles: Floats
    claim: Floats
    stance: Floats
    form: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """Hold for words that may name an event: `parts` (words, pieces, parts), the share of every piece of each of
    Encoder.parts; `kind` (words, kinds) and `status` (words, 8) in the order of STATUSES."""

    parts: Floats
    kind: Floats
    status: Floats


class Encoder:
    """Run the graphs of a weight folder with onnxruntime; loads on first use, refuses damaged files.

    Raises ModelError where a file is missing or is not the one that the manifest names.
    """

    def __init__(self, folder: Path = WEIGHTS, threads: int | None = None) -> None:
        self.folder = folder
        self.threads = threads or settings.threads()

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the manifest, which names every weight file by its own."""
        return hashlib.sha256(self._read("manifest.json")).hexdigest()

    @cached_property
    def confidence(self) -> tuple[float, ...]:
        """Return what calibration found: bias, and weights of the log odds of cue, claim and role shares."""
        return tuple(float(x) for x in self._manifest["confidence"])

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """Return the word piece tokenizer, without truncation or padding."""
        tokenizer: Tokenizer = Tokenizer.from_str(self._checked("tokenizer.json").decode("utf-8"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    def encode(self, window: Window) -> Encoded:
        """Encode a window, alone: int8 scales follow all that is encoded together, so that another would change it."""
        ids = np.array([[BEGIN, *window.ids, END]], dtype=np.int64)
        mask = np.ones_like(ids)
        names = ["hidden", "cue", "own_cue", "kind"]
        hidden, cue, own_cue, kind = self._encoder.run(names, {"ids": ids, "mask": mask})
        return Encoded(hidden, mask, cue[0], own_cue[0], kind[0])

    def link(self, encoded: Encoded, cues: Sequence[Pointed], *, own: bool = True) -> Links | None:
        """Say of every cue which pieces are its source and content, and what it is as a whole; None without cues.

        `own`: sources and contents as our guidelines draw them, else as PolNeAR does.
        """
        graph = self._linker if own else self._polnear_linker
        found = self._run(graph, ["roles", "claim", "stance", "form"], encoded, cues, _feed)
        return Links(found[0], found[1][:, 1], *found[2:]) if found else None

    def tell(self, encoded: Encoded, words: Sequence[Pointed]) -> Told | None:
        """Say of words what kind of event they name, its status, and which pieces are its parts; None without words."""
        found = self._run(self._teller, ["parts", "kind", "status"], encoded, words, _feed)
        return Told(*found) if found else None

    def states(self, encoded: Encoded, mentions: Sequence[tuple[Pointed, Pointed]]) -> Floats | None:
        """Say of words that name a truce, each with the pieces of its sentence, which state they give it: the shares
        (mentions, pacts); None without mentions, or where the weights hold no such head.
        """
        if not mentions or not self.pacts:
            return None
        return self._run(self._states, ["state"], encoded, mentions, _feed_mentions)[0]

    def _run(
        self,
        graph: onnxruntime.InferenceSession,
        names: list[str],
        encoded: Encoded,
        pointed: Sequence[Asked],
        feed: Callable[[Encoded, Sequence[Asked]], dict[str, NDArray[Any]]],
    ) -> list[Floats]:
        step = max(1, CELLS // encoded.hidden.shape[1])
        groups = [pointed[i : i + step] for i in range(0, len(pointed), step)]
        parts = [graph.run(names, feed(encoded, group)) for group in groups]
        return [np.concatenate(p) for p in zip(*parts, strict=True)]

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of events that the weights know: "none", then TYPE/mode."""
        return tuple(self._manifest["kinds"])

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """Return the parts of events that the weights know."""
        return tuple(self._manifest["parts"])

    @cached_property
    def pacts(self) -> tuple[str, ...]:
        """Return the states of truces that the weights know, "none" first; empty where they hold no head for them."""
        return tuple(self._manifest.get("pacts", ()))

    @cached_property
    def _encoder(self) -> onnxruntime.InferenceSession:
        return self._session("encoder.onnx")

    @cached_property
    def _linker(self) -> onnxruntime.InferenceSession:
        return self._session("link.onnx")

    def _session(self, name: str) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # else idle threads take a core
        return onnxruntime.InferenceSession(self._checked(name), options, providers=["CPUExecutionProvider"])

    @cached_property
    def _polnear_linker(self) -> onnxruntime.InferenceSession:
        return self._session("link_polnear.onnx")

    @cached_property
    def _teller(self) -> onnxruntime.InferenceSession:
        return self._session("events.onnx")

    @cached_property
    def _states(self) -> onnxruntime.InferenceSession:
        return self._session("truces.onnx")

    @cached_property
    def _manifest(self) -> dict[str, Any]:
        manifest: dict[str, Any] = json.loads(self._read("manifest.json"))
        return manifest

    def _checked(self, name: str) -> bytes:
        data = self._read(name)
        if hashlib.sha256(data).hexdigest() != self._manifest["sha256"].get(name):
            raise ModelError("a weight file is damaged", where=str(self.folder / name), do="install Trucewatch again")
        return data

    def _read(self, name: str) -> bytes:
        try:
            return (self.folder / name).read_bytes()
        except OSError as error:
            raise ModelError(
                f"a weight file cannot be read: {error.strerror}",
                where=str(self.folder / name),
                do="install Trucewatch again",
            ) from error


def _feed(encoded: Encoded, pointed: Sequence[Pointed]) -> dict[str, NDArray[Any]]:
    """Return the inputs of a graph that scores every piece for some words of its window."""
    return _window(encoded, len(pointed)) | {
        "weights": _means(encoded, pointed),
        "centre": np.array([pieces[0] + 1 for pieces in pointed], dtype=np.int64),
    }


def _feed_mentions(encoded: Encoded, mentions: Sequence[tuple[Pointed, Pointed]]) -> dict[str, NDArray[Any]]:
    return _window(encoded, len(mentions)) | {
        "mention": _means(encoded, [mention for mention, _ in mentions]),
        "sentence": _means(encoded, [sentence for _, sentence in mentions]),
    }


def _window(encoded: Encoded, asked: int) -> dict[str, NDArray[Any]]:
    """Return what every graph over a window takes: the window, and for all that is asked of it that it is of row 0."""
    return {"hidden": encoded.hidden, "mask": encoded.mask, "rows": np.zeros(asked, dtype=np.int64)}


def _means(encoded: Encoded, pointed: Sequence[Pointed]) -> Floats:
    """Return what averages over some pieces of a window: (words, pieces)."""
    weights = np.zeros((len(pointed), encoded.hidden.shape[1]), dtype=np.float32)
    for i, pieces in enumerate(pointed):
        weights[i, np.asarray(pieces) + 1] = 1 / len(pieces)
    return weights

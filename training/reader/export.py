"""Export a checkpoint: int8 ONNX graphs, tokenizer and manifest.

    python -m training.reader.export CHECKPOINT FOLDER [--confidence BIAS CUE CLAIM ROLE]

Writes encoder.onnx, link.onnx and link_polnear.onnx, events.onnx, tokenizer.json, manifest.json.
The word table is int8 with one scale per row; matrices are int8 with one
scale per column, unsigned, so that processors without VNNI do not saturate.
The files move to FOLDER only once all are written.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.reader.network import BASE, KINDS, OURS, PARTS, Network, shares


class RowTable(nn.Module):
    """Look up rows of an int8 table, each with its own scale."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        weight = table.weight.detach().float()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().clamp(-127, 127).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].float() * self.scale[ids]


class EncoderGraph(nn.Module):
    """ids, mask (windows, pieces) -> hidden (windows, pieces, hidden), and shares of every piece: cue, own_cue
    (windows, pieces, 2: begins, continues; as PolNeAR and as our guidelines mark cues), kind (windows, pieces, KINDS).
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        net = self.network
        hidden = net.encode(ids, mask)
        cues = (net.role(hidden).softmax(-1)[..., 1:3], net.own_role(hidden).softmax(-1)[..., 1:3])
        return hidden, *cues, net.kind_tag(hidden).softmax(-1)


class LinkGraph(nn.Module):
    """The cues of `Network.link` -> roles (cues, pieces, 3), by one convention, and the shares of `Network.judge`."""

    def __init__(self, network: Network, *, own: bool) -> None:
        super().__init__()
        self.network, self.own = network, own

    def forward(
        self, hidden: Tensor, mask: Tensor, rows: Tensor, weights: Tensor, centre: Tensor
    ) -> tuple[Tensor, ...]:
        roles = shares(self.network.link(hidden, rows, weights, centre, own=self.own), mask[rows])
        return (roles, *(x.softmax(-1) for x in self.network.judge(hidden, rows, weights, roles)))


class EventGraph(nn.Module):
    """Words that may name an event -> parts (words, pieces, PARTS), kind (words, KINDS), status (words, statuses)."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, hidden: Tensor, mask: Tensor, rows: Tensor, weights: Tensor, centre: Tensor
    ) -> tuple[Tensor, ...]:
        scores = self.network.events(hidden, rows, weights, centre)
        parts = scores.sigmoid() * mask[rows][..., None].float()
        kind, status, _ = self.network.tell(hidden, rows, weights, parts)
        return parts, kind.softmax(-1), status.softmax(-1)


def load(checkpoint: Path) -> Network:
    """Load a network from a checkpoint of ours or of the trial, whose one convention then begins both."""
    network = Network()
    state = torch.load(checkpoint, weights_only=True, map_location="cpu")
    state = {k: v.float() for k, v in state.get("net", state).items()}
    older = ("wt.", "wc.", "wtm.", "wcm.", "rel.", "out.")
    state = {f"cues.{k}" if k.startswith(older) else k: v for k, v in state.items()}
    for ours, theirs in (("own_role.", "role."), ("own_out.", "cues.out.")):
        for k in [k for k in state if k.startswith(theirs)]:
            state.setdefault(ours + k.removeprefix(theirs), state[k].clone())
    missing, unknown = network.load_state_dict(state, strict=False)
    if unknown or any(not k.startswith(OURS) for k in missing):
        raise ValueError(f"{checkpoint}: missing {missing}, unknown {unknown}")
    return network.eval()


def export(checkpoint: Path, folder: Path, confidence: list[float]) -> None:
    """Write the graphs of a checkpoint into `folder` in one move."""
    network = load(checkpoint)
    network.enc.config._attn_implementation = "eager"
    network.enc.embeddings.word_embeddings = RowTable(network.enc.embeddings.word_embeddings)
    made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".weights-"))
    ids, mask = torch.randint(1000, 20000, (2, 64)), torch.ones(2, 64, dtype=torch.long)
    whole = {0: "windows", 1: "pieces"}
    written(
        made / "encoder.onnx",
        EncoderGraph(network),
        {"ids": (ids, whole), "mask": (mask, whole)},
        dict.fromkeys(("hidden", "cue", "own_cue", "kind"), whole),
    )
    each = {0: "words", 1: "pieces"}
    inputs = {
        "hidden": (torch.randn(2, 64, network.enc.config.hidden_size), whole),
        "mask": (mask, whole),
        "rows": (torch.tensor([0, 1, 1]), {0: "words"}),
        "weights": (torch.full((3, 64), 1 / 64), each),
        "centre": (torch.tensor([3, 5, 9]), {0: "words"}),
    }
    one = {0: "words"}
    outputs = {"roles": each} | dict.fromkeys(("claim", "stance", "form"), one)
    written(made / "link.onnx", LinkGraph(network, own=True), inputs, outputs)
    written(made / "link_polnear.onnx", LinkGraph(network, own=False), inputs, outputs)
    told = {"parts": each} | dict.fromkeys(("kind", "status"), one)
    written(made / "events.onnx", EventGraph(network), inputs, told)
    shutil.copy(BASE / "tokenizer.json", made / "tokenizer.json")
    _manifest(made, checkpoint, confidence)
    folder.mkdir(parents=True, exist_ok=True)
    for file in made.iterdir():
        file.chmod(0o644)
        file.replace(folder / file.name)
    made.rmdir()


def written(path: Path, graph: nn.Module, inputs: dict, outputs: dict) -> None:
    """Write a graph as int8 ONNX; inputs are (example, names of its axes) by name, outputs names of axes by name."""
    full = path.with_suffix(".full.onnx")
    axes = {k: v for k, (_, v) in inputs.items()} | outputs
    torch.onnx.export(
        graph.eval(),
        tuple(v for v, _ in inputs.values()),
        str(full),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        full,
        path,
        weight_type=QuantType.QUInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gemm"],
    )
    full.unlink()


def _manifest(folder: Path, checkpoint: Path, confidence: list[float]) -> None:
    digests = {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in sorted(folder.iterdir())}
    made_from = {checkpoint.name: hashlib.sha256(checkpoint.read_bytes()).hexdigest()}
    content = {"made_from": made_from, "confidence": confidence, "kinds": KINDS, "parts": PARTS}
    text = json.dumps(content | {"sha256": digests}, indent=1)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--confidence", type=float, nargs=4, default=[0.0, 1.0, 1.0, 1.0], help="from calibrate")
    args = parser.parse_args()
    export(args.checkpoint, args.folder, args.confidence)
    for file in sorted(args.folder.iterdir()):
        print(f"{file.stat().st_size / 1e6:6.2f} MB  {file.name}")


if __name__ == "__main__":
    main()

"""Export a checkpoint: int8 ONNX graphs, tokenizer and manifest.

    python -m training.attribution.export CHECKPOINT FOLDER [--confidence BIAS CUE CLAIM ROLE]

Writes encoder.onnx (ids, mask -> hidden, cue), link.onnx (hidden, mask, rows, weights, centre -> roles, claim,
stance, form), tokenizer.json, manifest.json. The word table is int8 with one scale per row; matrices are int8 with one
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

from training.attribution.network import BASE, Network, shares


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
    """ids, mask (windows, pieces) -> hidden (windows, pieces, hidden), cue (windows, pieces, 2): begins, continues."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        hidden = self.network.encode(ids, mask)
        return hidden, self.network.role(hidden).softmax(-1)[..., 1:3]


class LinkGraph(nn.Module):
    """The cues of `Network.link` -> roles (cues, pieces, 3) and the shares of `Network.judge`."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, hidden: Tensor, mask: Tensor, rows: Tensor, weights: Tensor, centre: Tensor
    ) -> tuple[Tensor, ...]:
        roles = shares(self.network.link(hidden, rows, weights, centre), mask[rows])
        return (roles, *(x.softmax(-1) for x in self.network.judge(hidden, rows, weights, roles)))


def load(checkpoint: Path) -> Network:
    """Load a network from a checkpoint of ours or of the trial."""
    network = Network()
    state = torch.load(checkpoint, weights_only=True, map_location="cpu")
    state = state.get("net", state)
    missing, unknown = network.load_state_dict({k: v.float() for k, v in state.items()}, strict=False)
    if unknown or any(not k.startswith(("whole", "claim", "stance", "form")) for k in missing):
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
    _write(
        made / "encoder.onnx",
        EncoderGraph(network),
        {"ids": (ids, whole), "mask": (mask, whole)},
        {"hidden": whole, "cue": whole},
    )
    per_cue = {0: "cues", 1: "pieces"}
    inputs = {
        "hidden": (torch.randn(2, 64, network.enc.config.hidden_size), whole),
        "mask": (mask, whole),
        "rows": (torch.tensor([0, 1, 1]), {0: "cues"}),
        "weights": (torch.full((3, 64), 1 / 64), per_cue),
        "centre": (torch.tensor([3, 5, 9]), {0: "cues"}),
    }
    outputs = {"roles": per_cue} | {k: {0: "cues"} for k in ("claim", "stance", "form")}
    _write(made / "link.onnx", LinkGraph(network), inputs, outputs)
    shutil.copy(BASE / "tokenizer.json", made / "tokenizer.json")
    _manifest(made, checkpoint, confidence)
    folder.mkdir(parents=True, exist_ok=True)
    for file in made.iterdir():
        file.chmod(0o644)
        file.replace(folder / file.name)
    made.rmdir()


def _write(path: Path, graph: nn.Module, inputs: dict, outputs: dict) -> None:
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
    text = json.dumps({"made_from": made_from, "confidence": confidence, "sha256": digests}, indent=1)
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

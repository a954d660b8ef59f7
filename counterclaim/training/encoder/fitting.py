"""Fits the network to examples: what it is asked, how wrong its answers are, and the steps down.

Examples enter, a fitted `Network` leaves. The same seeds give the same weights on the same machine and versions.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from counterclaim.coding.encoder import heads
from counterclaim.coding.encoder.windows import Told
from counterclaim.model import NARRATOR, TWO_SIDED, UNNAMED, Claim
from counterclaim.training.encoder.examples import Example, Gold
from counterclaim.training.encoder.network import FROZEN, Network

WEIGHTS: Mapping[str, float] = {
    "event": 1.0, "speaker": 1.0, "stance": 1.0, "actor": 0.3, "target": 0.6, "count": 0.5, "unit": 0.5,
}  # fmt: skip
"""How much each kind of answer counts."""
CHUNK = 160
"""Examples within which those of one batch are sought, so that they are about as long."""
WARM, LEAST = 0.1, 0.02
"""Share of the steps in which the rate rises, and what of it is left at the end."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to fit: rates, steps, seed."""

    epochs: int
    rate: float = 3e-4
    """Of the topmost layer; each layer below takes `falling` of it."""
    falling: float = 0.9
    head_rate: float = 1e-3
    batch: int = 600
    """Pieces of a batch."""
    deaf: float = 0.25
    """Share of the examples that do not hear what the rules say."""
    noise: float = 0.0
    """Share of the pieces whose words are not seen, and of what attention says."""
    seed: int = 1


@dataclass(frozen=True, slots=True)
class _Asked:
    """One claim to answer for: at which piece, which event, which answers."""

    piece: int
    event: int
    claim: Gold


def fit(
    network: Network,
    examples: Sequence[Example],
    plan: Plan,
    told: Callable[[str], None],
    lower: Sequence[Tensor] | None = None,
    halted: Path | None = None,
) -> Network:
    """Fit a network to examples; `told` is given a line after each epoch.

    `lower` are the states below the layers that learn, where they are known already. In the file `halted` the fitting
    stands as it was after the last epoch: it goes on from there, to the same weights as if it had never stopped.
    """
    torch.manual_seed(plan.seed)
    lots = random.Random(plan.seed)
    if lower is None:
        lower = network.eval().lower([example.window for example in examples])
    steps = _steps(network, plan)
    rates = [group["lr"] for group in steps.param_groups]
    total, done = plan.epochs * sum(1 for _ in _batches(examples, plan.batch, random.Random(0))), 0
    network.train()
    network.noise = plan.noise
    learns = [value for value in network.parameters() if value.requires_grad]
    begun = 0
    if halted is not None and halted.exists():
        begun, done = _resumed(halted, network, steps, lots)
    for epoch in range(begun, plan.epochs):
        wrong: dict[str, float] = defaultdict(float)
        count = 0
        for batch in _batches(examples, plan.batch, lots):
            heard = [lots.random() >= plan.deaf for _ in batch]
            share = min(1.0, (done + 1) / (WARM * total)) * max(LEAST, 1 - max(0.0, done / total - WARM) / (1 - WARM))
            for group, rate in zip(steps.param_groups, rates, strict=True):
                group["lr"] = rate * share
            losses = _losses(network, [examples[at] for at in batch], [lower[at] for at in batch], heard)
            steps.zero_grad(set_to_none=True)
            torch.stack([WEIGHTS[part] * loss for part, loss in losses.items()]).sum().backward()
            nn.utils.clip_grad_norm_(learns, 1.0)
            steps.step()
            done, count = done + 1, count + 1
            for part, loss in losses.items():
                wrong[part] += float(loss.detach())
        told(f"epoch {epoch + 1}: " + ", ".join(f"{part} {value / count:.3f}" for part, value in wrong.items()))
        if halted is not None:
            _halt(halted, network, steps, lots, (epoch + 1, done))
    network.eval()
    return network


def _halt(file: Path, network: Network, steps: torch.optim.Optimizer, lots: random.Random, at: tuple[int, int]) -> None:
    """Write down a fitting after an epoch, whole or not at all; `at` are epochs and batches done."""
    whole = {"network": network.state_dict(), "steps": steps.state_dict(), "lots": lots.getstate(), "at": at}
    torch.save(whole | {"drops": torch.get_rng_state()}, file.with_suffix(".part"))
    file.with_suffix(".part").replace(file)


def _resumed(file: Path, network: Network, steps: torch.optim.Optimizer, lots: random.Random) -> tuple[int, int]:
    """Put a fitting back to where it was; epochs and batches that were done."""
    whole = torch.load(file, weights_only=True)
    network.load_state_dict(whole["network"])
    steps.load_state_dict(whole["steps"])
    lots.setstate(whole["lots"])
    torch.set_rng_state(whole["drops"])
    return int(whole["at"][0]), int(whole["at"][1])


def _steps(network: Network, plan: Plan) -> torch.optim.Optimizer:
    groups = []
    for at, layer in enumerate(network.layers):
        if at >= FROZEN:
            rate = plan.rate * plan.falling ** (len(network.layers) - 1 - at)
            wide = [value for value in layer.parameters() if value.ndim > 1]
            flat = [value for value in layer.parameters() if value.ndim <= 1]
            groups += [
                {"params": wide, "lr": rate, "weight_decay": 0.01},
                {"params": flat, "lr": rate, "weight_decay": 0.0},
            ]
    rest = [(name, value) for name, value in network.named_parameters() if not name.startswith(("layers.", "ln."))]
    marks = [value for name, value in rest if name.startswith("hint")]
    other = [value for name, value in rest if not name.startswith("hint")]
    groups.append({"params": other, "lr": plan.head_rate, "weight_decay": 0.01})
    groups.append({"params": marks, "lr": 4 * plan.head_rate, "weight_decay": 0.0})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)


def _batches(examples: Sequence[Example], pieces: int, lots: random.Random) -> Iterator[list[int]]:
    """Positions of examples of about the same length, in another order in each epoch."""
    order = list(range(len(examples)))
    lots.shuffle(order)
    batches: list[list[int]] = []
    for first in range(0, len(order), CHUNK):
        chunk = sorted(order[first : first + CHUNK], key=lambda at: len(examples[at].window.pieces))
        batch: list[int] = []
        for at in chunk:
            if batch and len(examples[at].window.pieces) * (len(batch) + 1) > pieces:
                batches.append(batch)
                batch = []
            batch.append(at)
        batches.append(batch)
    lots.shuffle(batches)
    yield from batches


def _losses(
    network: Network, batch: Sequence[Example], lower: Sequence[Tensor], heard: Sequence[bool]
) -> dict[str, Tensor]:
    states, says = network.states([example.window for example in batch], lower, heard)
    scores = network.event(states) + says
    wanted, weights = torch.zeros_like(scores), torch.zeros_like(scores)
    asked = [_wanted(example, scores[row].detach(), wanted[row], weights[row]) for row, example in enumerate(batch)]
    event = functional.binary_cross_entropy_with_logits(scores, wanted, weight=weights, reduction="sum")
    parts: dict[str, list[Tensor]] = defaultdict(list)
    for row, example in enumerate(batch):
        if asked[row]:
            places = [(one.piece, one.event) for one in asked[row]]
            answers = network.answers(states[row], example.window, places, heard[row])
            for at, one in enumerate(asked[row]):
                _judge({part: table[at] for part, table in answers.items()}, example, one.claim, parts)
    claims = max(1, sum(map(len, asked)))
    losses = {"event": event / max(1.0, float(wanted.sum()))}
    return losses | {part: torch.stack(each).sum() / claims for part, each in parts.items()}


def _wanted(example: Example, scores: Tensor, wanted: Tensor, weights: Tensor) -> list[_Asked]:
    """Fill in where events are wanted and what counts; what to ask at these places.

    Where the rules or the lexicon see the event of a claim elsewhere in the window, as a title does that says the
    same, the place is a right one too, or does not count.
    """
    weights[1 : len(example.window.pieces)] = 1
    asked: list[_Asked] = []
    for label in example.labels:
        event = heads.EVENT_NAMES.index(label.claim["event"])
        piece = max(label.pieces, key=lambda at: float(scores[at, event]))
        for other in label.pieces:
            if not wanted[other, event]:
                weights[other, event] = 0
        wanted[piece, event] = weights[piece, event] = 1
        asked.append(_Asked(piece, event, label.claim))
    found: dict[int, list[_Asked]] = defaultdict(list)
    for one in asked:
        found[one.event].append(one)
    for told in example.window.told:
        own = found.get(heads.EVENT_NAMES.index(told.claim.event), [])
        if own and told.pieces and not any(one.piece in told.pieces for one in own):
            piece = min(told.pieces)
            wanted[piece, own[0].event] = weights[piece, own[0].event] = 1
            if same := _same(told, own):
                asked.append(_Asked(piece, own[0].event, same))
    for pieces, events in example.acts:
        for event in (heads.EVENT_NAMES.index(name) for name in events if name != "other"):
            if event in found:
                for piece in pieces:
                    if not wanted[piece, event]:
                        weights[piece, event] = 0
    return asked


def _same(told: Told, own: Sequence[_Asked]) -> Gold | None:
    """The claim that the rules' claim tells, where it can be only one speaker's in one stance."""
    claims = [one.claim for one in own]
    mine = (told.claim.speaker_party, told.claim.stance)
    alike = [claim for claim in claims if (claim["speaker_party"], claim["stance"]) == mine] or claims
    if len({(claim["speaker_party"], claim["stance"]) for claim in alike}) > 1:
        return None
    return next((claim for claim in alike if _measure(claim) == _measured(told.claim)), alike[0])


def _measure(claim: Gold) -> tuple[object, ...]:
    return claim["low"], claim["high"], claim["unit"]


def _measured(claim: Claim) -> tuple[object, ...]:
    return claim.low, claim.high, claim.unit


def _judge(answers: Mapping[str, Tensor], example: Example, claim: Gold, parts: dict[str, list[Tensor]]) -> None:
    """Add how unlikely the right answers are."""
    window = example.window
    codes = {code: at for at, code in enumerate(window.codes)}
    last = len(window.codes)
    stance = heads.STANCE_NAMES.index(claim["stance"])
    speaker = {NARRATOR: last, UNNAMED: last + 1}.get(claim["speaker_party"], codes.get(claim["speaker_party"]))
    if speaker is not None:
        parts["speaker"].append(-answers["speaker"][speaker])
        parts["stance"].append(-answers["stance"][speaker, stance])
    else:
        parts["stance"].append(-torch.logsumexp(answers["speaker"].detach() + answers["stance"][:, stance], 0))
    sides = {"actor": claim["actor"], "target": claim["target"]}
    either = claim["event"] in TWO_SIDED and all(side in codes for side in sides.values())
    for role, side in sides.items():
        at = last if side is None else codes.get(side)
        if either:
            both = torch.stack([answers[role][codes[each]] for each in sides.values()])
            parts[role].append(-torch.logsumexp(both, 0))
        elif at is not None:
            parts[role].append(-answers[role][at])
    low, high = claim["low"], claim["high"]
    if low is None and high is None:
        counts = [len(window.numbers)]
    else:
        counts = [at for at, number in enumerate(window.numbers) if (number.low, number.high) == (low, high)]
        counts += [len(window.numbers) + 1] if (low, high) == (1, 1) else []
    if counts:
        chances = answers["count"][counts]
        whole = torch.logsumexp(chances, 0)
        unit = answers["unit"][counts, heads.UNIT_NAMES.index(claim["unit"] or "none")]
        parts["count"].append(-whole)
        parts["unit"].append(-torch.logsumexp(chances - whole + unit, 0))

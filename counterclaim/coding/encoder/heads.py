"""What the encoder makes of its states: how likely each event is at each piece, and who, what and how many go with it.

States of a window enter as numpy arrays with the weights of the heads, probabilities leave. The same is computed while
training, in `counterclaim.training.network`; a test holds the two together. Nothing here reads text.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from counterclaim.coding.encoder.windows import Pointed, Window
from counterclaim.model import EVENTS, NARRATOR, STANCES, UNITS, UNNAMED

Array = np.ndarray[Any, np.dtype[np.float32]]
Weights = Mapping[str, Array]

EVENT_NAMES = tuple(sorted(EVENTS))
STANCE_NAMES = tuple("asserts confirms accuses denies doubts withholds calls_for offers threatens intends".split())
UNIT_NAMES = ("none", *sorted(UNITS))
"""Names in the order in which weights and probabilities hold them; stances in that of the codebook."""
assert frozenset(STANCE_NAMES) == STANCES
STEPS = (1, 3, 6, 10, 18, 32, 64)
"""Distances in pieces, either way, that are told apart."""
UNLIKELY = -30.0
"""Score of what no phrase of the window means."""
NEVER = -1e4
"""Added to the score of a phrase for what it cannot mean."""
GELU = math.sqrt(2 / math.pi)


@dataclass(frozen=True, slots=True)
class Answers:
    """Probabilities for places and events asked for, each with one row for one of them."""

    speaker: Array
    """Over the window's codes, then the narrator, then somebody unnamed."""
    stance: Array
    """Over stances, for each of these speakers."""
    actor: Array
    """Over the window's codes, then none."""
    target: Array
    count: Array
    """Over the window's numbers, then none, then an implied one."""
    unit: Array
    """Over units, for each of these counts."""


def bucket(distance: int) -> int:
    """Which of 16 distances a number of pieces is: 0 to 7 forwards, 8 to 15 backwards."""
    step = sum(abs(distance) > each for each in STEPS)
    return step if distance >= 0 else 8 + step


def speakers(window: Window) -> tuple[str, ...]:
    """The speakers of a window in the order of `Answers.speaker`."""
    return (*window.codes, NARRATOR, UNNAMED)


def events(states: Array, hints: Array, weights: Weights) -> Array:
    """Probability of each event at each piece; `hints` is what the marks at each piece say for it."""
    scores: Array = _linear(states, weights, "event") + hints
    return _sigmoid(scores)


def answers(states: Array, window: Window, asked: Sequence[tuple[int, int]], heard: bool, weights: Weights) -> Answers:
    """What goes with each (piece, event) asked for; `heard` says whether the claims of the rules count."""
    pieces, events = np.array([at for at, _ in asked]), np.array([event for _, event in asked])
    acts = _layers(np.concatenate([states[pieces], weights["eemb.weight"][events]], -1), weights, "trig")
    trust = _linear(acts, weights, "trust")
    said = _told(window, asked) if heard else None
    lone = _linear(acts, weights, "special")
    queries = _linear(acts, weights, "q").reshape(len(asked), 4, -1)
    phrases = _phrases(states, window.parties, weights)
    phrases = phrases + weights["kind.weight"][[point.kind for point in window.parties]]
    scores = _pointed(queries[:, :3], phrases, pieces, window, weights)
    means = _meanings(window)
    codes = np.maximum(_logsum(scores[:, :, None, :] + means), UNLIKELY)
    unnamed = np.logaddexp(lone[:, 1:2], codes[:, 0, -1:])
    parts = {
        "speaker": np.concatenate([codes[:, 0, :-1], lone[:, 0:1], unnamed], -1),
        "actor": np.concatenate([codes[:, 1, :-1], lone[:, 2:3]], -1),
        "target": np.concatenate([codes[:, 2, :-1], lone[:, 3:4]], -1),
    }
    stance = _stances(acts, scores[:, 0], phrases, means, weights)
    count, unit = _counted(states, acts, queries[:, 3], lone[:, 4:6], pieces, window, weights)
    if said is not None:
        for at, part in enumerate(parts):
            parts[part] = parts[part] + trust[:, at : at + 1] * said[part]
        stance = stance + trust[:, 3, None, None] * said["stance"]
        count = count + trust[:, 4:5] * said["count"]
        unit = unit + trust[:, 5, None, None] * said["unit"][:, None]
    return Answers(
        _softmax(parts["speaker"]), _softmax(stance), _softmax(parts["actor"]), _softmax(parts["target"]),
        _softmax(count), _softmax(unit),
    )  # fmt: skip


def _told(window: Window, asked: Sequence[tuple[int, int]]) -> dict[str, Array]:
    """What the rules say of each (piece, event): 1 for what they chose, 0 for all else."""
    names, rows, codes, counts = speakers(window), len(asked), len(window.codes), len(window.numbers)
    said = {
        "speaker": np.zeros((rows, codes + 2), np.float32), "stance": np.zeros((rows, codes + 2, 10), np.float32),
        "actor": np.zeros((rows, codes + 1), np.float32), "target": np.zeros((rows, codes + 1), np.float32),
        "count": np.zeros((rows, counts + 2), np.float32), "unit": np.zeros((rows, len(UNIT_NAMES)), np.float32),
    }  # fmt: skip
    places = {code: at for at, code in enumerate(window.codes)}
    for row, (piece, event) in enumerate(asked):
        here = [told.claim for told in window.told if piece in told.pieces]
        for claim in [claim for claim in here if claim.event == EVENT_NAMES[event]] or here:
            if claim.speaker_party in names:
                at = names.index(claim.speaker_party)
                said["speaker"][row, at] = said["stance"][row, at, STANCE_NAMES.index(claim.stance)] = 1
            said["actor"][row, places.get(claim.actor or "", codes)] = 1
            said["target"][row, places.get(claim.target or "", codes)] = 1
            written = claim.quantity.written if claim.quantity is not None else None
            if written is None:
                said["count"][row, counts + (claim.quantity is not None)] = 1
            else:
                for at, number in enumerate(window.numbers):
                    if number.start < written.end and number.end > written.start:
                        said["count"][row, at] = 1
            said["unit"][row, UNIT_NAMES.index(claim.unit or "none")] = 1
    return said


def _phrases(states: Array, points: Sequence[Pointed], weights: Weights) -> Array:
    """One vector for each phrase, from its first and its last piece."""
    first, last = [point.first for point in points], [point.last for point in points]
    return _layers(np.concatenate([states[first], states[last]], -1), weights, "ment")


def _pointed(queries: Array, phrases: Array, pieces: Array, window: Window, weights: Weights) -> Array:
    """How well each phrase fits each of the three roles of each act: acts, roles, phrases."""
    size = queries.shape[-1]
    keys = _linear(phrases, weights, "k").reshape(len(phrases), 4, size)[:, :3]
    scores = np.einsum("nrd,mrd->nrm", queries, keys) / np.float32(math.sqrt(size))
    near = weights["dist.weight"][_buckets(window.parties, pieces)][..., :3].transpose(0, 2, 1)
    kinds = weights["kindb.weight"][[point.kind for point in window.parties]][:, :3].T
    return np.asarray(scores + near + kinds, np.float32)


def _meanings(window: Window) -> Array:
    """For each code of the window, and last for somebody unnamed: 0 where a phrase can mean it, else `NEVER`."""
    table = np.full((len(window.codes) + 1, len(window.parties)), NEVER, np.float32)
    places = {code: at for at, code in enumerate((*window.codes, UNNAMED))}
    for column, point in enumerate(window.parties):
        for code in point.codes:
            table[places.get(code, len(window.codes)), column] = 0
    return table


def _stances(acts: Array, scores: Array, phrases: Array, means: Array, weights: Weights) -> Array:
    """Scores of the stances for each act and speaker: the phrases of a speaker are weighed by how well they fit."""
    rows, codes = len(acts), len(means) - 1
    share = _softmax(scores[:, None, :] + means[:-1]) if codes else np.zeros((rows, 0, len(phrases)), np.float32)
    own, others = _parted(acts, phrases, weights["spkvec.weight"], weights, "stance.0")
    fixed = np.broadcast_to(others[len(phrases) :], (rows, 2, own.shape[-1]))
    return _linear(
        _bent(own[:, None] + np.concatenate([share @ others[: len(phrases)], fixed], 1)), weights, "stance.2"
    )


def _counted(
    states: Array, acts: Array, queries: Array, lone: Array, pieces: Array, window: Window, weights: Weights
) -> tuple[Array, Array]:
    """Scores of the counts of each act, and of the units for each count."""
    size, numbers = queries.shape[-1], window.numbers
    phrases = _phrases(states, numbers, weights)
    keys = _linear(phrases, weights, "k").reshape(len(numbers), 4, size)[:, 3]
    scores = queries @ keys.T / np.float32(math.sqrt(size))
    scores = scores + weights["dist.weight"][_buckets(numbers, pieces)][..., 3]
    count = np.concatenate([scores, lone], -1)
    own, others = _parted(acts, phrases, weights["cntvec.weight"], weights, "unit.0")
    unit = _linear(_bent(own[:, None] + others), weights, "unit.2")
    if window.units:
        unit = np.logaddexp(unit, _unit_words(states, acts, phrases, pieces, window, weights))
    return count, unit


def _unit_words(states: Array, acts: Array, phrases: Array, pieces: Array, window: Window, weights: Weights) -> Array:
    """Scores of units by the words that say them: acts, counts, units."""
    keys = _linear(_phrases(states, window.units, weights), weights, "ku")
    own, others = _parted(acts, phrases, weights["cntvec.weight"], weights, "qu")
    scores = (own[:, None] + others) @ keys.T / np.float32(math.sqrt(keys.shape[-1]))
    near = weights["udist.weight"]
    scores = scores + near[_buckets(window.units, pieces)][..., 0][:, None, :]
    if window.numbers:
        counted = np.array([number.first for number in window.numbers])
        scores[:, : len(counted)] += near[_buckets(window.units, counted)][..., 1]
    means = np.full((len(UNIT_NAMES), len(window.units)), NEVER, np.float32)
    for column, point in enumerate(window.units):
        means[UNIT_NAMES.index(point.unit), column] = 0
    return np.maximum(_logsum(scores[:, :, None, :] + means), UNLIKELY)


def _buckets(points: Sequence[Pointed], pieces: Array) -> Any:
    """The distance from each piece to each phrase, as `bucket` tells them apart."""
    distance = np.array([point.first for point in points], np.int64)[None] - np.asarray(pieces)[:, None]
    step = (np.abs(distance)[..., None] > np.array(STEPS)).sum(-1)
    return np.where(distance >= 0, step, 8 + step)


def _parted(acts: Array, phrases: Array, fixed: Array, weights: Weights, name: str) -> tuple[Array, Array]:
    """A layer over an act beside a phrase, as two parts to be added: many pairs cost no more than acts and phrases."""
    weight, width = weights[f"{name}.weight"], acts.shape[-1]
    own = acts @ weight[:, :width].T + weights[f"{name}.bias"]
    return own, np.concatenate([phrases, fixed]) @ weight[:, width:].T


def _linear(values: Array, weights: Weights, name: str) -> Array:
    return np.asarray(values @ weights[f"{name}.weight"].T + weights[f"{name}.bias"], np.float32)


def _layers(values: Array, weights: Weights, name: str) -> Array:
    """A layer, a bend, a normalisation."""
    bent = _bent(_linear(values, weights, f"{name}.0"))
    centred = bent - bent.mean(-1, keepdims=True)
    spread = np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5)
    return np.asarray(centred / spread * weights[f"{name}.2.weight"] + weights[f"{name}.2.bias"], np.float32)


def _bent(values: Array) -> Array:
    cubes = values * values * values  # a power takes ten times as long
    return np.asarray(0.5 * values * (1 + np.tanh(GELU * (values + np.float32(0.044715) * cubes))), np.float32)


def _logsum(scores: Array) -> Array:
    if not scores.shape[-1]:
        return np.full(scores.shape[:-1], UNLIKELY, np.float32)
    top = scores.max(-1, keepdims=True)
    return np.asarray(np.log(np.exp(scores - top).sum(-1)) + top[..., 0], np.float32)


def _softmax(scores: Array) -> Array:
    raised = np.exp(scores - scores.max(-1, keepdims=True)) if scores.size else scores
    return np.asarray(raised / raised.sum(-1, keepdims=True), np.float32)


def _sigmoid(scores: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-scores)), np.float32)

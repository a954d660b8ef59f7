"""Writes the fitted network as the folder that `coding.encoder.weights` reads.

A `Network` enters; a graph with weights of 8 bits, tables of half precision, the pieces and a card with digests leave.
The words stay as packed as they came, since training leaves them alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from counterclaim.coding.encoder.weights import CARD, FILES, GRAPH, PIECES, TABLES, VERSION
from counterclaim.training.encoder.network import FROZEN, PARTS, Network, numbers_of
from counterclaim.training.encoder.source import LAYERS, WIDTH, Source

BLOCK, MIDDLE = 32, 128
"""Weights that share a scale, and the byte that stands for 0."""
IR, OPSET = 10, 20
Numbers = dict[str, Any]


class _Graph:
    """Nodes and constants, as they are added."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, value: Any) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def step(self, kind: str, inputs: list[str], **options: Any) -> str:
        name = f"step{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], **options))
        return name

    def linear(self, states: str, name: str) -> str:
        """A layer of weights in 8 bits: blocks of `BLOCK` with a scale each."""
        weight = self.numbers[f"{name}.weight"]
        rows, width = weight.shape
        blocks = weight.reshape(rows, width // BLOCK, BLOCK)
        scale = np.abs(blocks).max(-1) / (MIDDLE - 1)
        scale[scale == 0] = 1
        packed = np.clip(np.round(blocks / scale[..., None]) + MIDDLE, 0, 255).astype(np.uint8)
        inputs = [
            states, self.constant(f"{name}.packed", packed), self.constant(f"{name}.scale", scale.astype(np.float32)),
            "", "", self.constant(f"{name}.bias", self.numbers[f"{name}.bias"]),
        ]  # fmt: skip
        options = {"K": width, "N": rows, "bits": 8, "block_size": BLOCK, "accuracy_level": 4}
        return self.step("MatMulNBits", inputs, domain="com.microsoft", **options)

    def norm(self, states: str, name: str) -> str:
        inputs = [
            states,
            *(self.constant(f"{name}.{part}", self.numbers[f"{name}.{part}"]) for part in ("weight", "bias")),
        ]
        return self.step("LayerNormalization", inputs, axis=-1, epsilon=1e-12)

    def layer(self, states: str, name: str) -> str:
        qkv = self.step("Reshape", [self.linear(states, f"{name}.qkv"), "heads"])
        parts = [f"{name}.{part}" for part in "qkv"]
        turned = self.step("Transpose", [qkv], perm=[0, 2, 1, 3])
        self.nodes.append(helper.make_node("Split", [turned], parts, axis=1, num_outputs=3))
        keys = self.step("Transpose", [parts[1]], perm=[0, 1, 3, 2])
        scores = self.step("MatMul", [self.step("Mul", [parts[0], "share"]), keys])
        seen = self.step("MatMul", [self.step("Softmax", [scores], axis=-1), parts[2]])
        joined = self.step("Reshape", [self.step("Transpose", [seen], perm=[0, 2, 1, 3]), "flat"])
        states = self.norm(self.step("Add", [states, self.linear(joined, f"{name}.ao")]), f"{name}.aln")
        inner = self.step("Gelu", [self.linear(states, f"{name}.fi")])
        return self.norm(self.step("Add", [states, self.linear(inner, f"{name}.fo")]), f"{name}.oln")


def graph(numbers: Numbers) -> Any:
    """The encoder as an ONNX model: vectors of words and what is known of them enter, states leave."""
    made = _Graph(numbers)
    made.constant("heads", np.array([0, 0, 3 * PARTS, WIDTH // PARTS], np.int64))
    made.constant("flat", np.array([0, 0, WIDTH], np.int64))
    made.constant("share", np.array((WIDTH // PARTS) ** -0.5, np.float32))
    states = made.norm("words", "ln")
    for at in range(LAYERS):
        if at == FROZEN:
            states = made.step("Add", [states, "hint"])
        states = made.layer(states, f"layers.{at}")
    made.nodes.append(helper.make_node("Identity", [states], ["states"]))
    shape = [1, "pieces", WIDTH]
    inputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in ("words", "hint")]
    output = helper.make_tensor_value_info("states", TensorProto.FLOAT, shape)
    whole = helper.make_graph(made.nodes, "encoder", inputs, [output], made.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(whole, opset_imports=opsets)
    model.ir_version = IR
    return model


def export(network: Network, source: Source, kept: Sequence[int], folder: Path, card: dict[str, Any]) -> None:
    """Write the folder; `kept` are the positions of the pieces in the source, `card` says what the weights are."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = numbers_of(network)
    onnx.save(graph(numbers), str(folder / GRAPH))
    inside = ("layers.", "ln.", "words")
    tables = {name: _half(value) for name, value in numbers.items() if not name.startswith(inside)}
    tables["words"] = source.rows("emb.word", kept)
    np.savez(folder / TABLES, **tables)
    lines = (f"{source.pieces[at]}\t{source.scores[at]:.6g}\n" for at in kept)
    (folder / PIECES).write_text("".join(lines), encoding="utf-8")
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    marks = sorted(network.known, key=lambda mark: network.known[mark])
    whole = {"version": VERSION, **card, "sha256": digests, "marks": marks}
    (folder / CARD).write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _half(value: Any) -> Any:
    return value.astype(np.float16) if value.ndim > 1 else value

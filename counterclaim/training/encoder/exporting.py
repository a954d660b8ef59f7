"""Writes the fitted network as the folder that `coding.encoder.weights` reads.

A `Network` enters; a graph with weights of whole numbers, tables of half precision, the pieces and a card with digests
leave. The words stay as packed as they came, since training leaves them alone.

A layer is computed in whole numbers: its input is put into 8 bits for each window, by the largest number there. Some
places of a state hold far larger numbers than others, so each place is first divided by about what it reaches, and
the weights are multiplied by it (SmoothQuant, Xiao et al. 2023).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from counterclaim.coding.encoder.weights import CARD, FILES, GRAPH, PIECES, TABLES, VERSION
from counterclaim.coding.encoder.windows import Window
from counterclaim.training.encoder.network import FROZEN, PARTS, Network, numbers_of
from counterclaim.training.encoder.source import LAYERS, WIDTH, Source

LARGEST = 63
"""Of a weight, either way: two products with numbers of 8 bits then fit into 16, which older processors need."""
EVEN = 0.8
"""How much of the unevenness of a layer's input its weights take over, from 0 to 1; of 0.5 to 0.9 the nearest to
what single precision gives."""
TINY = 1e-5
IR, OPSET = 10, 20
Numbers = dict[str, Any]
Reach = Mapping[str, Any]
"""For each layer of weights the largest number, either way, that each place of its input has held."""


def reach(network: Network, windows: Sequence[Window]) -> dict[str, Any]:
    """How far the inputs of the layers reach in windows."""
    found: dict[str, Any] = {}

    def seen(name: str) -> Callable[[Any, Any], None]:
        def note(_: Any, inputs: Any) -> None:
            most = inputs[0].detach().float().abs().flatten(0, -2).amax(0).numpy()
            found[name] = np.maximum(found.get(name, TINY), most)

        return note

    layers = [(name, part) for name, part in network.layers.named_modules() if isinstance(part, nn.Linear)]
    hooks = [part.register_forward_pre_hook(seen(f"layers.{name}")) for name, part in layers]
    with torch.no_grad():
        for window in windows:
            network.states([window], network.lower([window]), [True])
    for hook in hooks:
        hook.remove()
    return found


class _Graph:
    """Nodes and constants, as they are added."""

    def __init__(self, numbers: Numbers, reached: Reach) -> None:
        self.numbers, self.reached = numbers, reached
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
        """A layer of weights in whole numbers, one scale for each place of what leaves."""
        weight = self.numbers[f"{name}.weight"].T.astype(np.float32)
        uneven = self.reached[name] ** EVEN / np.maximum(np.abs(weight).max(1), TINY) ** (1 - EVEN)
        uneven = (uneven / np.exp(np.log(uneven).mean())).astype(np.float32)
        weight = weight * uneven[:, None]
        scale = np.maximum(np.abs(weight).max(0), TINY) / LARGEST
        packed = np.clip(np.round(weight / scale), -LARGEST, LARGEST).astype(np.int8)
        inputs = [
            self.step("Mul", [states, self.constant(f"{name}.evened", 1 / uneven)]),
            self.constant(f"{name}.packed", packed), self.constant(f"{name}.scale", scale.astype(np.float32)),
            self.constant(f"{name}.middle", np.zeros(len(scale), np.int8)),
            self.constant(f"{name}.bias", self.numbers[f"{name}.bias"]),
        ]  # fmt: skip
        return self.step("DynamicQuantizeMatMul", inputs, domain="com.microsoft")

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


def graph(numbers: Numbers, reached: Reach) -> Any:
    """The encoder as an ONNX model: vectors of words and what is known of them enter, states leave."""
    made = _Graph(numbers, reached)
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


def export(
    network: Network,
    source: Source,
    kept: Sequence[int],
    folder: Path,
    card: dict[str, Any],
    windows: Sequence[Window],
) -> None:
    """Write the folder; `kept` are the positions of the pieces in the source, `card` says what the weights are.

    `windows` are some of those that the network will read: in them is seen how far the inputs of its layers reach.
    """
    folder.mkdir(parents=True, exist_ok=True)
    numbers = numbers_of(network)
    onnx.save(graph(numbers, reach(network, windows)), str(folder / GRAPH))
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

"""Mutants of a module: the source of a module enters, small changes to it leave, one at a time, as compiled code.

What is changed: comparisons (their edge and their opposite), `and` and `or` (swapped, each side dropped), `not`,
conditions, arithmetic, `min`/`max`, `any`/`all`, numbers (one more, one less), strings, words and rows of tables (each
dropped), keywords of calls, statements (dropped), `break`/`continue`, and what functions return. Tables and weights of
a module are changed as its functions are. Not changed: annotations, docstrings, decorators, imports, `__all__`, and
aliases of types. Nothing here runs a test.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import CodeType
from typing import Any

EDGES: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip
SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.Pow: ast.Mult,
}  # fmt: skip
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}
MARK = "XX"
ALIASES = ("Callable", "tuple", "Mapping", "dict")
"""What stands on the right of an alias of a type."""

Change = tuple[str, Callable[[], None], Callable[[], None], ast.AST, ast.AST | None]
"""Sort of the change, how to make it and take it back, the node that was, the one that is; None where it is dropped."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: "comparing, line 86: `family_of(event) not in ALIKE` becomes `family_of(event) in ALIKE`"."""

    module: str
    line: int
    sort: str
    text: str
    """The line as it stands in the source."""
    was: str
    now: str
    nth: int = 1
    """Which of several like changes of lines that read alike."""

    @property
    def name(self) -> tuple[str, str, str, str, int]:
        """What tells it from all others, wherever the line moves."""
        return self.module, self.text, self.was, self.now, self.nth


def mutants(module: str, source: str) -> Iterator[tuple[Mutant, CodeType]]:
    """All mutants of a module that can be compiled, with their code, in a fixed order."""
    tree, lines = ast.parse(source), source.splitlines()
    seen: Counter[tuple[str, str, str]] = Counter()
    for sort, make, undo, node, now in _changes(tree):
        was = ast.unparse(node)
        make()
        try:
            code = compile(ast.fix_missing_locations(tree), module, "exec")
            became = ast.unparse(now) if now is not None else ""
        finally:
            undo()
        line = node.lineno  # type: ignore[attr-defined]
        one = Mutant(module, line, sort, lines[line - 1].strip(), was, became)
        seen[one.text, was, became] += 1
        yield replace(one, nth=seen[one.text, was, became]), code


def _changes(tree: ast.AST) -> Iterator[Change]:
    for node in _walk(tree):
        for field, value in ast.iter_fields(node):
            for place, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(child, ast.AST):
                    yield from _at(node, field, place, child)
        yield from _inside(node)


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes that may be changed, from the outside in."""
    yield node
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_params") or _skipped(node, field):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _silent(child):
                yield from _walk(child)


def _skipped(node: ast.AST, field: str) -> bool:
    return isinstance(node, ast.FormattedValue) and field == "format_spec"


def _silent(node: ast.AST) -> bool:
    """Docstrings, imports, `__all__` and aliases of types."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        alias = isinstance(node.value, ast.Subscript) and getattr(node.value.value, "id", "") in ALIASES
        return alias or node.targets[0].id == "__all__"
    return isinstance(node, (ast.Import, ast.ImportFrom))


def _set(holder: ast.AST, field: str, place: int | None, value: Any) -> None:
    if place is None:
        setattr(holder, field, value)
    else:
        getattr(holder, field)[place] = value


def _swap(sort: str, holder: ast.AST, field: str, place: int | None, node: ast.AST, now: ast.AST) -> Change:
    ast.copy_location(now, node)
    return sort, lambda: _set(holder, field, place, now), lambda: _set(holder, field, place, node), node, now


def _at(holder: ast.AST, field: str, place: int | None, node: ast.AST) -> Iterator[Change]:
    """Changes that put another node in the place of one."""
    if field in ("annotation", "returns", "decorator_list") or _silent(node) or _skipped(holder, field):
        return
    for sort, now in _others(node):
        yield _swap(sort, holder, field, place, node, now)
    tested = field == "test" or field == "ifs"
    if tested and isinstance(node, (ast.Name, ast.Call, ast.Attribute, ast.NamedExpr)):
        yield _swap("condition", holder, field, place, node, ast.UnaryOp(ast.Not(), node))
    if field == "ifs":
        yield _swap("condition", holder, field, place, node, ast.Constant(True))
    if isinstance(node, (ast.FunctionDef,)):
        yield from _returns(node)
    if isinstance(holder, ast.Dict | ast.Set | ast.Call | ast.FormattedValue):
        return
    dropped = isinstance(node, (ast.Expr, ast.AugAssign)) or (isinstance(node, ast.If) and not node.orelse)
    if isinstance(node, ast.Assign) and not isinstance(node.targets[0], (ast.Name, ast.Tuple)):
        dropped = True
    if dropped:
        yield _swap("statement", holder, field, place, node, ast.Pass())
    if isinstance(node, (ast.Continue, ast.Break)):
        now = ast.Break() if isinstance(node, ast.Continue) else ast.Continue()
        yield _swap("statement", holder, field, place, node, now)


def _others(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What may stand in the place of an expression."""
    if isinstance(node, ast.BoolOp):
        yield "and/or", ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        for number in range(len(node.values)):
            left = [value for each, value in enumerate(node.values) if each != number]
            yield "and/or", left[0] if len(left) == 1 else ast.BoolOp(node.op, left)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub)):
        yield "not", node.operand
    elif isinstance(node, ast.Compare):
        for number, operator in enumerate(node.ops):
            for other in EDGES.get(type(operator), ()):
                ops = [other() if each == number else kept for each, kept in enumerate(node.ops)]
                yield "comparison", ast.Compare(node.left, ops, node.comparators)
    elif isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in SUMS:
        op = SUMS[type(node.op)]()
        if isinstance(node, ast.BinOp):
            yield "arithmetic", ast.BinOp(node.left, op, node.right)
        else:
            yield "arithmetic", ast.AugAssign(node.target, op, node.value)
    elif isinstance(node, ast.Call):
        yield from (("call", call) for call in _calls(node))
    elif isinstance(node, ast.Constant):
        yield from (("constant", ast.Constant(value)) for value in _values(node.value))
    elif isinstance(node, ast.FormattedValue) and node.format_spec is not None:
        yield "string", ast.FormattedValue(node.value, node.conversion)


def _values(value: object) -> tuple[Any, ...]:
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, (int, float)):
        return value + 1, value - 1
    return (MARK + value,) if isinstance(value, str) else ()


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    if isinstance(node.func, ast.Name) and node.func.id in CALLS:
        keywords = [] if node.func.id == "sorted" else node.keywords
        yield ast.Call(ast.Name(CALLS[node.func.id], ast.Load()), node.args, keywords)
    for number in range(len(node.keywords)):
        yield ast.Call(node.func, node.args, node.keywords[:number] + node.keywords[number + 1 :])
    words = node.func.value if isinstance(node.func, ast.Attribute) and node.func.attr == "split" else None
    if isinstance(words, ast.Constant) and isinstance(words.value, str) and not node.args:
        each = words.value.split()
        for number in range(len(each)):
            left = ast.Constant(" ".join(each[:number] + each[number + 1 :]))
            yield ast.Call(ast.Attribute(left, "split", ast.Load()), [], [])


def _inside(node: ast.AST) -> Iterator[Change]:
    """Rows of tables, each dropped."""
    if isinstance(node, ast.Set) and len(node.elts) > 1:
        for number in range(len(node.elts)):
            yield _drop(node, ("elts",), number, node.elts[number])
    if isinstance(node, ast.Dict):
        for number, value in enumerate(node.values):
            yield _drop(node, ("keys", "values"), number, node.keys[number] or value)


def _drop(node: ast.AST, fields: tuple[str, ...], number: int, row: ast.AST) -> Change:
    kept = [getattr(node, field) for field in fields]

    def make() -> None:
        for field, values in zip(fields, kept, strict=True):
            setattr(node, field, values[:number] + values[number + 1 :])

    def undo() -> None:
        for field, values in zip(fields, kept, strict=True):
            setattr(node, field, values)

    return "row", make, undo, row, None


def _returns(function: ast.FunctionDef) -> Iterator[Change]:
    """What a function returns, as its annotation allows."""
    told = ast.unparse(function.returns) if function.returns is not None else ""
    for node in ast.walk(function):
        if not isinstance(node, ast.Return) or node.value is None or isinstance(node.value, ast.Constant):
            continue
        now: ast.expr
        if told == "bool":
            if isinstance(node.value, (ast.Compare, ast.BoolOp, ast.UnaryOp)):
                continue
            now = ast.UnaryOp(ast.Not(), node.value)
        elif told in ("int", "float"):
            now = ast.BinOp(node.value, ast.Add(), ast.Constant(1))
        elif told == "str":
            now = ast.BinOp(ast.Constant(MARK), ast.Add(), node.value)
        elif told.startswith("tuple[") and told.endswith("...]"):
            now = ast.Tuple([], ast.Load())
        else:
            now = ast.Constant(None)
        yield _swap("return", node, "value", None, node.value, now)

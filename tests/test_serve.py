"""`counterclaim serve`: says where it listens, answers there, ends by Ctrl-C, and says in one line what is wrong."""

from __future__ import annotations

import os
import pty
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from ledgers import demo, fill

from counterclaim.cli import main

COMMAND = [sys.executable, "-m", "counterclaim.cli", "serve"]


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("serve") / "war.ledger", demo()[:2])


def opened(address: str) -> str:
    """A page, asked for without any proxy."""
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address, timeout=30) as answer:
        return str(answer.read().decode())


def test_it_answers_where_it_says_until_ctrl_c(war: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, str(war), "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as served:
        try:
            assert served.stdout is not None
            address = served.stdout.readline().decode().strip()
            assert address.startswith("http://127.0.0.1:")
            assert "<h1>" in opened(address)
            served.send_signal(signal.SIGINT)
            _, said = served.communicate(timeout=30)
        finally:
            served.kill()
    assert served.returncode == 0
    assert said == b"Ctrl-C ends it\n"


def test_where_nobody_watches_it_answers_once_and_ends(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", str(war), "--port", "0", "--if-watched"]) == 0
    out, said = capsys.readouterr()
    assert out.startswith("http://127.0.0.1:")
    assert "it answered" in said


def test_a_terminal_of_a_build_server_is_watched_by_nobody(war: Path) -> None:
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [*COMMAND, str(war), "--port", "0", "--if-watched"],
            stdin=theirs,
            stdout=theirs,
            stderr=subprocess.PIPE,
            env=os.environ | {"CI": "true"},
            timeout=60,
            check=False,
        )
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == 0
    assert b"it answered" in done.stderr


def test_what_is_wrong_is_one_line(war: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for arguments, what in (
            ([str(war), "--port", str(port)], "--port"),
            ([str(tmp_path / "none.ledger")], "no such ledger"),
            ([str(war), "--port", "70000"], "--port"),
        ):
            assert main(["serve", *arguments]) == 1
            said = capsys.readouterr().err
            assert said.count("\n") == 1
            assert what in said

"""Walks folders, zip and tar archives: every file in them is read as if it had been named, archives inside too.

A folder or a stream enters; what the reader of each file yields leaves, each with its place ("archive/member"). Nothing
is unpacked to disk, no link leads out of what was named, and nesting, members and sizes have limits.
"""

from __future__ import annotations

import os
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Final, cast

from counterclaim.errors import RefusedReport
from counterclaim.reading.material import Found, Given, Material, Reader, Tally, fresh, printable, refused
from counterclaim.reading.spooling import on_disk
from counterclaim.reading.unpacking import AT_ONCE, BROKEN_READ, Bomb, counted, plain, read_fault

LEFT_BEHIND: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db")
"""What systems leave in folders and archives, and nobody means."""
ENCRYPTED: Final = 0x1
TAR_END: Final = 1024
"""Bytes of the two empty blocks that close a tar archive."""
DAMAGED: Final = ("not a zip archive, or damaged", "fetch the file again")


def files_in(folder: str, name: str, given: Given) -> Iterator[str | Found]:
    """The paths of all files in a folder, in the order of their names; a refusal where there are too many or none."""
    pending, number, inside = [folder], 0, os.path.realpath(folder)
    while pending:
        here = pending.pop()
        try:
            with os.scandir(here) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            yield refused(printable(here), f"cannot be opened ({error.strerror})", "check your rights to read it")
            continue
        pending += [entry.path for entry in reversed(entries) if entry.is_dir(follow_symlinks=False)]
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) or _left_behind(entry.name):
                continue
            number += 1
            if number > given.limits.members:
                yield refused(name, f"more than {given.limits.members:,} files", "raise --limit members")
                return
            if entry.is_symlink() and entry.is_dir():
                yield refused(printable(entry.path), "a link to a folder, not followed", "name the folder itself")
            elif not entry.is_file():
                yield refused(printable(entry.path), "no file, or a broken link", "leave it out")
            elif entry.is_symlink() and not _is_inside(entry.path, inside):
                yield refused(printable(entry.path), "a link out of the folder, not followed", "name the file itself")
            else:
                yield entry.path
    if not number:
        yield refused(name, "a folder without files", "put reports in it, or leave it out")


def _is_inside(link: str, folder: str) -> bool:
    """Whether a link leads to a file of the folder: one that a stranger packed may lead to anything of the user's."""
    return os.path.commonpath([os.path.realpath(link), folder]) == folder


def _left_behind(member: str) -> bool:
    return (
        member.startswith(LEFT_BEHIND[0])
        or member.rpartition("/")[2] in LEFT_BEHIND
        or member.rpartition("/")[2].startswith("._")
    )


def read_zip(material: Material, given: Given, read: Reader) -> Iterator[Found]:
    """What `read` finds in each member of a zip archive."""
    number = 0
    try:
        with on_disk(material, given.limits) as stream, zipfile.ZipFile(stream) as archive:
            own = _Taken()
            tally = material.tally or Tally(own.count)
            for info in archive.infolist():
                if info.filename.endswith("/") or _left_behind(info.filename):
                    continue
                number += 1
                where = f"{material.name}/{printable(info.filename)}"
                _check_number(number, material.name, given)
                own.taken += info.compress_size
                yield from _zip_member(archive, info, where, replace(material, tally=tally), given, read)
        if not number:
            yield refused(material.name, "an archive without files", "put reports in it, or leave it out")
    except RefusedReport as refusal:
        yield refusal.where, fresh(refusal)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, UnicodeError):
        yield refused(material.name, *DAMAGED)
    except BROKEN_READ as error:
        yield refused(material.name, *read_fault(error))


def _zip_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, material: Material, given: Given, read: Reader
) -> Iterator[Found]:
    if info.flag_bits & ENCRYPTED:
        yield refused(where, "encrypted", "unpack the archive first")
        return
    assert material.tally is not None
    try:
        with archive.open(info) as member:
            stream = counted(member.read, material.tally, given.limits)
            yield from read(_inside(material, where, info.filename, stream), given)
    except Bomb as error:
        yield refused(where, *read_fault(error))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        yield refused(where, "a damaged member, or packed in an unknown way", "pack the archive again")


def read_tar(material: Material, given: Given, read: Reader) -> Iterator[Found]:
    """What `read` finds in each member of a tar archive, which is read from front to end."""
    number = 0
    try:
        tail = _Tail(material.stream)
        material = replace(material, tally=material.tally or Tally(tail.count))
        with tarfile.open(fileobj=cast("IO[bytes]", tail), mode="r|") as archive:
            for info in archive:
                if info.isdir() or _left_behind(info.name):
                    continue
                number += 1
                where = f"{material.name}/{printable(info.name)}"
                _check_number(number, material.name, given)
                member = archive.extractfile(info) if info.isfile() else None
                if member is None:
                    yield refused(where, "no file but a link or device, not followed", "leave it out")
                    continue
                yield from read(_inside(material, where, info.name, plain(member)), given)
        if not tail.is_whole():
            yield refused(material.name, "the archive ends too early", "fetch the file again")
        elif not number:
            yield refused(material.name, "an archive without files", "put reports in it, or leave it out")
    except RefusedReport as refusal:
        yield refusal.where, fresh(refusal)
    except tarfile.TarError:
        yield refused(material.name, "not a tar archive, or damaged", "fetch the file again")
    except BROKEN_READ as error:
        yield refused(material.name, *read_fault(error))


def _check_number(number: int, name: str, given: Given) -> None:
    if number > given.limits.members:
        raise RefusedReport(name, f"more than {given.limits.members:,} files", "raise --limit members")


def _inside(material: Material, where: str, file: str, stream: IO[bytes]) -> Material:
    """The material of a member, which cannot go back."""
    return replace(material, name=where, file=file, stream=stream, depth=material.depth + 1, kind=None, charset=None)


class _Taken:
    """Bytes that were taken of an archive."""

    def __init__(self) -> None:
        self.taken = 0

    def count(self) -> int:
        return self.taken


class _Tail(_Taken):
    """A stream that remembers its last bytes, because only they tell whether a tar archive is whole."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream, self._last = stream, b""

    def read(self, size: int) -> bytes:
        piece = self._stream.read(size)
        self.taken += len(piece)
        self._last = (self._last + piece)[-TAR_END:]
        return piece

    def is_whole(self) -> bool:
        """Whether the stream, read to its end, closes with the empty blocks of a whole archive."""
        while self.read(AT_ONCE):
            pass
        return len(self._last) == TAR_END and not self._last.strip(b"\0")

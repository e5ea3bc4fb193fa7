"""A layer under SQLite through which every write, sync, truncation and deletion passes.

It copies the default VFS of the very library that `sqlite3` uses and puts its own functions in a
few places: no compiler, no other build of SQLite, and reads stay as they are. Each deed is shown
to a `Watch` before it is done, which may forbid it by a result code, and told to it afterwards.
"""

from __future__ import annotations

import _sqlite3
import ctypes
from collections.abc import Callable
from ctypes import POINTER, byref, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass
from typing import ClassVar, ParamSpec, Protocol

OK = 0
NAME = b"watched"
IO_ERROR = 10
NO_MAPPED_MEMORY_VERSION = 2

Told = ParamSpec("Told")
Deed = Callable[[], int]

Close = ctypes.CFUNCTYPE(c_int, c_void_p)
Write = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
Truncate = ctypes.CFUNCTYPE(c_int, c_void_p, c_int64)
Sync = ctypes.CFUNCTYPE(c_int, c_void_p, c_int)
Open = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
Delete = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)


class Watch(Protocol):
    """What stands between SQLite and its files; each function does the deed, or says why not."""

    def open_flags(self, path: str, flags: int) -> int:
        """Give the flags by which a file is opened."""

    def write(self, path: str, offset: int, data: bytes, deed: Deed) -> int:
        """Write bytes at an offset."""

    def truncate(self, path: str, size: int, deed: Deed) -> int:
        """Cut a file to a size in bytes."""

    def sync(self, path: str, deed: Deed) -> int:
        """Wait until a file's bytes are on the disk."""

    def delete(self, path: str, is_synced: bool, deed: Deed) -> int:
        """Remove a file, and wait until its folder knows it or not."""


class _Methods(ctypes.Structure):
    """`sqlite3_io_methods` up to its second version: the third maps files into memory."""

    _fields_: ClassVar = [
        ("version", c_int),
        ("close", Close),
        ("read", c_void_p),
        ("write", Write),
        ("truncate", Truncate),
        ("sync", Sync),
        *((f"unchanged_{number}", c_void_p) for number in range(11)),
    ]


class _File(ctypes.Structure):
    """`sqlite3_file`."""

    _fields_: ClassVar = [("methods", POINTER(_Methods))]


class _Layer(ctypes.Structure):
    """`sqlite3_vfs`."""

    _fields_: ClassVar = [
        ("version", c_int),
        ("file_bytes", c_int),
        ("path_length_max", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("own_data", c_void_p),
        ("open", Open),
        ("delete", Delete),
        *((f"unchanged_{number}", c_void_p) for number in range(14)),
    ]


@dataclass(frozen=True, slots=True)
class Installed:
    """What has to live as long as SQLite may call it."""

    layer: _Layer
    files: _Files


class _Files:
    """The open files, and the functions that SQLite calls for them."""

    def __init__(self, watch: Watch, below: _Layer) -> None:
        self._watch = watch
        self._below = below
        self._paths: dict[int, str] = {}
        self._methods: dict[int, tuple[_Methods, _Methods]] = {}

    def open(self, _: int, name: int | None, file: int, flags: int, told: int | None) -> int:
        """Open a file; `name` is handed down as it is, for SQLite keeps the pointer."""
        path = "" if name is None else ctypes.string_at(name).decode()
        flags = self._watch.open_flags(path, flags) if path else flags
        result = int(self._below.open(ctypes.addressof(self._below), name, file, flags, told))
        opened = _File.from_address(file)
        if path and result == OK and opened.methods:
            self._paths[file] = path
            opened.methods = ctypes.pointer(self._watched(opened.methods.contents))
        return result

    def delete(self, _: int, name: int, sync_folder: int) -> int:
        """Remove a file."""
        below = self._below
        return self._watch.delete(
            ctypes.string_at(name).decode(),
            bool(sync_folder),
            lambda: int(below.delete(ctypes.addressof(below), name, sync_folder)),
        )

    def _watched(self, below: _Methods) -> _Methods:
        """Give the methods of one kind of file with ours in place; made once a kind."""
        address = ctypes.addressof(below)
        if address not in self._methods:
            made = _Methods.from_buffer_copy(below)
            made.version = min(below.version, NO_MAPPED_MEMORY_VERSION)
            made.close = Close(self._closer(below))
            made.write = Write(self._writer(below))
            made.truncate = Truncate(self._truncater(below))
            made.sync = Sync(self._syncer(below))
            self._methods[address] = (below, made)
        return self._methods[address][1]

    def _closer(self, below: _Methods) -> Callable[[int], int]:
        def close(file: int) -> int:
            self._paths.pop(file, None)
            return int(below.close(file))

        return close

    def _writer(self, below: _Methods) -> Callable[[int, int, int, int], int]:
        def write(file: int, start: int, length: int, offset: int) -> int:
            data = ctypes.string_at(start, length)
            return self._watch.write(
                self._paths[file], offset, data, lambda: below.write(file, start, length, offset)
            )

        return guarded(write)

    def _truncater(self, below: _Methods) -> Callable[[int, int], int]:
        def truncate(file: int, size: int) -> int:
            return self._watch.truncate(self._paths[file], size, lambda: below.truncate(file, size))

        return guarded(truncate)

    def _syncer(self, below: _Methods) -> Callable[[int, int], int]:
        def sync(file: int, flags: int) -> int:
            return self._watch.sync(self._paths[file], lambda: below.sync(file, flags))

        return guarded(sync)


def guarded(function: Callable[Told, int]) -> Callable[Told, int]:
    """Make a fault of the watch an I/O error: ctypes would take it for success."""

    def call(*told: Told.args, **named: Told.kwargs) -> int:
        try:
            return function(*told, **named)
        except Exception:
            return IO_ERROR

    return call


def install(watch: Watch) -> Installed:
    """Make every database that this process opens from now on pass by a watch."""
    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = POINTER(_Layer)
    below = library.sqlite3_vfs_find(None).contents
    files = _Files(watch, below)
    layer = _Layer.from_buffer_copy(below)
    layer.name = NAME
    layer.open = Open(guarded(files.open))
    layer.delete = Delete(guarded(files.delete))
    if library.sqlite3_vfs_register(byref(layer), 1) != OK:
        raise RuntimeError("SQLite takes no other file layer")
    return Installed(layer, files)

"""Writes scalars as TensorBoard reads them, so that no run needs TensorBoard itself: records of protocol buffers."""

from __future__ import annotations

import os
import struct
import time
from pathlib import Path
from typing import BinaryIO, Iterator

_POLYNOMIAL = 0x82F63B78  # CRC-32C (Castagnoli), bits reversed
_START = 1  # of tensorflow.SessionLog: events of later steps, in files written before, do not count any more

_WALL_TIME, _STEP, _FILE_VERSION, _SUMMARY, _SESSION_LOG = 1, 2, 3, 5, 7  # of tensorflow.Event
_VALUE, _TAG, _SIMPLE_VALUE, _STATUS = 1, 1, 2, 1  # of Summary, Summary.Value and SessionLog


def _table() -> Iterator[int]:
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ _POLYNOMIAL * (value & 1)
        yield value


_CRC = tuple(_table())


def _check_sum(data: bytes) -> bytes:
    """The masked CRC-32C that stands behind each part of a record."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ _CRC[(crc ^ byte) & 0xFF]
    crc ^= 0xFFFFFFFF
    return struct.pack("<I", ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF)


def _varint(value: int) -> bytes:
    parts = []
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*parts, value))


def _whole(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _double(field: int, value: float) -> bytes:
    return _varint(field << 3 | 1) + struct.pack("<d", value)


def _single(field: int, value: float) -> bytes:
    return _varint(field << 3 | 5) + struct.pack("<f", value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _new_file(folder: Path) -> BinaryIO:
    """A file of its own for each time a run goes on; TensorBoard reads them in the order of their names."""
    second = int(time.time())
    for number in range(10_000):
        path = folder / f"events.out.tfevents.{second:010d}.corina.{os.getpid()}.{number}"
        try:
            return path.open("xb")
        except FileExistsError:
            continue
    raise FileExistsError(f"{folder} holds too many logs of this second")


class Board:
    """Appends scalars to a new event file in a folder. Each method may raise OSError."""

    def __init__(self, folder: Path, first_step: int = 0) -> None:
        """first_step: what earlier files say of this step and later ones is said again."""
        folder.mkdir(parents=True, exist_ok=True)
        self._file = _new_file(folder)
        self._write(_bytes(_FILE_VERSION, b"brain.Event:2"))
        if first_step:
            self._write(_whole(_STEP, first_step) + _bytes(_SESSION_LOG, _whole(_STATUS, _START)))

    def add(self, name: str, value: float, step: int) -> None:
        """A number under a name, such as "train/loss". step: 0 or more."""
        entry = _bytes(_TAG, name.encode("utf-8")) + _single(_SIMPLE_VALUE, value)
        self._write(_whole(_STEP, step) + _bytes(_SUMMARY, _bytes(_VALUE, entry)))

    def close(self) -> None:
        """Write what is left."""
        self._file.close()

    def _write(self, event: bytes) -> None:
        data = _double(_WALL_TIME, time.time()) + event
        length = struct.pack("<Q", len(data))
        self._file.write(length + _check_sum(length) + data + _check_sum(data))
        self._file.flush()

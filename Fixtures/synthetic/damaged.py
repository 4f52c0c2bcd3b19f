"""Files with one fault each, and what a reader must report for them."""

from __future__ import annotations

import zlib
from typing import Any

from . import packing
from .rng import Random

FAULT_LINE = 50
OVERSIZED = 40_000

SCHEMA = {"id": "string", "text": "string", "amount": "integer"}

WORDS = (
    "meter pump valve ward patient tram engine relay sensor reading shift letter station switch boiler"
    " tariff schedule report order batch cable filter turbine bearing probe"
).split()


STREAM = {"truncated_stream", "damaged_stream", "damaged_archive"}
"""Reasons that stop a file; all others concern one record."""


def _records(rng: Random, count: int = 100) -> list[dict[str, Any]]:
    records = []
    for i in range(1, count + 1):
        text = " ".join(rng.pick(WORDS) for _ in range(rng.between(8, 16)))
        records.append({"id": f"r{i:03d}", "text": text, "amount": rng.between(1, 9999)})
    return records


def _lines(rng: Random, count: int = 100) -> list[bytes]:
    return packing.jsonl(_records(rng, count)).splitlines(keepends=True)


def _with_line(rng: Random, change: Any) -> bytes:
    lines = _lines(rng)
    lines[FAULT_LINE - 1] = change(lines[FAULT_LINE - 1])
    return b"".join(lines)


def _csv(rng: Random) -> list[str]:
    rows = [[r["id"], r["text"], r["amount"]] for r in _records(rng)]
    return packing.csv_bytes(list(SCHEMA), rows).decode().splitlines(keepends=True)


def _truncated_gzip(lines: list[bytes]) -> bytes:
    """Cut inside the header of the block after line 60: every decoder yields 60 lines and no more."""
    packer = zlib.compressobj(0, zlib.DEFLATED, 31)
    head = packer.compress(b"".join(lines[:60])) + packer.flush(zlib.Z_FULL_FLUSH)
    tail = packer.compress(b"".join(lines[60:])) + packer.flush()
    return head + tail[:3]


def _zstd_frame(data: bytes) -> bytes:
    """A frame of raw blocks (RFC 8878), whose bytes do not depend on a compressor."""
    frame = b"\x28\xb5\x2f\xfd" + b"\xa0" + len(data).to_bytes(4, "little")
    block = 1 << 12
    for start in range(0, len(data), block):
        part = data[start : start + block]
        is_last = start + block >= len(data)
        frame += (len(part) << 3 | is_last).to_bytes(3, "little") + part
    return frame


def _truncated_zstd(lines: list[bytes]) -> bytes:
    """Two frames of which the second is cut inside its first block's header."""
    return _zstd_frame(b"".join(lines[:60])) + _zstd_frame(b"".join(lines[60:]))[:11]


def _damaged_tar(lines: list[bytes]) -> bytes:
    first, second = b"".join(lines[:50]), b"".join(lines[50:])
    data = bytearray(packing.tar({"a.jsonl": first, "b.jsonl": second}))
    start = 512 + -(-len(first) // 512) * 512
    data[start + 148 : start + 154] = b"777777"
    return bytes(data)


def _bad_crc_zip(lines: list[bytes]) -> bytes:
    first, second = b"".join(lines[:50]), b"".join(lines[50:])
    data = bytearray(packing.zip_({"a.jsonl": first, "b.jsonl": second}, is_stored=True))
    for marker, offset in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        start = data.rindex(marker)
        data[start + offset] ^= 0xFF
    return bytes(data)


def generate(seed: int) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Files by name, and the content of `expected.json`."""
    rng = Random(seed)
    files: dict[str, bytes] = {}
    expected: dict[str, Any] = {}

    def add(name: str, data: bytes, good: int, why: str, *, good_at_most: int | None = None, **reasons: int) -> None:
        files[name] = data
        row: dict[str, Any] = {"why": why, "good": good}
        if good_at_most is not None:
            row["goodAtMost"] = good_at_most
        row["faulty"] = sum(n for r, n in reasons.items() if r not in STREAM)
        row["streamFaults"] = sum(n for r, n in reasons.items() if r in STREAM)
        row["reasons"] = {reason.replace("_", "-"): n for reason, n in reasons.items()}
        expected[name] = row

    nested = b'{"a":' * 20_000 + b"1" + b"}" * 20_000

    add("malformed-line.jsonl", _with_line(rng, lambda x: x.replace(b'"text":', b'"text"')), 99,
        "line 50 lacks a colon", malformed=1)  # fmt: skip
    add("invalid-utf8.jsonl", _with_line(rng, lambda x: x.replace(b'"text":"', b'"text":"\xff')), 99,
        "line 50 holds the byte FF", invalid_utf8=1)  # fmt: skip
    add("wrong-type.jsonl", _with_line(rng, lambda x: x[: x.rindex(b":")] + b':"twelve"}\n'), 99,
        "amount is a word on line 50", wrong_type=1)  # fmt: skip
    add("missing-field.jsonl", _with_line(rng, lambda x: x[: x.rindex(b",")] + b"}\n"), 99,
        "amount is absent on line 50", missing_field=1)  # fmt: skip
    add("null-field.jsonl", _with_line(rng, lambda x: x[: x.rindex(b":")] + b":null}\n"), 99,
        "amount is null on line 50", null_field=1)  # fmt: skip
    add("duplicate-key.jsonl", _with_line(rng, lambda x: x.replace(b"{", b'{"id":"other",', 1)), 99,
        "id stands twice on line 50", duplicate_key=1)  # fmt: skip
    long = b"long " * (OVERSIZED // 5)
    add("oversized.jsonl", _with_line(rng, lambda x: x.replace(b'"text":"', b'"text":"' + long)), 99,
        "line 50 is larger than maxRecord 32KiB", oversized=1)  # fmt: skip
    expected["oversized.jsonl"]["maxRecord"] = "32KiB"
    add("nul-bytes.jsonl", _with_line(rng, lambda x: x.replace(b'"text":"', b'"text":"\x00\x00')), 99,
        "two NUL bytes stand bare in a string on line 50", malformed=1)  # fmt: skip
    add("deep-nesting.jsonl", _with_line(rng, lambda x: x[:-2] + b',"more":' + nested + b"}\n"), 99,
        "an undeclared value on line 50 is nested 20,000 deep", malformed=1)  # fmt: skip
    add("empty.jsonl", b"", 0, "an empty file is not a fault")

    rows = _csv(rng)
    rows[FAULT_LINE] = rows[FAULT_LINE].replace(",", ',"', 1)
    add("unterminated-quote.csv", "".join(rows).encode(), 49, "a quote on line 51 is never closed",
        unterminated_quote=1)  # fmt: skip
    rows = _csv(rng)
    rows[FAULT_LINE] = rows[FAULT_LINE].replace("\n", ",extra\n")
    rows[FAULT_LINE + 20] = rows[FAULT_LINE + 20].rsplit(",", 1)[0] + "\n"
    add("wrong-column-count.csv", "".join(rows).encode(), 98,
        "four fields on line 51, two on line 71", wrong_column_count=2)  # fmt: skip

    add(
        "truncated.jsonl.gz",
        _truncated_gzip(_lines(rng)),
        60,
        "the stream ends after line 60",
        truncated_stream=1,
    )
    add(
        "truncated.jsonl.zst",
        _truncated_zstd(_lines(rng)),
        60,
        "the stream ends after line 60",
        truncated_stream=1,
    )
    add("trailing-garbage.jsonl.gz", packing.gz(b"".join(_lines(rng)), 0) + b"not a gzip member", 100,
        "bytes that are no gzip member follow the stream", damaged_stream=1)  # fmt: skip
    add(
        "damaged.tar",
        _damaged_tar(_lines(rng)),
        50,
        "the second header's checksum is wrong",
        damaged_archive=1,
    )
    add("bad-crc.zip", _bad_crc_zip(_lines(rng)), 50,
        "the second entry's CRC-32 is wrong; its records may be read before that shows", good_at_most=100,
        damaged_archive=1)  # fmt: skip
    add("outside-path.zip", packing.zip_({"../outside.jsonl": b"".join(_lines(rng, 20))}, is_stored=True), 20,
        "an entry name that leads outside is a label: nothing is unpacked to disk")  # fmt: skip
    return files, {"schema": SCHEMA, "files": dict(sorted(expected.items()))}

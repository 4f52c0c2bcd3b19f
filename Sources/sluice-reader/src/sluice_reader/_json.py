"""Strict JSON, base64url and the canonical form of RFC 8785."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from typing import Any

_HEX = re.compile(r"[0-9a-f]*\Z")
_LARGEST_EXACT = 2**53 - 1
_BASIC_PLANE = bytes(range(0xF0))
"""Bytes that UTF-8 uses for characters up to U+FFFF."""


def parse(text: bytes | str, fail: Callable[[str], Exception]) -> Any:
    """The JSON value in `text`; a name that stands twice, NaN and bad UTF-8 are refused.

    `fail` makes the exception to raise from a message.
    """

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) != len(pairs):
            raise fail("a member name stands twice")
        return result

    def constant(name: str) -> Any:
        raise fail(f"{name} is not JSON")

    try:
        return json.loads(text, object_pairs_hook=members, parse_constant=constant)
    except (ValueError, RecursionError) as error:
        raise fail(f"not JSON: {type(error).__name__}") from None


def canonical(value: Any) -> bytes:
    """`value` in the canonical form of RFC 8785, for whole numbers up to 2^53 - 1 and no fractions."""
    return _canonical(value).encode("utf-8")


def is_canonical(text: bytes, value: Any) -> bool:
    """Whether `text`, from which `value` was parsed, is in the canonical form. Raises `ValueError` as `canonical`.

    Where no character lies beyond the basic plane, the standard library orders names as RFC 8785 does.
    """
    if text.translate(None, _BASIC_PLANE) or not _holds_whole_numbers(value):
        return canonical(value) == text
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8") == text


def _holds_whole_numbers(value: Any) -> bool:
    """Whether all numbers have a canonical form here."""
    if type(value) is dict:
        return all(map(_holds_whole_numbers, value.values()))
    if type(value) is list:
        return all(map(_holds_whole_numbers, value))
    return type(value) is str or value is None or type(value) is bool or (
        type(value) is int and -_LARGEST_EXACT <= value <= _LARGEST_EXACT
    )


def _canonical(value: Any) -> str:
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(_text(name) + ":" + _canonical(value[name]) for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_canonical(item) for item in value) + "]"
    if isinstance(value, str):
        return _text(value)
    if value is True or value is False or value is None:
        return json.dumps(value)
    if isinstance(value, int) and abs(value) <= _LARGEST_EXACT:
        return str(value)
    raise ValueError("only whole numbers up to 2^53 - 1 have a canonical form here")


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def from_base64url(text: Any, what: str, fail: Callable[[str], Exception], size: int | None = None) -> bytes:
    """Bytes of unpadded base64url (RFC 7515 appendix C) in its only spelling, `size` of them if given."""
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        is_sound = to_base64url(data) == text
    except (TypeError, ValueError):
        is_sound = False
    if not is_sound:
        raise fail(f"{what} is not base64url in its only spelling")
    if size is not None and len(data) != size:
        raise fail(f"{what} has {len(data)} bytes instead of {size}")
    return data


def to_base64url(data: bytes) -> str:
    """Unpadded base64url."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_hex(text: Any, what: str, fail: Callable[[str], Exception], size: int) -> bytes:
    """`size` bytes of lower-case hexadecimal digits."""
    if not isinstance(text, str) or len(text) != 2 * size or not _HEX.match(text):
        raise fail(f"{what} is not {size * 2} lower-case hexadecimal digits")
    return bytes.fromhex(text)

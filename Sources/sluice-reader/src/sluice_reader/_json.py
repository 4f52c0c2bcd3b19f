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


def parse(text: bytes | str, fail: Callable[[str], Exception], is_whole: bool = False) -> Any:
    """The JSON value in `text`; a name that stands twice, NaN and bad UTF-8 are refused.

    `fail` makes the exception to raise from a message. With `is_whole`, numbers other than those that `canonical`
    takes are refused.
    """

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) != len(pairs):
            raise fail("a member name stands twice")
        return result

    def constant(name: str) -> Any:
        raise fail(f"{name} is not JSON")

    number = _whole if is_whole else None
    try:
        return json.loads(
            text, object_pairs_hook=members, parse_constant=constant, parse_int=number, parse_float=number
        )
    except (ValueError, RecursionError) as error:
        raise fail(f"not JSON: {type(error).__name__}") from None


def canonical(value: Any) -> bytes:
    """`value` in the canonical form of RFC 8785, for whole numbers up to 2^53 - 1 and no fractions."""
    return _canonical(value).encode("utf-8")


def is_canonical(text: bytes, value: Any) -> bool:
    """Whether `text`, from which `value` was parsed with `is_whole`, is in the canonical form.

    Where no character lies beyond the basic plane, the standard library writes that form, and fast.
    """
    if text.translate(None, _BASIC_PLANE):
        return canonical(value) == text
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8") == text
    except UnicodeEncodeError:
        return False


def _whole(text: str) -> int:
    value = int(text)
    if abs(value) > _LARGEST_EXACT:
        raise ValueError("a number is too large")
    return value


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


def from_hex_list(texts: list[Any], what: str, fail: Callable[[str], Exception], size: int) -> list[bytes]:
    """As `from_hex`, for many."""
    if any(type(text) is not str or len(text) != 2 * size for text in texts) or not _HEX.match(whole := "".join(texts)):
        raise fail(f"{what} is not {size * 2} lower-case hexadecimal digits")
    data = bytes.fromhex(whole)
    return [data[at : at + size] for at in range(0, len(data), size)]


def from_hex(text: Any, what: str, fail: Callable[[str], Exception], size: int) -> bytes:
    """`size` bytes of lower-case hexadecimal digits."""
    if not isinstance(text, str) or len(text) != 2 * size or not _HEX.match(text):
        raise fail(f"{what} is not {size * 2} lower-case hexadecimal digits")
    return bytes.fromhex(text)

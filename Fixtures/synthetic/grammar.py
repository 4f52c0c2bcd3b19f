"""Text from grammars, with the place of every personal item in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .rng import Random

SLOT = re.compile(r"\{([^{}]+)\}")
RANGE = re.compile(r"(\d+)-(\d+)(?:\.(\d))?$")


@dataclass(frozen=True)
class Span:
    """Code points `start` up to `end` hold a personal item."""

    start: int
    end: int
    type: str
    kind: str


@dataclass
class Text:
    """Text under construction."""

    value: str = ""
    spans: list[Span] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Appends text that points to nobody."""
        self.value += text

    def add_item(self, text: str, type: str, kind: str) -> None:
        """Appends a personal item."""
        start = len(self.value)
        self.value += text
        self.spans.append(Span(start, len(self.value), type, kind))

    @property
    def words(self) -> int:
        """Number of words between blanks."""
        return len(self.value.split())


class Grammar:
    """Alternatives by section, read from a text file of `[section]` headings and one alternative a line."""

    def __init__(self, path: Path) -> None:
        self.sections: dict[str, list[str]] = {}
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("["):
                section = self.sections.setdefault(line[1:-1], [])
            elif line and not line.startswith("#"):
                section.append(line)
        self._deck: dict[str, list[str]] = {}

    def reset(self) -> None:
        """Starts a new letter: every alternative may come again."""
        self._deck = {}

    def draw(self, rng: Random, section: str) -> str:
        """An alternative that this letter has not used yet, as long as there are any."""
        deck = self._deck.get(section)
        if not deck:
            deck = self._deck[section] = rng.shuffled(self.sections[section])
        return deck.pop()

    def write(
        self, text: Text, rng: Random, sentence: str, is_female: bool, comma: str,
        item: Callable[[str], tuple[str, str, str] | None],
    ) -> None:  # fmt: skip
        """Appends `sentence`, its slots filled.

        A slot is `{low-high}` or `{low-high.1}` (a number), `{he~she}` (by sex), `{@name}` (an item that
        `item` makes) or the name of a section.
        """
        position = 0
        for match in SLOT.finditer(sentence):
            text.add(sentence[position : match.start()])
            position = match.end()
            slot = match[1]
            number = RANGE.match(slot)
            if slot.startswith("@"):
                made = item(slot[1:])
                if made is None:
                    raise ValueError(f"no item {slot}")
                value, type_, kind = made
                if type_:
                    text.add_item(value, type_, kind)
                else:
                    text.add(value)
            elif number:
                text.add(_number(rng, int(number[1]), int(number[2]), number[3], comma))
            elif "~" in slot:
                text.add(slot.split("~")[1 if is_female else 0])
            else:
                self.write(text, rng, self.draw(rng, slot), is_female, comma, item)
        text.add(sentence[position:])


def _number(rng: Random, low: int, high: int, decimals: str | None, comma: str) -> str:
    if decimals is None:
        return str(rng.between(low, high))
    scale = 10 ** int(decimals)
    whole, part = divmod(rng.between(low * scale, high * scale), scale)
    return f"{whole}{comma}{part:0{int(decimals)}d}"

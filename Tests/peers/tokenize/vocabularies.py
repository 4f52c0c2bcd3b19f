"""The tokenizers of the race: cl100k_base in the formats of all sides, and small models of the other algorithms."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

CL100K_SHA256 = "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7"
"""Of the rank file as its makers publish it."""
PATTERN = (
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+"
    r"|\s++$|\s*[\r\n]|\s+(?!\S)|\s"
)
"""As tiktoken has it."""
PORTABLE_PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
"""The same for engines without possessive quantifiers; only white space at the end of a text can differ."""
SIZE = 32_000
TRAINING_BYTES = 10_000_000


def rank_file(folder: Path) -> Path:
    """cl100k_base as a rank file, out of the package quicktok, which carries it."""
    target = folder / "cl100k_base.tiktoken"
    if not target.is_file():
        import quicktok

        encoding = quicktok.get_encoding("cl100k_base")
        tokens = [encoding.decode_single_token_bytes(rank) for rank in range(100_256)]
        text = "".join(f"{base64.b64encode(token).decode()} {rank}\n" for rank, token in enumerate(tokens))
        target.write_text(text)
    if hashlib.sha256(target.read_bytes()).hexdigest() != CL100K_SHA256:
        raise SystemExit(f"{target} is not cl100k_base")
    return target


def ranks(path: Path) -> dict[bytes, int]:
    """Tokens and ranks of a rank file."""
    return {base64.b64decode(token): int(rank) for token, rank in (line.split() for line in path.read_bytes().splitlines())}


def _parts(table: dict[bytes, int], token: bytes) -> list[bytes]:
    """The tokens that merge into `token` last."""
    parts = [token[i : i + 1] for i in range(len(token))]
    while len(parts) > 2:
        pairs = [table.get(left + right, len(table)) for left, right in zip(parts, parts[1:])]
        least = min(range(len(pairs)), key=pairs.__getitem__)
        parts[least : least + 2] = [parts[least] + parts[least + 1]]
    return parts


def json_file(folder: Path) -> Path:
    """The same tokenizer as a tokenizer.json."""
    target = folder / "cl100k_base.json"
    if target.is_file():
        return target
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    rest = [byte for byte in range(256) if byte not in printable]
    letters = {byte: chr(byte) for byte in printable} | {byte: chr(0x100 + i) for i, byte in enumerate(rest)}
    table = ranks(rank_file(folder))

    def text(token: bytes) -> str:
        return "".join(letters[byte] for byte in token)

    merges = [" ".join(map(text, _parts(table, token))) for token in table if len(token) > 1]
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}
    split = {"type": "Split", "pattern": {"Regex": PORTABLE_PATTERN}, "behavior": "Isolated", "invert": False}
    document = {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": None,
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [split, byte_level]},
        "post_processor": None, "decoder": byte_level,
        "model": {
            "type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
            "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False, "ignore_merges": True,
            "vocab": {text(token): rank for token, rank in table.items()}, "merges": merges,
        },
    }  # fmt: skip
    target.write_text(json.dumps(document, ensure_ascii=False))
    return target


def texts(path: Path, limit: int = TRAINING_BYTES) -> Iterator[str]:
    """The first texts of a corpus."""
    size = 0
    with path.open("rb") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            size += len(text.encode())
            yield text
            if size >= limit:
                return


def sentencepiece_file(folder: Path, corpus: Path, kind: str) -> Path:
    """A sentencepiece model, `bpe` or `unigram`, trained on the start of a corpus."""
    target = folder / f"{kind}.model"
    if not target.is_file():
        import sentencepiece

        lines = (line for text in texts(corpus) for line in text.splitlines() if line.strip())
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=lines, model_prefix=str(folder / kind), model_type=kind, vocab_size=SIZE,
            byte_fallback=True, character_coverage=0.9995, num_threads=2, minloglevel=2,
            max_sentence_length=100_000, normalization_rule_name="identity" if kind == "bpe" else "nmt_nfkc",
        )  # fmt: skip
    return target


def wordpiece_file(folder: Path, corpus: Path) -> Path:
    """A WordPiece tokenizer.json of the kind BERT has, trained on the start of a corpus."""
    target = folder / "wordpiece.json"
    if not target.is_file():
        from tokenizers import BertWordPieceTokenizer

        tokenizer = BertWordPieceTokenizer(lowercase=True)
        tokenizer.train_from_iterator(texts(corpus), vocab_size=SIZE, show_progress=False)
        tokenizer.save(str(target))
    return target

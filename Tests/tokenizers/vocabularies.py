"""Trains one byte-level vocabulary for each pattern family with Hugging Face tokenizers."""

import json
import pathlib
import sys

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

import corpora

CONTRACTIONS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)"
WHITE = r"\s*[\r\n]+|\s+(?!\S)|\s+"
UPPER, LOWER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
LEAD = r"[^\r\n\p{L}\p{N}]?"
PATTERNS = {
    "llama3": CONTRACTIONS + "|" + LEAD + r"\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|" + WHITE,
    "cl100k": r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+"
    r"|\s++$|\s*[\r\n]|\s+(?!\S)|\s",
    "qwen2": CONTRACTIONS + "|" + LEAD + r"\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|" + WHITE,
    "qwen35": CONTRACTIONS + "|" + LEAD + r"[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|" + WHITE,
    "o200k": LEAD + UPPER + "*" + LOWER + "+" + CONTRACTIONS + "?|" + LEAD + UPPER + "+" + LOWER + "*" + CONTRACTIONS
    + r"?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|" + WHITE,
    "tekken": LEAD + UPPER + "*" + LOWER + "+|" + LEAD + UPPER + "+" + LOWER + r"*|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|" + WHITE,
}
DEEPSEEK = [
    r"\p{N}{1,3}",
    "[一-龥぀-ゟ゠-ヿ]+",
    r"""[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|"""
    + WHITE,
]
SPECIALS = ["<|endoftext|>", "<|im_start|>"]


def split(regex):
    return pre_tokenizers.Split(Regex(regex), "isolated")


def byte_level(prefix=False, regex=False):
    return pre_tokenizers.ByteLevel(add_prefix_space=prefix, use_regex=regex)


def pre_tokenizer(name):
    if name in PATTERNS:
        return pre_tokenizers.Sequence([split(PATTERNS[name]), byte_level()])
    return {
        "gpt2": lambda: byte_level(regex=True),
        "roberta": lambda: byte_level(prefix=True, regex=True),
        "starcoder": lambda: pre_tokenizers.Sequence([pre_tokenizers.Digits(True), byte_level(regex=True)]),
        "digitruns": lambda: pre_tokenizers.Sequence([pre_tokenizers.Digits(False), byte_level(regex=True)]),
        "deepseek": lambda: pre_tokenizers.Sequence([*map(split, DEEPSEEK), byte_level()]),
        "nfc": lambda: pre_tokenizers.Sequence([split(PATTERNS["qwen2"]), byte_level()]),
    }[name]()


NAMES = ["gpt2", "llama3", "cl100k", "qwen2", "qwen35", "o200k", "tekken", "deepseek", "roberta", "starcoder", "digitruns", "nfc"]
IGNORING_MERGES = {"llama3"}


def train(name, texts, size):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizer(name)
    tokenizer.decoder = decoders.ByteLevel()
    if name == "nfc":
        tokenizer.normalizer = normalizers.NFC()
    trainer = trainers.BpeTrainer(
        vocab_size=size, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), special_tokens=SPECIALS, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    document = json.loads(tokenizer.to_str())
    document["model"]["ignore_merges"] = name in IGNORING_MERGES
    return document


def main():
    folder, size = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    names = sys.argv[3:] or NAMES
    folder.mkdir(parents=True, exist_ok=True)
    texts = []
    for corpus in ["european", "source", "mixed"]:
        texts += [t[:20000] for t in corpora.load(folder.parent / "corpora" / f"{corpus}.docs")[:400]]
    for name in names:
        (folder / f"{name}.json").write_text(json.dumps(train(name, texts, size), ensure_ascii=False, indent=1))
        print(name, flush=True)


if __name__ == "__main__":
    main()

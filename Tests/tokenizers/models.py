#!/usr/bin/env python3
"""Trains tokenizers of every shape but byte-level pairs, with Hugging Face tokenizers and with sentencepiece.

    models.py WORK [SIZE] [NAME …]

WORK holds the corpora of corpora.py. Writes WORK/models/NAME.json (tokenizer.json) and NAME.model (sentencepiece).
Real vocabularies cannot be had offline; these have their normalizers, pre-tokenizers, models and decoders.
"""

import base64
import io
import json
import pathlib
import sys

import sentencepiece
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

import corpora
import vocabularies

MARK = "\u2581"
BYTES = [f"<0x{i:02X}>" for i in range(256)]
CONTROLS = ["<unk>", "<s>", "</s>"]


def lines(folder, limit):
    out, size = [], 0
    texts = [t for name in ["european", "source", "mixed"] for t in corpora.load(folder / f"{name}.docs")[:300]]
    for text in texts:
        for line in text[:20000].split("\n"):
            if line.strip() and len(line.encode()) < 4000 and "\0" not in line:
                out.append(line)
                size += len(line)
                if size > limit:
                    return out
    return out


def charsmap():
    """The rules nmt_nfkc, as sentencepiece compiles them."""
    writer = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["abc abd"] * 10), model_writer=writer, vocab_size=8, model_type="char", minloglevel=2,
        normalization_rule_name="nmt_nfkc", hard_vocab_limit=False,
    )
    proto = sentencepiece_proto(writer.getvalue())
    return proto.normalizer_spec.precompiled_charsmap


def sentencepiece_proto(data):
    from sentencepiece import sentencepiece_model_pb2

    return sentencepiece_model_pb2.ModelProto.FromString(data)


def byte_fallback(document, mark_unknown=True):
    """Adds the tokens of all bytes to a trained vocabulary."""
    model = document["model"]
    if model["type"] == "BPE":
        for token in BYTES:
            model["vocab"].setdefault(token, len(model["vocab"]))
    else:
        least = min(score for _, score in model["vocab"])
        model["vocab"] += [[token, least] for token in BYTES]
    model["byte_fallback"] = True
    return document


def pairs(texts, size, normalizer, pre_tokenizer, decoder, split, **options):
    """Byte pair encoding of characters; trained on words with their space."""
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=True) if split else pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    trainer = trainers.BpeTrainer(vocab_size=size - 256, special_tokens=CONTROLS, show_progress=False, max_token_length=16, limit_alphabet=600)
    tokenizer.train_from_iterator(texts, trainer)
    document = json.loads(tokenizer.to_str())
    shape = json.loads(Tokenizer(models.BPE()).to_str())
    for name, part in {"normalizer": normalizer, "pre_tokenizer": pre_tokenizer, "decoder": decoder}.items():
        document[name] = json.loads(part.__getstate__()) if part is not None else None
    document["model"].update(options)
    return byte_fallback(document) if options.get("byte_fallback") else document


def unigram(texts, size, normalizer, pre_tokenizer, decoder, fallback=False, whole=False):
    tokenizer = Tokenizer(models.Unigram())
    if normalizer is not None:
        tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace() if whole else pre_tokenizer
    trainer = trainers.UnigramTrainer(vocab_size=size - 256, special_tokens=CONTROLS, unk_token="<unk>", show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.pre_tokenizer = pre_tokenizer
    tokenizer.decoder = decoder
    document = json.loads(tokenizer.to_str())
    return byte_fallback(document) if fallback else document


def word_piece(texts, size, **options):
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(**options)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    trainer = trainers.WordPieceTrainer(vocab_size=size, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    return json.loads(tokenizer.to_str())


def tekken(texts, size):
    """Mistral's file: ranks in base64, the pattern, and names of control tokens; the last ranks are beyond its size."""
    vocabulary = vocabularies.train("tekken", texts, size)["model"]["vocab"]
    table = {c: b for b, c in byte_alphabet().items()}
    tokens = [t for t, _ in sorted(vocabulary.items(), key=lambda item: item[1])][len(vocabularies.SPECIALS) :]
    entries = sorted((bytes(table[c] for c in token) for token in tokens[:256])) + [bytes(table[c] for c in token) for token in tokens[256:]]
    return {
        "config": {"pattern": vocabularies.PATTERNS["tekken"], "num_vocab_tokens": len(entries), "default_vocab_size": len(entries) - 50, "default_num_special_tokens": 100, "version": "v3"},
        "vocab": [{"rank": r, "token_bytes": base64.b64encode(b).decode(), "token_str": b.decode(errors="ignore") or None} for r, b in enumerate(entries)],
        "special_tokens": [{"rank": i, "token_str": t, "is_control": True} for i, t in enumerate(["<unk>", "<s>", "</s>", "[INST]"])],
    }


def byte_alphabet():
    """The character of each byte."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    rest = [b for b in range(256) if b not in printable]
    return {b: chr(b) for b in printable} | {b: chr(0x100 + i) for i, b in enumerate(rest)}


def byte_level(texts, size, normalizer):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = vocabularies.pre_tokenizer("qwen2")
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=size, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), special_tokens=vocabularies.SPECIALS, show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    return json.loads(tokenizer.to_str())


LLAMA = decoders.Sequence([decoders.Replace(MARK, " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
GEMMA = decoders.Sequence([decoders.Replace(MARK, " "), decoders.ByteFallback(), decoders.Fuse()])
SPLIT_WORDS = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])


def with_added(document):
    """Adds tokens with each flag."""
    tokenizer = Tokenizer.from_str(json.dumps(document))
    tokenizer.add_tokens([
        AddedToken("haus", single_word=True), AddedToken("<t>", lstrip=True), AddedToken("<u>", rstrip=True, normalized=False),
        AddedToken("Straße", normalized=True), AddedToken("…", normalized=False),
    ])
    tokenizer.add_special_tokens(["<|im_start|>"])
    return json.loads(tokenizer.to_str())


HF = {
    "llama2": lambda t, n: pairs(t, n, normalizers.Sequence([normalizers.Prepend(MARK), normalizers.Replace(" ", MARK)]), None, LLAMA, True, byte_fallback=True),
    "gemma": lambda t, n: pairs(t, n, normalizers.Replace(" ", MARK), pre_tokenizers.Split(" ", "merged_with_previous"), GEMMA, True, byte_fallback=True),
    "mistral": lambda t, n: pairs(t, n, None, pre_tokenizers.Metaspace(prepend_scheme="first", split=False), LLAMA, True, byte_fallback=True),
    "crossing": lambda t, n: pairs(t, n, None, pre_tokenizers.Metaspace(prepend_scheme="always", split=False), LLAMA, False, byte_fallback=True),
    "wordpairs": lambda t, n: pairs(t, n, None, pre_tokenizers.Metaspace(), decoders.Metaspace(), True),
    "digitpairs": lambda t, n: pairs(t, n, None, pre_tokenizers.Sequence([pre_tokenizers.Metaspace(), pre_tokenizers.Digits(True)]), decoders.Metaspace(), True, ignore_merges=True),
    "added": lambda t, n: with_added(pairs(t, n, normalizers.Sequence([normalizers.Lowercase(), normalizers.Replace(" ", MARK)]), None, GEMMA, True, byte_fallback=True)),
    "xlmr": lambda t, n: unigram(t, n, normalizers.Sequence([normalizers.Precompiled(charsmap()), normalizers.Strip(left=False, right=True), normalizers.Replace(Regex(" {2,}"), MARK)]), pre_tokenizers.Metaspace(), decoders.Metaspace()),
    "t5": lambda t, n: unigram(t, n, normalizers.Precompiled(charsmap()), SPLIT_WORDS, decoders.Metaspace()),
    "unigram": lambda t, n: unigram(t, n, None, pre_tokenizers.Metaspace(split=False), LLAMA, fallback=True, whole=True),
    "albert": lambda t, n: unigram(t, n, normalizers.Sequence([normalizers.Replace("``", '"'), normalizers.Replace("''", '"'), normalizers.NFKD(), normalizers.StripAccents(), normalizers.Lowercase(), normalizers.Precompiled(charsmap())]), pre_tokenizers.Metaspace(), decoders.Metaspace()),
    "uncased": lambda t, n: word_piece(t, n),
    "cased": lambda t, n: word_piece(t, n, lowercase=False, strip_accents=False),
    "tekken": lambda t, n: tekken(t, n),
    "nfc": lambda t, n: byte_level(t, n, normalizers.NFC()),
    "nfkc": lambda t, n: byte_level(t, n, normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase(), normalizers.Strip()])),
    "nfd": lambda t, n: byte_level(t, n, normalizers.Sequence([normalizers.NFD(), normalizers.StripAccents()])),
}
SENTENCEPIECE = {
    "sp-pairs": dict(model_type="bpe", normalization_rule_name="identity", byte_fallback=True, remove_extra_whitespaces=False, allow_whitespace_only_pieces=True, split_digits=True),
    "sp-pairs-nfkc": dict(model_type="bpe", normalization_rule_name="nmt_nfkc", character_coverage=0.995),
    "sp-pairs-user": dict(model_type="bpe", normalization_rule_name="nfkc", byte_fallback=True, user_defined_symbols=["<sep>", "ein", " und ", "的", "ﬁ"], add_dummy_prefix=False),
    "sp-pairs-crossing": dict(model_type="bpe", split_by_whitespace=False, byte_fallback=True),
    "sp-pairs-suffix": dict(model_type="bpe", treat_whitespace_as_suffix=True, byte_fallback=True),
    "sp-unigram": dict(model_type="unigram", normalization_rule_name="nmt_nfkc"),
    "sp-unigram-user": dict(model_type="unigram", normalization_rule_name="nfkc_cf", byte_fallback=True, user_defined_symbols=["<sep>", "ein", " und ", "的"], character_coverage=0.99),
    "sp-unigram-plain": dict(model_type="unigram", normalization_rule_name="identity", byte_fallback=True, remove_extra_whitespaces=False, allow_whitespace_only_pieces=True),
    "sp-unigram-crossing": dict(model_type="unigram", split_by_whitespace=False, treat_whitespace_as_suffix=True),
}


def main():
    work = pathlib.Path(sys.argv[1])
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 8000
    names = sys.argv[3:] or [*HF, *SENTENCEPIECE]
    folder = work / "models"
    folder.mkdir(parents=True, exist_ok=True)
    texts = lines(work / "corpora", 3_000_000)
    for name in names:
        if name in HF:
            (folder / f"{name}.json").write_text(json.dumps(HF[name](texts, size), ensure_ascii=False, indent=1))
        else:
            with open(folder / f"{name}.model", "wb") as file:
                sentencepiece.SentencePieceTrainer.train(
                    sentence_iterator=iter(texts), model_writer=file, vocab_size=size, minloglevel=2, num_threads=2, hard_vocab_limit=False, **SENTENCEPIECE[name]
                )
        print(name, flush=True)


if __name__ == "__main__":
    main()

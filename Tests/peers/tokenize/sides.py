"""One side of the race: a peer reads JSON lines from disk and makes ids in memory; prints its costs as JSON.

    sides.py PEER TOKENIZER FILE.jsonl [--threads N] [--passes N] [--digest]

Caches live on from pass to pass, so that the first is cold and the others are warm. With --digest an untimed pass
gives the digest of all ids. Lines are parsed with orjson, documents handed over in batches of about 4 MB; gigatoken
also has a way of its own from files to ids.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

BATCH_BYTES = 4_000_000
Encode = Callable[[list[Any]], Any]
Ids = Callable[[Any], Sequence[Sequence[int]]]


def batches(path: Path, as_bytes: bool) -> Iterator[list[Any]]:
    """The texts of a file, about 4 MB at a time."""
    import orjson

    batch, size = [], 0
    with path.open("rb") as lines:
        for line in lines:
            text = orjson.loads(line)["text"]
            batch.append(text.encode() if as_bytes else text)
            size += len(line)
            if size >= BATCH_BYTES:
                yield batch
                batch, size = [], 0
    if batch:
        yield batch


def gigatoken(tokenizer: Path, threads: int) -> tuple[Encode, Ids, bool]:
    """The fastest peer so far: byte-level BPE, and sentencepiece's BPE."""
    encoder = _gigatoken(tokenizer)
    return (lambda batch: encoder.encode_batch(batch, parallel=threads > 1)), lambda found: found, True


def _gigatoken(tokenizer: Path) -> Any:
    import gigatoken as module

    if tokenizer.suffix == ".tiktoken":
        return module.Tokenizer.from_tiktoken(tokenizer, "cl100k", {})
    if tokenizer.suffix == ".model":
        return module.Tokenizer.from_sentencepiece(tokenizer)
    return module.Tokenizer.from_json(tokenizer.read_bytes())


def fastokens(tokenizer: Path, threads: int) -> tuple[Encode, Ids, bool]:
    """A tokenizer.json in Rust; gives all ids of a batch as one array."""
    import fastokens as module
    import numpy

    encoder = module.Tokenizer.from_file(str(tokenizer.with_suffix(".json")))

    def flat(found: Any) -> list[Any]:
        ids = found[0] if isinstance(found, tuple) else found
        return [numpy.frombuffer(ids, numpy.uint32) if isinstance(ids, bytes) else ids]

    return encoder.encode_batch_flat, flat, False


def tiktoken(tokenizer: Path, threads: int) -> tuple[Encode, Ids, bool]:
    """The reference of rank files."""
    import tiktoken as module
    import vocabularies

    encoding = module.Encoding(
        "cl100k", pat_str=vocabularies.PATTERN, mergeable_ranks=vocabularies.ranks(tokenizer), special_tokens={}
    )
    if threads == 1:
        return (lambda batch: [encoding.encode_to_numpy(text) for text in batch]), lambda found: found, False
    return (lambda batch: encoding.encode_ordinary_batch(batch, num_threads=threads)), lambda found: found, False


def huggingface(tokenizer: Path, threads: int) -> tuple[Encode, Ids, bool]:
    """The reference of tokenizer.json."""
    from tokenizers import Tokenizer

    encoder = Tokenizer.from_file(str(tokenizer.with_suffix(".json")))
    encoder.encode_special_tokens = True

    def encode(batch: list[str]) -> Any:
        return encoder.encode_batch_fast(batch, add_special_tokens=False)

    return encode, lambda found: [one.ids for one in found], False


def splintr(tokenizer: Path, threads: int) -> tuple[Encode, Ids, bool]:
    """Its own copy of cl100k_base."""
    import numpy
    import splintr as module

    encoder = module.Tokenizer.from_pretrained("cl100k_base")

    def flat(found: Any) -> list[Any]:
        ids = found[0] if isinstance(found, tuple) else found
        return [numpy.frombuffer(ids, numpy.uint32) if isinstance(ids, bytes) else ids]

    return encoder.encode_batch_flat, flat, False


def quicktok(tokenizer: Path, threads: int) -> tuple[Encode, Ids, bool]:
    """Its own copy of cl100k_base."""
    import quicktok as module

    encoder = module.get_encoding("cl100k_base")
    return (lambda batch: encoder.encode_batch(batch, threads=threads)), lambda found: [found[0]], False


def sentencepiece(tokenizer: Path, threads: int) -> tuple[Encode, Ids, bool]:
    """The reference of .model files."""
    import sentencepiece as module

    processor = module.SentencePieceProcessor(model_file=str(tokenizer))
    return (lambda batch: processor.encode(batch, num_threads=threads)), lambda found: found, False


PEERS = {
    "gigatoken": gigatoken, "gigatoken files": gigatoken, "fastokens": fastokens, "tiktoken": tiktoken,
    "tokenizers": huggingface, "splintr": splintr, "quicktok": quicktok, "sentencepiece": sentencepiece,
}  # fmt: skip


def digest(parts: Iterator[Any]) -> tuple[int, str]:
    """Number and digest of ids."""
    import numpy

    total, state = 0, hashlib.blake2b(digest_size=8)
    for part in parts:
        ids = numpy.asarray(part, numpy.uint32)
        total += len(ids)
        state.update(ids.tobytes())
    return total, state.hexdigest()


def main() -> None:
    """Runs the passes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--passes", type=int, default=1)
    parser.add_argument("--digest", action="store_true")
    options = parser.parse_args()
    os.environ["RAYON_NUM_THREADS"] = str(options.threads)
    os.environ["TOKENIZERS_PARALLELISM"] = str(options.threads > 1).lower()
    encode, ids, as_bytes = PEERS[options.peer](options.tokenizer, options.threads)
    if options.peer == "gigatoken files":
        import gigatoken as module

        files = _gigatoken(options.tokenizer).encode_files
        source = module.JsonlFileSource([str(options.file)], field="text")

    def one_pass() -> None:
        if options.peer == "gigatoken files":
            files(source, parallel=options.threads > 1)
            return
        for batch in batches(options.file, as_bytes):
            encode(batch)

    report: dict[str, Any] = {"passes": []}
    for _ in range(options.passes):
        wall, cpu = time.perf_counter(), time.process_time()
        one_pass()
        report["passes"].append({"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu})
    report["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    if options.digest:
        found = (part for batch in batches(options.file, as_bytes) for part in ids(encode(batch)))
        report["tokens"], report["digest"] = digest(found)
    print(json.dumps(report))


if __name__ == "__main__":
    main()

"""Real clinical case reports, and 120 MB of European documentation, from JSON lines to sealed shards and back."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from site_of_test import END, TOKENIZER, Pipeline, Site, shared
from tokenizers import Tokenizer


def pipeline(site: Site) -> Pipeline:
    """The health pipeline over the case reports, which name their patients nowhere but in the text."""
    folder = shared("data/meddocan")
    pipeline = site.sample("quickstart")
    stages: dict[str, Any] = pipeline["stages"]
    del pipeline["tests"]
    stages["letters"] |= {
        "from": [str(folder / "train.jsonl"), str(folder / "dev.jsonl")],
        "schema": {
            "id": {"label": "quasi-identifier", "from": "doc_id"},
            "text": {"label": "free-text", "special": ["health"]},
            "lang": {"label": "none"},
        },
    }
    del stages["letters"]["subject"]
    stages["clean"]["fields"] = {"id": "drop"}
    return pipeline


@pytest.mark.parametrize("workers", [1, 2])
def test_reports_become_tokens_and_back(site: Site, keys, tmp_path_factory, workers: int) -> None:
    result = site.run(pipeline(site), "--workers", workers)
    assert result.stages["letters"] == result.stages["letters"] | {"in": 750, "out": 750, "dropped": {}}
    assert site.imbalances() == []
    plain = Site(tmp_path_factory.mktemp("plain"), keys)
    plain.run(plain.in_plain(pipeline(plain), "quality"))

    tokenizer = Tokenizer.from_file(str(TOKENIZER))
    end = tokenizer.token_to_id(END)
    documents, lines = site.documents(), plain.lines()
    expected = [(*encoding.ids, end) for encoding in tokenizer.encode_batch([line["text"] for line in lines])]
    assert [document.tokens for document in documents] == expected
    assert site.open().token_count == sum(map(len, expected)) > 300_000
    for document, line in list(zip(documents, lines))[::50]:
        assert tokenizer.decode(list(document.tokens), skip_special_tokens=True) == line["text"]


def test_batches_hold_the_tokens_in_order(site: Site) -> None:
    site.run(pipeline(site))
    data = site.open()
    sequences = list(data.sequences(512, tail="drop"))
    tokens = data.tokens(0, len(sequences) * 512)
    assert len(sequences) == data.token_count // 512
    assert all((sequence == tokens[at * 512 : at * 512 + 512]).all() for at, sequence in enumerate(sequences))


CORPUS = Path(__file__).resolve().parents[2] / ".build/peers-corpus/shards"
"""Made by `Tests/peers/run.sh end_to_end`."""


@pytest.mark.skipif("SLUICE_TEST_LONG" not in os.environ, reason="takes minutes: set SLUICE_TEST_LONG=1")
@pytest.mark.skipif(not CORPUS.exists(), reason="run Tests/peers/run.sh end_to_end once")
def test_european_documentation_becomes_tokens_and_back(site: Site, keys, tmp_path_factory) -> None:
    def documentation(site: Site) -> Pipeline:
        whole = pipeline(site)
        whole["stages"]["letters"] |= {
            "from": [str(CORPUS / "*.jsonl.gz")],
            "schema": {"text": {"label": "free-text", "special": ["health"]}},
        }
        del whole["stages"]["clean"]["fields"]
        return whole

    site.run(documentation(site))
    plain = Site(tmp_path_factory.mktemp("plain"), keys)
    plain.run(plain.in_plain(documentation(plain), "quality"))
    tokenizer = Tokenizer.from_file(str(TOKENIZER))
    end = tokenizer.token_to_id(END)
    texts = [line["text"] for line in plain.lines()]
    assert sum(map(len, texts)) > 100_000_000
    documents = site.documents()
    assert len(documents) == len(texts)
    for start in range(0, len(texts), 500):
        encodings = tokenizer.encode_batch(texts[start : start + 500])
        for document, encoding in zip(documents[start : start + 500], encodings):
            assert document.tokens == (*encoding.ids, end)

"""Real clinical case reports, from JSON lines to sealed shards and back."""

from __future__ import annotations

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

"""Training, comparing and using tokenizers, beside Hugging Face tokenizers where that is the reference."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from site_of_test import FIXTURES, Pipeline, Site
from tokenizers import Regex, Tokenizer, models, pre_tokenizers, trainers

END = "<|endoftext|>"
CONTRACTIONS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)"
WHITE = r"\s*[\r\n]+|\s+(?!\S)|\s+"
LLAMA3 = CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|" + WHITE
MARKED = CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|" + WHITE
BYTES = [f"<0x{byte:02X}>" for byte in range(256)]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    lines = (FIXTURES / "letters" / "letters-4.jsonl").read_text().splitlines()
    extra = ["", " ", "  two  blanks ", "a\n\nb\r\n", "ζ ώς ▁ ½ 1234567 \u1100\u1161", "don't DON'T it's'", "\u00ad\u200d🙂🏽"]
    return [json.loads(line)["text"] for line in lines] + extra


@pytest.fixture
def letters(site: Site, texts: list[str]) -> Path:
    file = site.folder / "letters.jsonl"
    file.write_text("".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts))
    return file


def merges(document: dict[str, Any]) -> list[tuple[str, ...]]:
    return [tuple(m.split(" ")) if isinstance(m, str) else tuple(m) for m in document["model"]["merges"]]


def reference(texts: list[str], steps: Any, size: int, specials: list[str], alphabet: list[str]) -> dict[str, Any]:
    """What the trainer of Hugging Face makes of the texts."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = steps
    trainer = trainers.BpeTrainer(
        vocab_size=size, special_tokens=specials, initial_alphabet=alphabet, min_frequency=2, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return json.loads(tokenizer.to_str())


def train(site: Site, *words: object) -> dict[str, Any]:
    result = site.sluice("tokenizer", "train", "-o", "made.json", *words)
    assert result.code == 0, result.err
    return json.loads((site.folder / "made.json").read_text())


def test_byte_level_training_gives_what_hugging_face_gives(site: Site, letters: Path, texts: list[str]) -> None:
    made = train(site, "-n", 1500, letters)
    steps = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(LLAMA3), "isolated"), pre_tokenizers.ByteLevel(False, use_regex=False)]
    )
    wanted = reference(texts, steps, 1500, [END], pre_tokenizers.ByteLevel.alphabet())
    assert merges(made) == merges(wanted)
    assert made["model"]["vocab"] == wanted["model"]["vocab"]


def test_sentencepiece_training_gives_what_hugging_face_gives(site: Site, letters: Path, texts: list[str]) -> None:
    made = train(site, "-n", 1500, "-p", "sentencepiece", "--coverage", 1, letters)
    steps = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(MARKED), "isolated"), pre_tokenizers.Metaspace("▁", "never")]
    )
    wanted = reference(texts, steps, 1500, ["<unk>", "<s>", "</s>", *BYTES], [])
    assert merges(made) == merges(wanted)
    assert made["model"]["vocab"] == wanted["model"]["vocab"]


@pytest.mark.parametrize("pattern", ["gpt2", "llama3", "qwen2", "gpt4o"])
def test_hugging_face_encodes_alike_and_decodes(site: Site, letters: Path, texts: list[str], pattern: str) -> None:
    train(site, "-n", 700, "-p", pattern, letters)
    result = site.sluice("tokenize", "-t", "made.json", "--check", letters)
    assert result.code == 0, result.err
    ids = [json.loads(line) for line in result.out.splitlines()]
    peer = Tokenizer.from_file(str(site.folder / "made.json"))
    peer.encode_special_tokens = True
    assert ids == [encoding.ids for encoding in peer.encode_batch(texts, add_special_tokens=False)]
    assert peer.decode_batch(ids) == texts


def test_hugging_face_reads_a_sentencepiece_tokenizer(site: Site, letters: Path, texts: list[str]) -> None:
    train(site, "-n", 1200, "-p", "sentencepiece", letters)
    peer = Tokenizer.from_file(str(site.folder / "made.json"))
    for text in texts:
        assert peer.decode(peer.encode(text, add_special_tokens=False).ids) == text.replace("▁", " ")


def test_holders_who_share_counts_train_what_their_texts_together_give(site: Site, letters: Path) -> None:
    lines = letters.read_text().splitlines(keepends=True)
    for name, part in (("a", lines[::2]), ("b", lines[1::2])):
        (site.folder / f"{name}.jsonl").write_text("".join(part))
        counted = site.sluice("tokenizer", "count", "-d", 1, "-o", f"{name}.counts", f"{name}.jsonl")
        assert counted.code == 0, counted.err
    assert train(site, "-n", 900, "a.counts", "b.counts") == train(site, "-n", 900, letters)
    assert train(site, "-n", 900, "b.counts", "a.jsonl") == train(site, "-n", 900, letters)


def test_counts_leave_out_what_few_documents_hold(site: Site) -> None:
    lines = [{"text": f"the patient Kowalska{'!' if i else ' Kowalska' * 50}"} for i in range(3)] + [{"text": "the end"}] * 9
    (site.folder / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    result = site.sluice("tokenizer", "count", "-o", "out.counts", "in.jsonl", "--json")
    words = [json.loads(line) for line in (site.folder / "out.counts").read_text().splitlines()]
    assert words[1:] == [["the", 12, 12]]
    assert words[0]["left-out-pieces"] == result.json["result"]["leftOutWords"] > 0


def test_files_do_not_depend_on_the_number_of_workers(site: Site, letters: Path) -> None:
    big = site.folder / "big.jsonl"
    big.write_text(letters.read_text() * 60)
    assert big.stat().st_size > 8 << 20
    made = {}
    for workers in (1, 2, 8):
        files = {"t": ["tokenizer", "train", "-n", 600, "-o", "t"], "c": ["tokenizer", "count", "-o", "c"],
                 "i.jsonl": ["tokenize", "-t", "t", "-o", "i.jsonl"],
                 "i": ["tokenize", "-t", "t", "--format", "raw", "-a", END, "-o", "i"]}  # fmt: skip
        for words in files.values():
            result = site.sluice(*words, "-j", workers, big)
            assert result.code == 0, result.err
        made[workers] = [(site.folder / name).read_bytes() for name in [*files, "i.offsets"]]
    assert made[1] == made[2] == made[8]
    ids, offsets = np.fromfile(site.folder / "i", "<u2"), np.fromfile(site.folder / "i.offsets", "<u8")
    rows = [json.loads(line) for line in (site.folder / "i.jsonl").open()]
    assert len(offsets) == len(rows) + 1 and offsets[-1] == len(ids)
    for number in (0, 1, len(rows) - 1):
        assert ids[offsets[number] : offsets[number + 1]].tolist() == [*rows[number], 0]


def training(site: Site, use: str, **options: object) -> Pipeline:
    """The quickstart pipeline with a stage that trains in place of shards."""
    pipeline = site.sample("quickstart")
    for name in ("tokens", "seal"):
        del pipeline["stages"][name]
    pipeline["stages"]["learn"] = {"use": use, "in": "quality", "to": "out", **options}
    # The agreement of the letters asks for encryption, and what is learnt is written in the clear.
    policy = {
        "@context": "http://www.w3.org/ns/odrl.jsonld", "@type": "Agreement", "uid": "urn:example:open",
        "profile": "urn:sluice:policy", "assigner": "did:web:provider.example", "assignee": pipeline["controller"]["id"],
        "target": pipeline["stages"]["letters"]["dataset"]["id"],
        "permission": [{"uid": "urn:example:use", "action": "use"}],
    }  # fmt: skip
    (site.folder / "open.odrl.json").write_text(json.dumps(policy))
    pipeline["stages"]["letters"]["dataset"]["agreement"] = policy["uid"]
    pipeline["stages"]["permit"] = {"use": "policy.gate", "in": "letters", "policy": "open.odrl.json"}
    return pipeline


def test_an_agreement_that_asks_for_encryption_refuses_counts(site: Site) -> None:
    pipeline = training(site, "tokenizer.count")
    sample = site.sample("quickstart")["stages"]
    pipeline["stages"].update(letters=sample["letters"], permit=sample["permit"])
    assert site.try_run(pipeline).code == 3
    assert not list(site.folder.rglob("counts.jsonl"))


def test_a_pipeline_trains_on_what_it_has_anonymized(site: Site) -> None:
    made = []
    for workers in (1, 3):
        result = site.run(training(site, "tokenizer.train", size=2000), "--workers", workers, "--fresh")
        assert result.stages["learn"]["in"] > 1000
        made.append((site.out / "tokenizer.json").read_bytes())
    assert made[0] == made[1]
    vocabulary = json.loads(made[0])["model"]["vocab"]
    assert len(vocabulary) == 2000
    assert site.imbalances() == []
    replaced = [token for token in vocabulary if "IBAN" in token or "EMAIL" in token]
    assert replaced, "what stands for identifiers is frequent"


def test_a_pipeline_counts_and_a_broken_run_counts_again(site: Site) -> None:
    pipeline = site.save(training(site, "tokenizer.count", minimumDocuments=5))
    site.run(pipeline, "--workers", 2)
    whole = (site.out / "counts.jsonl").read_bytes()
    assert all(json.loads(line)[2] >= 5 for line in whole.splitlines()[1:])
    for delay in (0.05, 0.2, 0.4):
        site.sluice("run", pipeline, "--fresh", "--json")
        site.run_until(pipeline, delay, signal.SIGKILL, "--fresh")
        site.run(pipeline)
        assert (site.out / "counts.jsonl").read_bytes() == whole
    assert site.sluice("tokenizer", "train", "-n", 1000, "-o", "t.json", site.out / "counts.jsonl").code == 0


def test_text_that_no_gate_let_through_is_not_counted(site: Site) -> None:
    pipeline = training(site, "tokenizer.count")
    del pipeline["stages"]["permit"]
    pipeline["stages"]["unique"]["in"] = "letters"
    assert site.try_run(pipeline).code == 78
    assert not site.out.exists()


def test_packing_cuts_no_document_more_often_than_its_length_asks_for(site: Site) -> None:
    length = 256
    pipeline = site.sample("quickstart")
    pipeline["stages"]["tokens"]["pack"] = {"length": length, "mode": "best-fit", "pad": END}
    pipeline["stages"]["seal"]["shardTokens"] = 40_000
    contents = []
    for workers in (1, 3):
        result = site.run(pipeline, "--workers", workers, "--fresh")
        contents.append(site.documents())
    assert contents[0] == contents[1]
    data = site.open()
    shards = data.manifest.shards
    assert len(shards) > 5 and all(shard.tokens % length == 0 for shard in shards)
    position, shard = 0, -1
    for document in contents[0]:
        position = 0 if document.shard != shard else position
        shard = document.shard
        text = len(document.tokens)
        while text > 1 and document.tokens[text - 2] == 0 and document.tokens[text - 1] == 0:
            text -= 1
        assert -(-(position % length + text) // length) == -(-text // length)
        position += len(document.tokens)
    notes = {note["name"]: note["value"] for note in json.loads((site.run_folder / "report.json").read_text())["notes"]}
    assert notes["padding"] < 0.03 * notes["tokens"] and notes["sequences"] * length == data.token_count
    assert result.stages["seal"]["in"] == len(contents[1])


def test_packing_must_reach_the_shards_unbroken(site: Site) -> None:
    pipeline = site.sample("quickstart")
    pipeline["stages"]["tokens"]["pack"] = {"length": 256, "mode": "best-fit", "pad": END}
    pipeline["stages"]["some"] = {"use": "sample", "in": "tokens", "rate": 0.5}
    pipeline["stages"]["seal"]["in"] = "some"
    result = site.sluice("validate", site.save(pipeline), "--json")
    assert result.code == 78
    assert [finding["id"] for finding in result.json["diagnostics"]] == ["broken-packing"]


def test_the_report_tells_tokenizers_figures_and_languages(site: Site) -> None:
    pipeline = site.sample("quickstart")
    pipeline["stages"]["tokens"].update(language="lang", roundTrip="fail", specials="count")
    site.run(pipeline)
    report = json.loads((site.run_folder / "report.json").read_text())
    [event] = [event for event in report["events"] if event["kind"] == "tokenizer"]
    inspected = site.sluice("tokenizer", "inspect", pipeline["stages"]["tokens"]["tokenizer"], "--json").json["result"]
    assert event["detail"]["sha256"] == inspected["sha256"]
    assert event["detail"]["patternSha256"] == inspected["patternSha256"]
    notes = {note["name"]: note["value"] for note in report["notes"]}
    assert notes["documents"] == sum(row["documents"] for row in report["languages"])
    assert {"de", "fr"} <= {row["language"] for row in report["languages"]}
    assert all(1 < row["tokens"] / row["words"] < 10 for row in report["languages"])
    assert "Tokens by language" in (site.run_folder / "report.html").read_text()
    assert "A WORD" in site.sluice(
        "tokenizer", "compare", "-l", "lang", inspected["file"], inspected["file"], FIXTURES / "letters" / "letters-4.jsonl"
    ).out  # fmt: skip


def test_a_comparison_finds_where_tokenizers_differ(site: Site, letters: Path) -> None:
    train(site, "-n", 400, letters)
    (site.folder / "small.json").write_bytes((site.folder / "made.json").read_bytes())
    train(site, "-n", 900, letters)
    same = site.sluice("tokenizer", "compare", "made.json", "made.json", letters, "--json").json["result"]
    assert same["otherIds"] == 0 and same["cuts"]["first"] == same["cuts"]["both"]
    other = site.sluice("tokenizer", "compare", "small.json", "made.json", letters, "--json").json["result"]
    assert 0 < other["otherIds"] <= other["documents"] and len(other["places"]) == 10
    first, second = other["languages"][0]["first"], other["languages"][0]["second"]
    assert first["tokens"] > second["tokens"] and first["words"] == second["words"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["tokenizer", "train", "letters.jsonl"], 64, "'--to' is missing"),
        (["tokenizer", "train", "-o", "t", "-n", 300, "-s", "a", "-s", "a", "letters.jsonl"], 64, "must differ"),
        (["tokenizer", "train", "-o", "t", "missing.jsonl"], 66, "missing.jsonl"),
        (["tokenizer", "train", "-o", "t", "-f", "body", "letters.jsonl"], 65, "letters.jsonl:1"),
        (["tokenizer", "train", "-o", "t", "broken.jsonl"], 65, "broken.jsonl:2"),
        (["tokenizer", "train", "-o", "t", "cut.counts"], 65, "cut.counts"),
        (["tokenizer", "train", "-o", "t", "-p", "gpt2", "good.counts"], 65, "pattern 'llama3'"),
        (["tokenizer", "inspect", "letters.jsonl"], 65, "letters.jsonl"),
        (["tokenizer", "decode", "made.json", "99999"], 65, "no token has the id 99999"),
        (["tokenizer", "decode", "made.json", "x"], 64, "'x' is no id"),
        (["tokenize", "-t", "made.json", "-a", "<|end|>", "letters.jsonl"], 64, "no control token"),
        (["tokenize", "-t", "made.json", "--format", "raw", "letters.jsonl"], 64, "'--to' is missing"),
        (["tokenize", "-t", "made.json", "--specials", "forbid", "special.jsonl"], 65, "special.jsonl (record 1)"),
        (["tokenize", "-t", "made.json", "broken.jsonl"], 65, "broken.jsonl:2"),
    ],
)
def test_mistakes_are_told_with_their_place(
    site: Site, letters: Path, words: list[object], code: int, said: str
) -> None:
    train(site, "-n", 400, letters)
    site.sluice("tokenizer", "count", "-o", "good.counts", letters)
    good = (site.folder / "good.counts").read_text().splitlines(keepends=True)
    (site.folder / "cut.counts").write_text("".join(good[:-1]))
    (site.folder / "broken.jsonl").write_text('{"text": "a"}\n{"text": 7}\n')
    (site.folder / "special.jsonl").write_text(f'{{"text": "a"}}\n{{"text": "a{END}"}}\n')
    result = site.sluice(*words)
    assert (result.code, said in result.err) == (code, True), result.err
    assert not (site.folder / "t").exists()


def test_encode_and_decode_are_inverse(site: Site, letters: Path) -> None:
    train(site, "-n", 400, letters)
    ids = site.sluice("tokenizer", "encode", "made.json", "Grüße, Größe 🙂")
    assert site.sluice("tokenizer", "decode", "made.json", *ids.out.split()).out == "Grüße, Größe 🙂\n"
    allowed = site.sluice("tokenizer", "encode", "made.json", END, "--allow", END)
    assert allowed.out == "0\n"
    pieces = site.sluice("tokenizer", "encode", "-p", "made.json", "ab", "--json").json["result"]
    assert "".join(pieces["pieces"]) == "ab"

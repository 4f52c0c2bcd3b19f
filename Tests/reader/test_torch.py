"""PyTorch data sets. Skipped where torch is missing."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from conftest import CHECKOUT, documents, open_folder
from writer import Writer

torch = pytest.importorskip("torch")

EXAMPLE = CHECKOUT / "Sources" / "sluice-reader" / "examples" / "train.py"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(CHECKOUT / "Sources" / "sluice-reader" / "src"), "OMP_NUM_THREADS": "1"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    docs = documents(300, longest=60, seed=4)
    return Writer(docs, frame_tokens=32, shard_tokens=400).save(tmp_path_factory.mktemp("torch"))


def batches(folder, **options):
    from sluice_reader.torch import Batches

    return Batches(open_folder(folder).sequences(8, 4, seed=3, shuffle="window", **options))


def test_loaders_yield_the_batches_of_the_reader(folder):
    expected = [b.tolist() for b in open_folder(folder).sequences(8, 4, seed=3, shuffle="window")]
    for workers in (0, 1, 2):
        loader = torch.utils.data.DataLoader(batches(folder), batch_size=None, num_workers=workers)
        made = [b.tolist() for b in loader]
        assert made == expected and len(loader) == len(expected)


def test_state_resumes_with_and_without_workers(folder):
    expected = [b.tolist() for b in batches(folder)]
    first = batches(folder)
    iterator = iter(first)
    for _ in range(5):
        next(iterator)
    assert first.state_dict() == batches(folder).state_after(5)
    second = batches(folder, world=1)
    second.load_state_dict(first.state_dict())
    assert [b.tolist() for b in second] == expected[5:]


def test_single_sequences_by_number(folder):
    from sluice_reader.torch import NumberedSamples

    sequences = open_folder(folder).sequences(8)
    data = NumberedSamples(sequences)
    assert torch.stack([data[i] for i in range(len(data))]).tolist() == [s.tolist() for s in sequences]


def test_single_sequences_are_those_of_the_reader(folder):
    from sluice_reader.torch import Samples

    for options in ({}, {"shuffle": "window", "lanes": 2}, {"rank": 1, "world": 3}):
        expected = [s.tolist() for s in open_folder(folder).sequences(8, **options)]
        for workers in (0, 2):
            data = Samples(open_folder(folder).sequences(8, **options))
            loader = torch.utils.data.DataLoader(data, batch_size=4, num_workers=workers)
            made = [row for batch in loader for row in batch.tolist()]
            assert sorted(made) == sorted(expected)
            if not workers:
                assert made == expected


def test_single_sequences_resume(folder):
    from sluice_reader.torch import Samples

    expected = [s.tolist() for s in open_folder(folder).sequences(8, seed=1, shuffle="window")]
    data = Samples(open_folder(folder).sequences(8, seed=1, shuffle="window"))
    iterator = iter(data)
    for _ in range(37):
        next(iterator)
    again = Samples(open_folder(folder).sequences(8))
    again.load_state_dict(data.state_dict())
    assert [s.tolist() for s in again] == expected[37:]


def test_documents_of_packed_batches_come_along(folder):
    arrays = list(open_folder(folder).sequences(8, 4, seed=3, shuffle="window", pack="docmask"))
    loader = torch.utils.data.DataLoader(batches(folder, pack="docmask"), batch_size=None, num_workers=1)
    made = list(loader)
    assert len(made) == len(arrays)
    for tensors, packed in zip(made, arrays, strict=True):
        assert tensors.tokens.tolist() == packed.tokens.tolist()
        assert tensors.cu_seqlens.dtype == torch.int32 and tensors.cu_seqlens.tolist() == packed.cu_seqlens.tolist()
        assert tensors.position_ids.tolist() == packed.position_ids.tolist()
        assert tensors.max_seqlen == packed.max_seqlen


def test_tensors_come_through_dlpack(folder):
    batch = next(iter(open_folder(folder).sequences(8, 4)))
    tensor = torch.from_dlpack(batch)
    tensor[0, 0] = 5
    assert batch[0, 0] == 5


def test_the_example_learns_and_goes_on_where_it_stopped(tmp_path):
    docs = documents(200, longest=60, vocab=50, seed=4)
    folder = Writer(docs, vocab=50, frame_tokens=256, shard_tokens=4000).save(tmp_path / "shards")
    common = [folder, "--key", folder / "node-a.jwk", "--trust", folder / "signer.jwk", "--length", "31"]

    def train(steps, checkpoint):
        command = [sys.executable, EXAMPLE, *common, "--steps", str(steps), "--checkpoint", tmp_path / checkpoint]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, env=ENVIRONMENT)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    whole = train(30, "whole.pt")
    assert whole == train(11, "parts.pt") + train(30, "parts.pt")
    losses = [float(line.split("loss ")[1].split(",")[0]) for line in whole]
    assert sum(losses[-5:]) < sum(losses[:5])

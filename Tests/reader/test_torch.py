"""PyTorch data sets. Skipped where torch is missing."""

from __future__ import annotations

import pytest
from conftest import documents, open_folder
from writer import Writer

torch = pytest.importorskip("torch")


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

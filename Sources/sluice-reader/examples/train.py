"""Trains a small language model on sealed shards, and goes on where it stopped.

    python train.py SHARDS --key node-a.jwk --trust signing.public.jwk --steps 50 --checkpoint model.pt

Run it a second time with the same checkpoint and more steps: it sees the batches that an unbroken run would see, also
with another number of processes. Under `torchrun` every process takes its share of each step.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

import sluice_reader as sluice
import torch
from sluice_reader.torch import Batches, PackedTensors
from torch import nn
from torch.nn import functional
from torch.utils.data import DataLoader


class SmallModel(nn.Module):
    """Token and position embeddings, one block of attention within documents, and a projection."""

    def __init__(self, vocabulary: int, length: int, width: int = 64, heads: int = 4) -> None:
        super().__init__()
        self.heads = heads
        self.tokens, self.positions = nn.Embedding(vocabulary, width), nn.Embedding(length, width)
        self.attention, self.mixed = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.expanded, self.narrowed = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.before, self.behind = nn.LayerNorm(width), nn.LayerNorm(width)

    def forward(self, tokens: torch.Tensor, positions: torch.Tensor) -> torch.Tensor:
        x = self.tokens(tokens) + self.positions(positions)
        # A part begins where the position is 0; tokens attend to earlier ones of their own part.
        part = (positions == 0).cumsum(1)
        mask = (part[:, :, None] == part[:, None, :]).tril()[:, None]
        q, k, v = (
            t.unflatten(-1, (self.heads, -1)).transpose(1, 2) for t in self.attention(self.before(x)).chunk(3, -1)
        )
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = x + self.mixed(seen.transpose(1, 2).flatten(2))
        x = x + self.narrowed(functional.gelu(self.expanded(self.behind(x))))
        return functional.linear(x, self.tokens.weight)


def loss_of(model: nn.Module, batch: PackedTensors) -> torch.Tensor:
    """Mean loss of the next token, where it is of the same document."""
    scores = model(batch.tokens[:, :-1], batch.position_ids[:, :-1])
    wanted = batch.tokens[:, 1:].masked_fill(batch.position_ids[:, 1:] == 0, -100)
    return functional.cross_entropy(scores.flatten(0, 1), wanted.flatten())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shards", help="folder or URL of the shards")
    parser.add_argument("--key", required=True, help="private key of this node")
    parser.add_argument("--trust", required=True, help="public key of who signed the shards")
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--length", type=int, default=128)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--checkpoint", type=Path, help="where to save, and to go on from")
    options = parser.parse_args()

    rank, world = int(os.environ.get("RANK", "0")), int(os.environ.get("WORLD_SIZE", "1"))
    data = sluice.open(options.shards, keys=options.key, trust=options.trust)
    sequences = data.sequences(
        options.length + 1, options.batch, seed=7, shuffle="window", window=16, rank=rank, world=world, threads=2,
        pack="docmask",
    )  # fmt: skip
    torch.manual_seed(7)
    model = SmallModel(data.manifest.tokenizer.vocab, options.length)
    optimizer = torch.optim.AdamW(model.parameters(), 3e-3)
    step = 0
    if options.checkpoint and options.checkpoint.exists():
        saved: dict[str, Any] = torch.load(options.checkpoint, weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        sequences.load_state_dict(saved["data"])
        step = saved["step"]
    while step < options.steps:
        for batch in DataLoader(Batches(sequences), batch_size=None):
            optimizer.zero_grad()
            loss = loss_of(model, batch)
            loss.backward()
            optimizer.step()
            step += 1
            print(f"step {step}: loss {loss.item():.4f}, first tokens {batch.tokens[0, :4].tolist()}")
            if step == options.steps:
                break
    if options.checkpoint and rank == 0:
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "data": sequences.state_dict()}
        torch.save(state | {"step": step}, options.checkpoint)


if __name__ == "__main__":
    main()

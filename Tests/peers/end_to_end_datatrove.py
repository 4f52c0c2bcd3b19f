"""The peer's half of end_to_end.py: datatrove does the work in three passes.

    python end_to_end_datatrove.py SHARDS TOKENIZER OUT WORKERS

Pass 1 reads, masks, filters, keeps what is left and signs it; pass 2 finds duplicates; pass 3 drops them and
tokenises. Keeping the filtered texts between the passes is cheaper than masking twice.
"""

import sys
from pathlib import Path

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup import ExactDedupConfig, ExactDedupFilter, ExactDedupSignature, ExactFindDedups
from datatrove.pipeline.filters import LambdaFilter
from datatrove.pipeline.formatters import PIIFormatter
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.tokens import DocumentTokenizer
from datatrove.pipeline.writers import JsonlWriter


def is_kept(document: Document) -> bool:
    """At least 20 words whose mean length is 3 to 12 characters."""
    words = document.text.split()
    return len(words) >= 20 and 3 <= sum(map(len, words)) / len(words) <= 12


def whole_text(document: Document) -> str:
    """What must be equal in duplicates."""
    return document.text


def main() -> None:
    """Runs the passes one after the other."""
    shards, tokenizer, out, workers = sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])
    tasks = len(list(Path(shards).glob("*.gz")))
    config = ExactDedupConfig(content_getter=whole_text)

    def execute(name: str, steps: list[object], count: int) -> None:
        LocalPipelineExecutor(
            pipeline=steps, tasks=count, workers=min(workers, count), logging_dir=str(out / "logs" / name)
        ).run()

    kept = str(out / "kept")
    execute(
        "clean",
        [
            JsonlReader(shards, glob_pattern="*.gz"),
            PIIFormatter(),
            LambdaFilter(is_kept),
            JsonlWriter(kept, compression=None),
            ExactDedupSignature(str(out / "signatures"), finder_workers=workers, config=config),
        ],
        tasks,
    )
    find = ExactFindDedups(str(out / "signatures"), str(out / "duplicates"), config=config)
    execute("find", [find], workers)
    execute(
        "tokens",
        [
            JsonlReader(kept),
            ExactDedupFilter(str(out / "duplicates"), config=config),
            DocumentTokenizer(
                str(out / "tokens"), tokenizer, eos_token="<|endoftext|>", shuffle_documents=False, save_index=True
            ),
        ],
        tasks,
    )


if __name__ == "__main__":
    main()

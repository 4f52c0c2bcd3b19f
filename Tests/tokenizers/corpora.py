"""Builds the texts of the tokenizer tests from Debian packages, into a folder.

    corpora.py FOLDER

A file of documents is a sequence of: length as a 32-bit little-endian number, then so many bytes of UTF-8.
"""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import corpus

LIMIT = 40_000_000


def save(path, texts):
    with open(path, "wb") as file:
        for text in texts:
            data = text.encode()
            file.write(len(data).to_bytes(4, "little"))
            file.write(data)


def load(path):
    data, texts, at = open(path, "rb").read(), [], 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "little")
        texts.append(data[at + 4 : at + 4 + size].decode())
        at += 4 + size
    return texts


def documents(path):
    """The first texts of JSON lines."""
    size = 0
    with open(path, "rb") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            size += len(text.encode())
            yield text
            if size >= LIMIT:
                return


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    texts = {name: list(documents(corpus.collect(folder / "packages", name))) for name in corpus.SETS}
    texts["mixed"] = [text for name in texts for text in texts[name][:2000]]
    for name, chosen in texts.items():
        save(folder / f"{name}.docs", chosen)
        print(name, len(chosen), "documents", sum(len(t.encode()) for t in chosen), "bytes")


if __name__ == "__main__":
    main()

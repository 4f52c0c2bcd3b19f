"""Builds the texts of the tokenizer tests from what a Debian system has, into a folder.

A file of documents is a sequence of: length as a 32-bit little-endian number, then so many bytes of UTF-8.
"""

import glob
import gzip
import pathlib
import random
import sys


def decoded(path):
    raw = gzip.open(path).read() if path.endswith(".gz") else open(path, "rb").read()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def documents(patterns, seed=1, limit=40_000_000):
    paths = sorted({p for pattern in patterns for p in glob.glob(pattern, recursive=True)})
    random.Random(seed).shuffle(paths)
    seen, texts, total = set(), [], 0
    for path in paths:
        if not pathlib.Path(path).is_file():
            continue
        text = decoded(path)
        if not text or hash(text) in seen:
            continue
        seen.add(hash(text))
        texts.append(text)
        total += len(text.encode())
        if total >= limit:
            break
    return texts


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


LANGUAGES = ["cs", "da", "de", "el", "es", "fr", "hu", "it", "nl", "pl", "pt", "pt_BR", "ro", "ru", "sv", "uk", "fi"]
SETS = {
    "german": ["/usr/share/man/de/**/*", "/usr/share/doc/**/de/**/*.html", "/usr/share/doc/**/*.de.html"],
    "european": [f"/usr/share/man/{language}/**/*" for language in LANGUAGES],
    "english": ["/usr/share/man/man*/**/*", "/usr/share/doc/**/*.txt*", "/usr/share/doc/**/changelog*"],
    "python": ["/usr/lib/python3*/**/*.py", "/usr/local/lib/python3*/**/*.py", "**/site-packages/**/*.py"],
    "mixed": ["/usr/share/doc/**/*.html", "/usr/share/man/*/**/*"],
}

if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, patterns in SETS.items():
        texts = documents(patterns)
        save(folder / f"{name}.docs", texts)
        print(name, len(texts), "documents", sum(len(t.encode()) for t in texts), "bytes")

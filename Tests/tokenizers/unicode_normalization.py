#!/usr/bin/env python3
"""Asks Hugging Face tokenizers about every scalar and writes the tables of its normalizers.

    unicode_normalization.py [FILE]

Writes Sources/SluiceTokenizers/Unicode/NormalizationData.swift (or FILE): decompositions, combining classes,
composites, lower case, and what the BERT parts, grapheme clusters and `single_word` see in a scalar. The tables of
Unicode are of other versions than the engine's; the engine's are what decides which ids a text gets.
"""

import base64
import pathlib
import sys
import unicodedata

import tokenizers
from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers

TARGET = pathlib.Path(__file__).resolve().parents[2] / "Sources/SluiceTokenizers/Unicode/NormalizationData.swift"
SCALARS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
HANGUL = range(0xAC00, 0xD7A4)


def leb(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def charsmap(key, value):
    """A charsmap of one rule: a chain in a double array, each node in a block of its own."""
    units = [0] * (256 * (len(key) + 2))
    position = 0
    for depth, byte in enumerate(key):
        block = 256 * (depth + 1)
        units[position] |= (position ^ block) << 10
        position = block ^ byte
        units[position] = byte
    block = 256 * (len(key) + 1)
    units[position] |= (position ^ block) << 10 | 1 << 8
    units[block] = 1 << 31
    trie = b"".join(unit.to_bytes(4, "little") for unit in units)
    return len(trie).to_bytes(4, "little") + trie + value.encode() + b"\0"


def combining_classes(nfd):
    """The class of every scalar, from the order in which the engine puts pairs."""
    representatives = {}
    for c in SCALARS:
        kind = unicodedata.combining(chr(c))
        known = nfd("a" + chr(c) + "\u0334") != "a" + chr(c) + "\u0334" or nfd("a\u0301" + chr(c)) != "a\u0301" + chr(c) or kind >= 230
        if kind and kind not in representatives and known and nfd(chr(c)) == chr(c):
            representatives[kind] = chr(c)
    kinds = sorted(representatives)
    for low, high in zip(kinds, kinds[1:]):
        pair = representatives[high] + representatives[low]
        assert nfd("a" + pair) == "a" + pair[::-1], (low, high)
    low, high = representatives[1], representatives[230]
    classes = {}
    for c in map(chr, SCALARS):
        if nfd(c) != c or (nfd("a" + c + low) == "a" + c + low and nfd("a" + high + c) == "a" + high + c and nfd("a" + representatives[240] + c) == "a" + representatives[240] + c):
            continue
        equal = [k for k in kinds if nfd("a" + c + representatives[k]) == "a" + c + representatives[k] and nfd("a" + representatives[k] + c) == "a" + representatives[k] + c]
        assert len(equal) == 1, (hex(ord(c)), equal)
        classes[ord(c)] = equal[0]
    return classes


def flags():
    """Eight bits about every scalar; see NormalizationFlags."""
    clean = normalizers.BertNormalizer(clean_text=True, handle_chinese_chars=False, strip_accents=False, lowercase=False).normalize_str
    strip = normalizers.BertNormalizer(clean_text=False, handle_chinese_chars=False, strip_accents=True, lowercase=False).normalize_str
    accents = normalizers.StripAccents().normalize_str
    nfd = normalizers.NFD().normalize_str
    words = pre_tokenizers.BertPreTokenizer().pre_tokenize_str
    extends = normalizers.Precompiled(charsmap(b"a", "X")).normalize_str
    tokenizer = Tokenizer(models.WordLevel({"u": 0}, unk_token="u"))
    tokenizer.add_tokens([AddedToken("zq", single_word=True, normalized=False)])
    found = {}
    for c in SCALARS:
        s, value = chr(c), 0
        value |= (clean(s) == "") << 0
        value |= (clean(s) == " " and s != " ") << 1
        value |= (nfd(s) == s and strip(s) == "") << 2
        value |= (accents(s) == "") << 3
        value |= (len(words("a" + s + "b")) == 3) << 4
        if extends("a" + s) == "X":
            value |= 2 << 5
        elif extends(s + "a\u0301") == s + "X\u0301":
            value |= 3 << 5
        elif normalizers.Precompiled(charsmap(s.encode(), "Y")).normalize_str(s + "\u0301") == "Y\u0301" and c != 0 and len(s.encode()) < 4:
            value |= 1 << 5
        value |= (1 not in tokenizer.encode(s + "zq").ids) << 7
        found[c] = value
    return found


def runs(values):
    out, at = b"", 0
    while at < 0x110000:
        end, value = at, values.get(at, 0)
        while end < 0x110000 and values.get(end, 0) == value:
            end += 1
        out += leb(end - at) + leb(value)
        at = end
    return out


def mappings(entries):
    """Entries (scalar, mark, replacement) as: distance to the one before, count << 1 | mark, scalars."""
    out, last = b"", 0
    for scalar, mark, text in sorted(entries):
        out += leb(scalar - last) + leb(len(text) << 1 | mark) + b"".join(leb(ord(c)) for c in text)
        last = scalar
    return out


def literal(name, comment, data):
    text = base64.b64encode(data).decode()
    lines = [text[i : i + 96] for i in range(0, len(text), 96)]
    body = "\\\n".join("    " + line for line in lines)
    return f'  /// {comment}\n  static let {name} = """\n{body}\n    """\n'


def main():
    nfd, nfkd, nfc = (getattr(normalizers, n)().normalize_str for n in ["NFD", "NFKD", "NFC"])
    lower = normalizers.Lowercase().normalize_str
    canonical, compatible, lowercase = [], [], []
    for c in SCALARS:
        s = chr(c)
        if c not in HANGUL:
            if nfd(s) != s:
                canonical.append((c, int(nfc(nfd(s)) == s), nfd(s)))
            if nfkd(s) != nfd(s):
                compatible.append((c, 0, nfkd(s)))
        if lower(s) != s:
            lowercase.append((c, 0, lower(s)))
    classes = combining_classes(nfd)
    bits = flags()
    parts = [
        literal("canonical", "Canonical decompositions; marked where the scalar is composed again.", mappings(canonical)),
        literal("compatible", "Decompositions that only compatibility makes.", mappings(compatible)),
        literal("lowercase", "Lower case of the scalars that have one.", mappings(lowercase)),
        literal("classes", "Runs of equal combining class: length, class.", runs(classes)),
        literal("flags", "Runs of equal flags: length, flags.", runs(bits)),
    ]
    header = f"""// Written by Tests/tokenizers/unicode_normalization.py; do not edit.
// Engine: tokenizers {tokenizers.__version__}: {len(canonical)} canonical and {len(compatible)} compatibility decompositions,
// {len(lowercase)} lower cases, {len(classes)} combining characters.

/// The tables as base64 of LEB128 numbers.
enum NormalizationData {{
"""
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.write_text(header + "\n".join(parts) + "}\n")
    print(target, len(canonical), len(compatible), len(lowercase), len(classes))


main()

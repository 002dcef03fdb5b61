#!/usr/bin/env python3
"""Holds what people read against words.txt: documents, agreement texts, and the strings of the code.

Also finds what was left over anywhere in the tree: marks of unfinished work and paths of one machine. Exceptions
stand in words_allowed.txt with their reasons.
"""

import fnmatch
import pathlib
import re

import tree

HERE = pathlib.Path(__file__).resolve().parent
TEXTS = (".md", ".txt", ".agreement", ".verification", ".csv", ".drill", ".scenario", ".json", ".geojson")
CODE = (".h", ".cc")
EXEMPT = {"tests/tidy/words.txt", "tests/tidy/words_allowed.txt", "tests/tidy/self_test.py"}
BYTES_MAX = 1 << 20  # larger files are recordings, not words


def read_table(file, columns):
    """Lines of `a | b | c` as tuples; the last column may hold more bars."""
    rows = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            # A bar inside a pattern has no spaces around it.
            cells = [cell.strip() for cell in line.split(" | ", columns - 1)]
            if len(cells) != columns:
                raise SystemExit(f"{file}:{number}: wanted {columns} columns divided by ' | '")
            rows.append((number, *cells))
    return rows


def said_in(file, text):
    """What people read of a file, as [(line, text)]."""
    if file.name.endswith(CODE):
        return [] if file.name.endswith("_test.cc") else tree.split_cxx(text)[1]
    if file.name.endswith(TEXTS) and "CMake" not in file.name:
        return list(enumerate(text.splitlines(), 1))
    return []


class Exceptions:
    def __init__(self, file):
        self.file = file
        self.rows = read_table(file, 3)
        self.used = set()

    def allow(self, name, word):
        for number, pattern, allowed, _ in self.rows:
            if fnmatch.fnmatchcase(name, pattern) and allowed.lower() == word.lower():
                self.used.add(number)
                return True
        return False


def main():
    root = tree.options(__doc__).root
    faults = tree.Faults(root)
    exceptions = Exceptions(HERE / "words_allowed.txt")
    words = []
    for _, places, pattern, instead in read_table(HERE / "words.txt", 3):
        whole = rf"\b(?:{pattern})\b" if places == "said" else pattern
        words.append((places, re.compile(whole, re.IGNORECASE if places == "said" else 0), instead))

    for file in tree.files(root):
        name = str(file.relative_to(root))
        if name in EXEMPT or not file.is_file() or file.stat().st_size > BYTES_MAX:
            continue
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for places, pattern, instead in words:
            for line, said in said_in(file, text) if places == "said" else enumerate(text.splitlines(), 1):
                for match in pattern.finditer(said):
                    if not exceptions.allow(name, match.group()):
                        faults.add(file, line, f"saw '{match.group()}', wanted: {instead}")
    if root == tree.ROOT:
        for number, pattern, word, _ in exceptions.rows:
            if number not in exceptions.used:
                faults.add(exceptions.file, number, f"allows '{word}' in {pattern}, where it stands no more")
    faults.exit()


if __name__ == "__main__":
    main()

"""The files of the tree as the tests of the tree see them: what is ours, without what was built."""

import argparse
import os
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NOT_OURS = {"build", ".git", ".cache", "__pycache__", "node_modules"}  # as .gitignore has it


def files(root, *suffixes, under=("",)):
    """Every file of ours with one of the suffixes (all, when none is given), sorted."""
    found = set()
    for folder in under:
        for here, folders, names in os.walk(root / folder):
            folders[:] = [name for name in folders if name not in NOT_OURS]
            found.update(pathlib.Path(here) / name for name in names if name.endswith(tuple(suffixes) or ""))
    return sorted(found)


def cxx(root):
    return files(root, ".h", ".cc", under=("src", "apps", "tests", "fuzz", "bench"))


INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


def included_by(root, file):
    """The files of ours that `file` includes, as [(line, name, path)]; the path may not exist."""
    text = file.read_text(encoding="utf-8", errors="replace")
    result = []
    for match in INCLUDE.finditer(text):
        name = match.group(1)
        candidates = [root / "src" / name, root / name, file.parent / name]
        path = next((candidate for candidate in candidates if candidate.is_file()), candidates[0])
        result.append((text.count("\n", 0, match.start(1)) + 1, name, path))
    return result


def closure(root, file):
    """`file` and all files of ours that it includes, however deep, sorted."""
    seen, waiting = set(), [file]
    while waiting:
        here = waiting.pop()
        if here not in seen and here.is_file():
            seen.add(here)
            waiting.extend(path for _, _, path in included_by(root, here))
    return sorted(seen)


TOKENS = re.compile(
    r'R"(?P<mark>[^(\s]*)\((?P<raw>.*?)\)(?P=mark)"|"(?P<string>(?:\\.|[^"\\\n])*)"|'
    r"'(?:\\.|[^'\\\n])+'|//(?P<line>[^\n]*)|/\*(?P<block>.*?)\*/",
    re.DOTALL,
)


def split_cxx(text):
    """(code, strings): the code with comments and the insides of strings blanked, lines kept; and the string
    literals as [(line, text)], without those of #include lines."""
    strings = []

    def blank(match):
        start = text.rfind("\n", 0, match.start()) + 1
        if text[start : match.start()].strip() == "#include":
            return match.group()
        if text[max(0, match.start() - 1)].isalnum() and match.group().startswith("'"):
            return match.group()  # a digit separator
        for kind in ("raw", "string"):
            if match.group(kind) is not None:
                strings.append((text.count("\n", 0, match.start()) + 1, match.group(kind)))
        return re.sub(r"[^\n]", " ", match.group())

    return TOKENS.sub(blank, text), strings


class Faults:
    """What is wrong, printed at once; the exit code at the end."""

    def __init__(self, root):
        self.root, self.count = root, 0

    def add(self, file, line, what):
        self.count += 1
        shown = file.relative_to(self.root) if file.is_absolute() and file.is_relative_to(self.root) else file
        print(f"{shown}:{line}: {what}" if line else f"{shown}: {what}")

    def exit(self):
        if self.count:
            print(f"{self.count} fault{'s' if self.count > 1 else ''}")
        sys.exit(1 if self.count else 0)


def options(description, **more):
    """The options of a test of the tree: --root, and those in `more` (name: help)."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=pathlib.Path, default=ROOT, help="the tree to look at")
    for name, text in more.items():
        parser.add_argument(f"--{name}", help=text)
    parsed = parser.parse_args()
    parsed.root = parsed.root.resolve()
    return parsed

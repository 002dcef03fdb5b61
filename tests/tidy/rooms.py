#!/usr/bin/env python3
"""Holds src/ against rooms.txt.

A room includes only itself and the rooms that its line names, all of them on lines above; it has a README.md and
a CMakeLists.txt whose ROOMS are the same. Below the doors no file asks for the time, opens a file, draws a random
number or reads the environment, and an unordered container says that its order never reaches output. Tests
(*_test.cc, and *_for_tests.h or *_test_support.h, which only tests include) may.
"""

import re

import tree

DOORS = {"intake", "store", "stream", "http", "cli"}
ORDER_NOTE = "// order never reaches output"
BANNED = [
    (re.compile(r"::\s*now\s*\("), "the time is handed in"),
    (re.compile(r"\b(?:system_clock|steady_clock|high_resolution_clock)\b"), "the time is handed in"),
    (re.compile(r"\b(?:gettimeofday|clock_gettime|localtime\w*|gmtime\w*|mktime)\b|\bstd::time\s*\("), "the time is handed in"),
    (re.compile(r"\bfopen\b|\bfreopen\b|\b[io]?fstream\b|<fstream>|<filesystem>"), "files belong to the doors"),
    (re.compile(r"\bs?rand\s*\(|\brandom_device\b|\bgetrandom\b"), "randomness is handed in"),
    (re.compile(r"\b(?:secure_)?getenv\b"), "the environment belongs to the doors"),
]
UNORDERED = re.compile(r"\bstd::unordered_\w+")


def read_rooms(root, faults):
    """{room: rooms it may include}, in the order of the file."""
    rooms = {}
    file = root / "rooms.txt"
    for number, line in enumerate(file.read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, colon, lower = line.partition(":")
        if not colon or name in rooms:
            faults.add(file, number, f"saw '{line}', wanted one line a room: 'room: lower rooms'")
            continue
        for other in lower.split():
            if other not in rooms:
                faults.add(file, number, f"'{name}' may include '{other}', which has no line above it")
        rooms[name] = lower.split()
    return rooms


def check_room(root, room, allowed, faults):
    folder = root / "src" / room
    for wanted in ("README.md", "CMakeLists.txt"):
        if not (folder / wanted).is_file():
            faults.add(folder, 0, f"no {wanted}")
    cmake = folder / "CMakeLists.txt"
    if cmake.is_file():
        call = re.search(r"detente_room\(\s*(\w+)([^)]*)\)", cmake.read_text())
        stated = re.search(r"\bROOMS((?:\s+[a-z_]+)*)", call.group(2)) if call else None
        if not call or call.group(1) != room:
            faults.add(cmake, 0, f"no detente_room({room} ...)")
        elif sorted(stated.group(1).split() if stated else []) != sorted(allowed):
            faults.add(cmake, 0, f"ROOMS are not those of rooms.txt: {' '.join(allowed) or '(none)'}")


def is_test(file):
    return file.name.endswith("_test.cc") or is_for_tests(file.name)


def is_for_tests(name):
    return re.search(r"_(?:for_tests|test_support)\.", name) is not None


def check_file(root, room, allowed, file, faults):
    for line, name, path in tree.included_by(root, file):
        other = name.split("/")[0]
        if is_for_tests(name) and not is_test(file):
            faults.add(file, line, f"{name} is for tests")
        if "/" not in name:
            faults.add(file, line, f'saw "{name}", wanted "{room}/{name}"')
        elif other != room and other not in allowed:
            faults.add(file, line, f"'{room}' may not include '{other}' (rooms.txt)")
        elif not path.is_file():
            faults.add(file, line, f"no such file: {name}")
    if room in DOORS or is_test(file):
        return
    text = file.read_text(encoding="utf-8", errors="replace")
    code, _ = tree.split_cxx(text)
    lines, code_lines = text.splitlines(), code.splitlines()
    for number, line in enumerate(code_lines, 1):
        for pattern, why in BANNED:
            if match := pattern.search(line):
                faults.add(file, number, f"'{match.group().strip()}' below the doors: {why}")
        if UNORDERED.search(line) and ORDER_NOTE not in " ".join(lines[max(0, number - 2) : number]):
            faults.add(file, number, f"unordered container without '{ORDER_NOTE}' on its line or the line above")


def main():
    root = tree.options(__doc__).root
    faults = tree.Faults(root)
    rooms = read_rooms(root, faults)
    for folder in sorted(path for path in (root / "src").iterdir() if path.is_dir()):
        if folder.name not in rooms:
            faults.add(folder, 0, "a room without a line in rooms.txt")
    for room, allowed in rooms.items():
        if not (root / "src" / room).is_dir():
            faults.add(root / "rooms.txt", 0, f"'{room}' has no folder in src/")
            continue
        check_room(root, room, allowed, faults)
        for file in tree.files(root, ".h", ".cc", under=(f"src/{room}",)):
            check_file(root, room, allowed, file, faults)
    faults.exit()


if __name__ == "__main__":
    main()

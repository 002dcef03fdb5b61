#!/usr/bin/env python3
"""Shows the tests of the tree, and the counting of results, small trees that are right and wrong.

A test that cannot fail says nothing: each fault they are there for is planted once and must be named.
"""

import pathlib
import subprocess
import sys
import tempfile

import tree

HERE = pathlib.Path(__file__).resolve().parent

GOOD = {
    "rooms.txt": "# room: rooms\nbase:\ngeo: base\nintake: base\n",
    "src/base/README.md": "# base\n",
    "src/base/CMakeLists.txt": "detente_room(base LIBRARIES x)\n",
    "src/base/units.h": "#pragma once\nstruct Metres {};\n",
    "src/geo/README.md": "# geo, see [base](../base/README.md)\n",
    "src/geo/CMakeLists.txt": "detente_room(geo ROOMS base\n  LIBRARIES y)\n",
    "src/geo/line.cc": '#include "base/units.h"\n\n#include <map>\n// now() is a word in a comment\nconst char* said = "now()";\n',
    "src/intake/README.md": "# intake\n",
    "src/intake/CMakeLists.txt": "detente_room(intake ROOMS base)\n",
    "src/intake/file.cc": "#include <fstream>\nauto at = clock::now();\n",
    ".clang-format": "BasedOnStyle: Google\nSortIncludes: Never\n",
}
SCRIPT = '#!/bin/sh\necho "usage: x"\n'

# (test, {file: new text, None: removed}, what it must say)
PLANTED = [
    ("rooms", {"src/base/units.h": '#include "geo/line.h"\n'}, "'base' may not include 'geo'"),
    ("rooms", {"src/geo/line.cc": '#include "line.h"\n'}, 'wanted "geo/line.h"'),
    ("rooms", {"src/geo/line.cc": '#include "base/none.h"\n'}, "no such file: base/none.h"),
    ("rooms", {"rooms.txt": "geo: base\nbase:\nintake: base\n"}, "which has no line above it"),
    ("rooms", {"rooms.txt": "base:\ngeo: base\n"}, "a room without a line in rooms.txt"),
    ("rooms", {"rooms.txt": GOOD["rooms.txt"] + "tracks: base\n"}, "'tracks' has no folder"),
    ("rooms", {"src/geo/CMakeLists.txt": "detente_room(geo)\n"}, "ROOMS are not those of rooms.txt"),
    ("rooms", {"src/geo/README.md": None}, "no README.md"),
    ("rooms", {"src/geo/line.cc": "auto at = clock::now();\n"}, "src/geo/line.cc:1: '::now(' below the doors"),
    ("rooms", {"src/geo/line.cc": "\n#include <fstream>\n"}, "src/geo/line.cc:2: '<fstream>' below the doors"),
    ("rooms", {"src/geo/line.cc": "std::random_device d;\n"}, "randomness is handed in"),
    ("rooms", {"src/geo/line.cc": "auto e = std::getenv(x);\n"}, "the environment belongs to the doors"),
    ("rooms", {"src/geo/line.cc": '#include "geo/x_for_tests.h"\n'}, "geo/x_for_tests.h is for tests"),
    ("rooms", {"src/geo/line.cc": "std::unordered_map<int, int> m;\n"}, "unordered container without"),
    ("headers_alone", {"src/geo/bad.h": "#pragma once\nstd::string name;\n"}, "src/geo/bad.h: see below"),
    ("format", {"src/geo/line.cc": "int   x ;\n"}, "src/geo/line.cc:1: not laid out"),
    ("dead_files", {"src/geo/alone.h": "#pragma once\n"}, "no file includes this header"),
    ("dead_files", {"src/geo/README.md": "\n[away](../none.md)\n"}, "README.md:2: this link leads nowhere: ../none.md"),
    ("dead_files", {"scripts/x": "echo usage\n"}, "this script is not executable"),
    ("dead_files", {"scripts/+x": "#!/bin/sh\nexit 1\n"}, "--help exits 1"),
    ("dead_files", {"fuzz/seeds/gone/1": "x"}, "seeds without a target fuzz/gone.cc"),
    ("words", {"src/geo/README.md": "A breach\n"}, "README.md:1: saw 'breach'"),
    ("words", {"src/geo/line.cc": '\nauto said = "crossed the border";\n'}, "line.cc:2: saw 'border'"),
    ("words", {"src/geo/line.cc": "// TO" + "DO later\n"}, "saw 'TO" + "DO'"),
    ("words", {"src/geo/CMakeLists.txt": "set(x /ro" + "ot/x)\n"}, "saw '/ro" + "ot/x'"),
    ("doc_snippets", {"README.md": "<!-- test -->\n```sh\nfalse\n```\n"}, "README.md:1: the snippet fails: exit 1"),
]

# What must pass as it is: (test, {file: text}, exit code)
RIGHT = [(test, {}, 0) for test in ("rooms", "headers_alone", "format", "dead_files", "words")] + [
    ("rooms", {"src/geo/line.cc": "// order never reaches output\nstd::unordered_map<int, int> m;\n"}, 0),
    ("rooms", {"src/geo/line_test.cc": "auto e = std::getenv(x);\n"}, 0),
    ("dead_files", {"scripts/+x": SCRIPT}, 0),
    ("words", {"src/geo/line.cc": "// a border in a comment of the code\nint violation = 0;\n"}, 0),
    ("doc_snippets", {"README.md": "none"}, 77),
    ("doc_snippets", {"README.md": "```sh\nfalse\n```\n<!-- test -->\n```sh\ntrue\n```\n"}, 0),
]

JUNIT = """<testsuite>
<testcase name="geo" status="run"><system-out>
[doctest] test cases:    5 |    5 passed | 0 failed | 0 skipped
a_test.cc:4: MESSAGE: SKIPPED: ../shared/data is not here
</system-out></testcase>
<testcase name="watch" status="fail"><failure/><system-out>
[doctest] test cases:    3 |    1 passed | 2 failed | 1 skipped
</system-out></testcase>
<testcase name="crash" status="fail"><failure/><system-out>boom</system-out></testcase>
<testcase name="none" status="notrun"><skipped message="Unable to find executable"/><system-out/></testcase>
<testcase name="tidy" status="notrun"><skipped message="SKIP_RETURN_CODE=77"/><system-out/></testcase>
</testsuite>
"""


def plant(folder, changes):
    for name, text in {**GOOD, **changes}.items():
        path = folder / name.replace("+", "")
        if text is None:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        if "+" in name:
            path.chmod(0o755)
    line = folder / "src/geo/use.cc"
    line.write_text('#include "base/units.h"\n')


def run(test, changes):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name).resolve()
        plant(folder, changes)
        done = subprocess.run([sys.executable, str(HERE / f"{test}.py"), "--root", str(folder)], text=True, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout


def main():
    root = tree.options(__doc__).root
    wrong = 0
    for test, changes, wanted in RIGHT:
        code, output = run(test, changes)
        if code != wanted:
            wrong += 1
            print(f"{test} with {changes}: exit {code}, wanted {wanted}\n{output}")
    for test, changes, wanted in PLANTED:
        code, output = run(test, changes)
        if code != 1 or wanted not in output:
            wrong += 1
            print(f"{test} with {changes}: exit {code}, wanted 1 and '{wanted}'; saw\n{output}")
    with tempfile.NamedTemporaryFile("w", suffix=".xml") as file:
        file.write(JUNIT)
        file.flush()
        count = subprocess.run([str(root / "scripts" / "count_results"), f"x={file.name}", "y=none", "--failed=y"],
                               text=True, check=False, stdout=subprocess.PIPE)
        if count.stdout.splitlines()[-1] != "5 passed, 5 failed, 3 skipped" or count.returncode != 1:
            wrong += 1
            print(f"count_results: exit {count.returncode}, saw\n{count.stdout}")
    print(f"{len(RIGHT) + len(PLANTED) + 1} trees, {wrong} judged wrongly")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

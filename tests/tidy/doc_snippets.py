#!/usr/bin/env python3
"""Runs the ```sh snippets of README.md that stand under a line `<!-- test -->`, each with `bash -e` in the tree.

`build/release` in a snippet means the folder given by --programs.
"""

import pathlib
import re
import subprocess
import sys

import tree

SNIPPET = re.compile(r"^<!-- test -->\n```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def main():
    options = tree.options(__doc__, programs="the build folder whose programs the snippets call")
    root = options.root
    programs = str(pathlib.Path(options.programs or root / "build" / "release"))
    faults = tree.Faults(root)
    readme = root / "README.md"
    text = readme.read_text(encoding="utf-8") if readme.is_file() else ""
    snippets = list(SNIPPET.finditer(text))
    if not snippets:
        print("SKIPPED: README.md has no snippet under <!-- test -->")
        sys.exit(77)
    for match in snippets:
        command = match.group(1).replace("build/release", programs)
        try:
            done = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", command], cwd=root, stdin=subprocess.DEVNULL,
                                  timeout=120, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
            outcome, output = f"exit {done.returncode}", done.stdout[-2000:]
        except subprocess.TimeoutExpired:
            outcome, output = "still running after 120 s", ""
        if outcome != "exit 0":
            faults.add(readme, text.count("\n", 0, match.start()) + 1, f"the snippet fails: {outcome}\n{output}")
    faults.exit()


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Nothing lies about unused: every header is included, every link of a document leads somewhere, every script
runs and answers --help, every folder of fuzz seeds has its target.
"""

import os
import re
import subprocess

import tree

FENCE = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"\[[^\]\n]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")


def check_headers(root, faults):
    included = {path for file in tree.cxx(root) for _, _, path in tree.included_by(root, file) if path != file}
    for header in tree.files(root, ".h", under=("src", "apps", "tests")):
        if header not in included:
            faults.add(header, 0, "no file includes this header")


def check_links(root, faults):
    for file in tree.files(root, ".md"):
        text = file.read_text(encoding="utf-8")
        for hide in (FENCE, CODE):
            text = hide.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
        for match in LINK.finditer(text):
            target = match.group(1).split("#")[0]
            if not target or re.match(r"[a-z][a-z0-9+.-]*:", target):
                continue
            if not (file.parent / target).exists():
                faults.add(file, text.count("\n", 0, match.start()) + 1, f"this link leads nowhere: {target}")


def check_scripts(root, faults):
    scripts = [path for path in tree.files(root, under=("scripts", ".ci")) if path.is_file()]
    scripts += [path for path in tree.files(root, ".py", under=("tests", "bench", "fuzz"))
                if path.read_text().startswith("#!")]
    for script in scripts:
        if script.suffix not in ("", ".py", ".sh"):
            continue
        if not os.access(script, os.X_OK):
            faults.add(script, 0, "this script is not executable")
            continue
        try:
            done = subprocess.run([str(script), "--help"], cwd=root, stdin=subprocess.DEVNULL, timeout=20, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
            if done.returncode != 0 or "usage" not in done.stdout.lower():
                faults.add(script, 0, f"--help exits {done.returncode}, wanted 0 and the usage on standard output")
        except (subprocess.TimeoutExpired, OSError) as problem:
            faults.add(script, 0, f"--help does not answer: {type(problem).__name__}")


def check_seeds(root, faults):
    seeds = root / "fuzz" / "seeds"
    for folder in sorted(seeds.iterdir()) if seeds.is_dir() else []:
        if not (root / "fuzz" / f"{folder.name}.cc").is_file():
            faults.add(folder, 0, f"seeds without a target fuzz/{folder.name}.cc")


def main():
    root = tree.options(__doc__).root
    faults = tree.Faults(root)
    check_headers(root, faults)
    check_links(root, faults)
    check_scripts(root, faults)
    check_seeds(root, faults)
    faults.exit()


if __name__ == "__main__":
    main()

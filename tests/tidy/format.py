#!/usr/bin/env python3
"""Every C++ file is laid out as .clang-format says (clang-format 16); `make format` does it."""

import subprocess

import tree


def main():
    root = tree.options(__doc__).root
    faults = tree.Faults(root)
    for file in tree.cxx(root):
        done = subprocess.run(["clang-format-16", "--dry-run", "-Werror", str(file.relative_to(root))], cwd=root,
                              text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode != 0:
            first = done.stdout.splitlines()[0].split(":")
            faults.add(file, int(first[1]) if len(first) > 1 and first[1].isdigit() else 0, "not laid out; run make format")
    faults.exit()


if __name__ == "__main__":
    main()

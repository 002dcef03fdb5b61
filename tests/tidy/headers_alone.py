#!/usr/bin/env python3
"""Compiles every header of src/ and apps/ alone: it includes what it needs.

With --cache, headers that were good and have not changed since, nor what they include, are not compiled again.
"""

import parallel
import tree

FLAGS = ["-std=c++20", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-Isrc", "-I.", "-x", "c++", "-"]


def main():
    options = tree.options(__doc__, compiler="the C++ compiler", cache="a folder that remembers good headers")
    root, compiler = options.root, options.compiler or "g++"
    faults = tree.Faults(root)
    jobs = []
    for header in tree.files(root, ".h", under=("src", "apps")):
        key = parallel.key_of(root, header, compiler, FLAGS)
        jobs.append((header, key, [compiler, *FLAGS], f'#include "{header.relative_to(root)}"\n'))
    parallel.run_each(root, options.cache, jobs, faults)
    faults.exit()


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""clang-tidy 16 with the checks of .clang-tidy on every C++ file of src/ and apps/ that is no test.

With --cache, files that were good and have not changed since, nor what they include, are not looked at again.
"""

import json
import pathlib

import parallel
import tree


def main():
    options = tree.options(__doc__, build="the build folder, for its compile_commands.json",
                           cache="a folder that remembers good files")
    root = options.root
    build = pathlib.Path(options.build or root / "build" / "release")
    faults = tree.Faults(root)
    settings = (root / ".clang-tidy").read_text()
    commands = {pathlib.Path(entry["file"]): entry["command"]
                for entry in json.loads((build / "compile_commands.json").read_text())}
    jobs = []
    for file in tree.files(root, ".cc", under=("src", "apps")):
        if file.name.endswith("_test.cc"):
            continue
        if file not in commands:
            faults.add(file, 0, f"no command compiles it in {build.name}/compile_commands.json")
            continue
        # GCC's own options are unknown to clang.
        command = ["clang-tidy-16", "--quiet", "-p", str(build), "--extra-arg=-Wno-unknown-warning-option", str(file)]
        jobs.append((file, parallel.key_of(root, file, settings, commands[file]), command, ""))
    parallel.run_each(root, options.cache, jobs, faults)
    faults.exit()


if __name__ == "__main__":
    main()

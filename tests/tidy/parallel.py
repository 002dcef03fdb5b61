"""Runs a command for each of many files on every core, and remembers by content which ones were good."""

import concurrent.futures
import hashlib
import os
import pathlib
import subprocess

import tree


def key_of(root, file, *more):
    """A hash of the file, of all files of ours that it includes, and of `more`."""
    digest = hashlib.sha256(repr(more).encode())
    for path in tree.closure(root, file):
        digest.update(f"\0{path.relative_to(root)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


SECONDS_MAX = 180  # for one file, on a loaded machine


def run_each(root, cache, jobs, faults):
    """`jobs` is [(file, key, command, standard input)]. A job whose key is in the folder `cache` is not run again;
    the output of one that fails is printed. What no job asks for any more leaves the cache."""
    folder = pathlib.Path(cache) if cache else None
    known = set()
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        known = {path.name for path in folder.iterdir()}
        for old in known - {key for _, key, _, _ in jobs}:
            (folder / old).unlink(missing_ok=True)

    def run(job):
        file, key, command, text = job
        if key in known:
            return None
        try:
            done = subprocess.run(command, cwd=root, input=text, text=True, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, timeout=SECONDS_MAX, check=False)
        except subprocess.TimeoutExpired:
            return file, f"still running after {SECONDS_MAX} s: {' '.join(command)}"
        if done.returncode == 0 and folder:
            (folder / key).touch()
        return None if done.returncode == 0 else (file, done.stdout)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for failure in pool.map(run, jobs):
            if failure:
                faults.add(failure[0], 0, "see below")
                print(failure[1])
    print(f"{len(jobs)} files, {sum(key not in known for _, key, _, _ in jobs)} of them looked at anew")

#!/usr/bin/env python3
"""The same inputs give the same bytes, whatever the arrival, the threads and the processor's instructions.

On a rehearsed sea and on a recording, where that is here: arrival shuffled within the lateness (messages whole), 1 and 4
threads, vector and fused instructions masked from the C library (GLIBC_TUNABLES), messages heard twice, one feed
as two sources. Compares standard output, run line and all, with that of the feed as it is.
"""

import hashlib
import os
import random
import subprocess
import sys

import whole

# By the names of glibc 2.33 and later; earlier ones had AVX2_Usable and FMA_Usable.
MASK = "-AVX,-AVX2,-FMA,-FMA4,-AVX512F,-AVX512CD,-AVX512BW,-AVX512DQ,-AVX512VL,-AVX2_Usable,-FMA_Usable," \
       "-SSE4_1,-SSE4_2,-SSSE3,-BMI1,-BMI2,-LZCNT,-MOVBE,-ERMS,-FSRM,-XSAVEC"


def masked():
    return {**os.environ, "GLIBC_TUNABLES": "glibc.cpu.hwcaps=" + MASK}


def mask_bites():
    """Whether the C library here gives other bits once it is masked: only then does the masked run try anything."""
    program = "import math,struct;print(hash(struct.pack('9999d',*(math.sin(i*.0137)*math.atan2(i,3.3) for i in range(9999)))))"
    environments = ({**os.environ, "PYTHONHASHSEED": "0"}, {**masked(), "PYTHONHASHSEED": "0"})
    plain, other = (subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, check=True).stdout
                    for env in environments)
    return plain != other


def compare(faults, words, wanted, done):
    got = done.stdout
    if faults.check(got == wanted, f"{words}: sha256 {hashlib.sha256(got).hexdigest()[:16]}, "
                                   f"wanted {hashlib.sha256(wanted).hexdigest()[:16]}"):
        return
    ours, theirs = wanted.splitlines(), got.splitlines()
    for number in range(max(len(ours), len(theirs))):
        a = ours[number] if number < len(ours) else b"(no line)"
        b = theirs[number] if number < len(theirs) else b"(no line)"
        if a != b:
            print(f"  first difference, line {number + 1}:\n  wanted {a.decode()}\n  got    {b.decode()}")
            break
    print("  " + done.stderr.decode(errors="replace").replace("\n", "\n  "))


def hold(faults, name, sea, messages, out, seeds):
    plain = sea.watch(more=["--threads", "1"])
    wanted = plain.stdout
    count = len(whole.indications(wanted))
    print(f"{name}: {count} indications, sha256 {hashlib.sha256(wanted).hexdigest()[:16]}", flush=True)
    faults.check(count > 0, f"{name}: no indication to compare")
    faults.check(b"too late" not in plain.stderr, f"{name}: events were too late already as recorded")
    compare(faults, f"{name}, 4 threads", wanted, sea.watch(more=["--threads", "4"]))
    compare(faults, f"{name}, instructions masked, 2 threads", wanted, sea.watch(more=["--threads", "2"], env=masked()))
    for seed in seeds:
        feed = whole.write(out / "shuffled.nmea", whole.shuffled(messages, seed))
        compare(faults, f"{name}, shuffled with seed {seed}", wanted, sea.watch(feed, more=["--threads", "2"]))
    draw = random.Random(7)
    twice = []
    for ms, lines in whole.shuffled(messages, 99):
        twice.append((ms, lines))
        if draw.random() < 0.1:
            twice.append((ms, lines))  # at once
        if draw.random() < 0.05 and len(twice) > 200:
            twice.append(twice[-draw.randint(2, 200)])  # later
    feed = whole.write(out / "twice.nmea", twice)
    compare(faults, f"{name}, heard twice", wanted, sea.watch(feed, more=["--threads", "2"]))
    parts = ([], [])
    for message in messages:
        draw.choice(parts).append(message)
    feeds = [whole.write(out / f"part{i}.nmea", part) for i, part in enumerate(parts)]
    compare(faults, f"{name}, as two sources", wanted, sea.watch(*feeds, more=["--threads", "2"]))


def main():
    given = whole.options(__doc__, seeds=(3, "how many orders of arrival to try on the rehearsal"))
    faults = whole.Faults()
    if not mask_bites():
        print("note: masking changes nothing in the C library of this machine")
    with whole.scratch() as out:
        sea = whole.rehearsed(given.detente, "west-sea", out)
        hold(faults, "rehearsal", sea, whole.tagged_messages(sea.feed.read_bytes()), out, range(1, given.seeds + 1))
        each_twice = [(ms, [line for line in lines for _ in "ab"]) for ms, lines in whole.tagged_messages(sea.feed.read_bytes())]
        compare(faults, "rehearsal, every sentence twice", sea.watch().stdout, sea.watch(whole.write(out / "each.nmea", each_twice)))
        sea = whole.recorded(given.detente, out)
        if sea is not None:
            hold(faults, "recording", sea, whole.pghp_messages(sea.feed.read_bytes()), out, [1])
    faults.exit()


if __name__ == "__main__":
    main()

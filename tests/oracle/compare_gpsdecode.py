#!/usr/bin/env python3
"""Compares `detente decode` with gpsdecode (gpsd 3.22, Debian package gpsd-clients), field by field and character by character.

Feeds both the recordings beside the tree, where they are, and messages of its own that walk through every value of every
field that has few and through random values of the others. Exits 1 on a difference that is not one of these:

  turn       ours keeps the sign of the turn (M.1371-5, annex 8, table 48: negative to port); gpsd 3.22 prints the amount
  24 part B  ours stays part B; gpsd puts the name of an earlier part A into it and leaves "part" out. The name must be
             the one that ours printed last for that MMSI
  length     ours refuses a message that is too long for its type (M.1371-5, annex 8, table 46: 168 bits for messages 1, 2, 3 and
             18, 424 for 5, 160 or 168 for 24) and counts it; gpsd reads its beginning. As many must be missing as were counted
  sequence   ours joins sentences of one sequence number only (IEC 61162-1, 8.3.105: it links the sentences of a message); gpsd joins
             what follows on one channel. At most as many as ours counted as orphans
  talker     ours takes any talker; sentences of talkers that gpsd does not know are left out for both
  time       ours adds "time" and "station", where the line has them

The last line of a feed is given a line end for both: gpsd drops it without one.
"""

import argparse
import collections
import gzip
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys

import ais_encode

ROOT = pathlib.Path(__file__).resolve().parents[2]
RECORDINGS = ROOT.parent / "shared" / "data" / "ais"
TYPES = {1, 2, 3, 5, 18, 24}
SKIPPED = 77
OTHER_TALKER = re.compile(rb"^[^!\n]*!(?!AI|AB|AN|AR|AS|AT|AX|BS|SA)..VD[MO][^\n]*\n", re.MULTILINE)
WINDOW = 40  # messages within which two lists that differ must come together again


def lines_of(command, feed):
    done = subprocess.run(command, input=feed, capture_output=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{command[0]} ended with {done.returncode}: {done.stderr.decode(errors='replace')[:500]}")
    # Numbers stay the characters they are: 12.0 and 12.00 differ.
    lines = [json.loads(line, parse_float=str, parse_int=str) for line in done.stdout.decode("latin-1").splitlines()]
    return lines, done.stderr.decode(errors="replace")


def ours_of(detente, feed):
    lines, errors = lines_of([detente, "decode", "--from", "-", "--stats=json"], feed)
    names = {}
    for line in lines:
        line.pop("time", None)
        line.pop("station", None)
        if "turn" in line:
            line["turn"] = line["turn"].removeprefix("-")
        if line.get("part") == "A":
            names[line["mmsi"]] = line["shipname"]
        elif line.get("part") == "B":
            line["earlier_name"] = names.get(line["mmsi"])
    return lines, json.loads(errors.splitlines()[-1])["counts"]


def gpsd_of(feed):
    lines, _ = lines_of(["gpsdecode", "-j", "-s"], feed)
    return [line for line in lines if line.get("class") == "AIS" and int(line["type"]) in TYPES]


def same(theirs, mine):
    """Whether two lines say the same, but for what is listed above."""
    theirs, mine = dict(theirs), dict(mine)
    earlier_name = mine.pop("earlier_name", None)
    if theirs["type"] == "24" and "part" not in theirs and mine.get("part") == "B":
        del mine["part"]
        if theirs.pop("shipname") != earlier_name:
            return False
    return theirs == mine


def aligned(theirs, mine):
    """Pairs of what is the same, in order, with (line, None) and (None, line) for what only one side has."""
    at_theirs = at_mine = 0
    while at_theirs < len(theirs) or at_mine < len(mine):
        for skip in range(WINDOW):
            for skip_theirs in range(skip + 1):
                left, right = at_theirs + skip_theirs, at_mine + skip - skip_theirs
                if left < len(theirs) and right < len(mine) and same(theirs[left], mine[right]):
                    break
            else:
                continue
            break
        else:
            left, right = len(theirs), len(mine)
        yield from ((line, None) for line in theirs[at_theirs:left])
        yield from ((None, line) for line in mine[at_mine:right])
        if left < len(theirs):
            yield theirs[left], mine[right]
        at_theirs, at_mine = left + 1, right + 1


def compare(name, feed, detente):
    """Prints what differs; returns (compared, unexplained)."""
    feed, left_out = OTHER_TALKER.subn(b"", feed if feed.endswith(b"\n") else feed + b"\n")
    mine, counts = ours_of(detente, feed)
    refused = collections.Counter()
    compared = unexplained = joined = 0
    for their_line, my_line in aligned(gpsd_of(feed), mine):
        if their_line and my_line:
            compared += 1
            continue
        if my_line is None:
            kind = their_line["type"]
            if refused[kind] < counts.get(f"bad_length_type_{kind}", 0):
                refused[kind] += 1
                continue
            if kind == "5" and joined < counts.get("fragment_orphan", 0):
                joined += 1
                continue
        unexplained += 1
        if unexplained <= 5:
            print(f"{name}: only {'ours' if my_line else 'gpsd'} has {my_line or their_line}")
    note = "".join(f", {count} of type {kind} refused for their length" for kind, count in sorted(refused.items()))
    note += f", {joined} joined across sequence numbers by gpsd" if joined else ""
    note += f", {left_out} sentences of other talkers left out" if left_out else ""
    print(f"{name}: {compared} messages are the same{note}")
    return compared, unexplained


def of_our_own():
    """Messages through all values of the small fields, and random ones."""
    a, b, v = ais_encode.class_a, ais_encode.class_b, ais_encode.voyage
    messages = [a(turn=value) for value in range(256)]
    messages += [a(status=value, manoeuvre=value % 4, repeat=value % 4) for value in range(16)]
    messages += [a(second=value, raim=value % 2, accurate=value % 2) for value in range(64)]
    messages += [make(speed=value) for value in range(1024) for make in (a, b)]
    messages += [a(heading=value, course=value * 8) for value in range(512)]
    messages += [b(flags=value, second=value, regional=value % 4, reserved=value * 4) for value in range(64)]
    messages += [v(ship_type=value, draught=value) for value in range(256)]
    messages += [v(device=value, month=value, day=value * 2, hour=value * 2, minute=value * 4, dte=value % 2) for value in range(16)]
    messages += [v(name=chr(64 + value % 32 if value < 32 else value) * 3 + "X") for value in range(64)]
    messages += [v(name="@", call_sign="  ", destination=" LEAD TRAIL   "), v(name='"\\/', destination="A@B")]
    messages += [ais_encode.equipment_part(ship_type=value, mmsi=200000000 + value) for value in range(256)]
    messages += [ais_encode.equipment_part(mmsi=982000000 + value, mother_ship=value * 4_000_000) for value in range(256)]
    messages += [make(mmsi=300000000 + value, name=f"SHIP {value}") for value in range(40) for make in (ais_encode.name_part,)]
    messages += [ais_encode.equipment_part(mmsi=300000000 + value) for value in range(35, 40)]
    limits = (0, 1, -1, 2, -2, 3, -3, 600_000, -600_000, 108_000_000, -108_000_000, 108_600_000, 134_217_727, -134_217_728)
    messages += [a(longitude=value, latitude=value // 2) for value in limits] + [b(longitude=value, latitude=value // 2) for value in limits]
    source = random.Random(20260919)
    for _ in range(3000):
        kind, bits = source.choice([(1, 168), (2, 168), (3, 168), (18, 168), (5, 424), (5, 422), (1, 163), (3, 204)])
        random_bits = format(source.getrandbits(bits), f"0{bits}b")
        messages.append((ais_encode.number(kind, 6) + random_bits)[:bits])
    # Parts of 24 that gpsd would join in another way than by their order are left to the recordings.
    return "".join(f"{line}\n" for i, bits in enumerate(messages) for line in ais_encode.sentences(bits, i % 10)).encode()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--detente", required=True, help="the program")
    parser.add_argument("file", nargs="*", type=pathlib.Path, help="recordings; those beside the tree unless named")
    options = parser.parse_args()
    if shutil.which("gpsdecode") is None:
        print("SKIPPED: gpsdecode (Debian package gpsd-clients) is not here")
        return SKIPPED
    if not pathlib.Path(options.detente).exists():
        print(f"SKIPPED: {options.detente} is not built")
        return SKIPPED

    feeds = [("of our own", of_our_own())]
    files = options.file or sorted(
        file for file in RECORDINGS.glob("*") if not file.name.endswith((".csv", ".json", ".chk")) and "LICENSE" not in file.name
    )
    if not files:
        print("SKIPPED in part: the recordings are not here")
    for file in files:
        opened = gzip.open(file) if file.suffix == ".gz" else file.open("rb")
        with opened:
            feeds.append((file.name, opened.read()))
    compared = unexplained = 0
    for name, feed in feeds:
        same_here, different_here = compare(name, feed, options.detente)
        compared += same_here
        unexplained += different_here
    print(f"{compared} messages are the same in every field, {unexplained} differ")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())

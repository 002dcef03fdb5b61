#!/usr/bin/env python3
"""Checks indications of `detente watch` by a second, slow reckoning that shares no line with it.

Reads the recording of Danish waters of 2013-11-12, decodes the sentences, reckons with Vincenty's distances and stepwise
rhumb lines what the worked agreement `rules-of-the-road` says of a pair, and compares: status, certainty, opened and known
(60 ms), margin and error (0.3 m, or 1e-4 of the distance), the observations cited. The 70 cases of cases.json are 50 indications and 20 pairs
of which there must be no line. Exits 1 where one disagrees, 77 where the recording is not here.
"""

import argparse
import json
import pathlib
import subprocess
import sys

import chosen
import nearly
import pairs
import sentences
import words

ROOT = pathlib.Path(__file__).resolve().parents[2]
RECORDING = ROOT.parent / "shared" / "data" / "ais" / "dma_AisAbnormal_ais-sample.txt.gz"
AGREEMENT = ROOT / "agreements" / "examples" / "rules-of-the-road.agreement"
CASES = pathlib.Path(__file__).resolve().with_name("cases.json")
SKIPPED = 77


class Sea:
    """The recording, read, and the tracks in it."""

    def __init__(self, recording):
        fixes, self.sentences, self.parts, self.newest = sentences.read(recording)
        self.fixes = sentences.canonical(fixes)
        self.tracks = pairs.tracks_of(self.fixes)
        self.by_id = {}

    def situations_of(self, article, a, b):
        a, b = (self.tracks[name] for name in sorted((a, b)))
        return pairs.closest_approaches(a, b, self.newest) if article == "1" else pairs.keeping_distance(a, b)

    def observation(self, identity, at):
        if not self.by_id:
            self.by_id = {fix.observation(): fix for fix in self.fixes}
        fix = self.by_id.get(identity)
        return fix if fix is not None and fix.at == at else None


def lines_of(arguments):
    if arguments.lines:
        text = pathlib.Path(arguments.lines).read_text(encoding="utf-8")
    else:
        command = [arguments.detente, "watch", "--agreement", str(arguments.agreement), "--from", str(arguments.recording)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr[:500]}")
        text = done.stdout
    lines = [json.loads(line) for line in text.splitlines()]
    for number, line in enumerate(lines, 1):
        line["number"] = number
    return [line for line in lines if line["type"] == "indication"]


def near(a, b, distance=0.0):
    return abs(a - b) <= max(0.3, 1e-4 * abs(distance))


def differences(s, line, sea):
    """What the line says otherwise than the reckoning, in words."""
    distance = s.margin + int(line["limit_mm"]) / 1000
    wrong = []

    def want(holds, name, ours, theirs):
        if not holds:
            wrong.append(f"{name}: reckoned {ours}, the line says {theirs}")

    basis = line["basis"]
    want(line["status"] == s.status, "status", s.status, line["status"])
    want(line["certainty"] == s.certainty, "certainty", s.certainty, line["certainty"])
    want(abs(line["opened_ms"] - s.opened) <= 60, "opened", s.opened, line["opened_ms"])
    want(abs(line["known_ms"] - s.known) <= 60, "known", s.known, line["known_ms"])
    closed = None if s.closed >= s.last and basis["ended"] != "left" else s.closed
    want((closed is None) == (line["closed_ms"] is None) and abs((closed or 0) - (line["closed_ms"] or 0)) <= 60, "closed",
         closed, line["closed_ms"])
    want(abs(basis["last_ms"] - s.last) <= 60, "last", s.last, basis["last_ms"])
    want(near(line["margin_mm"] / 1000, s.margin, distance), "margin", f"{s.margin:.3f} m", f"{line['margin_mm'] / 1000} m")
    want(near(basis["error_mm"] / 1000, s.error), "error", f"{s.error:.3f} m", f"{basis['error_mm'] / 1000} m")
    want(line["limit_mm"] == (926_000 if s.article == "1" else 200_000), "limit", s.article, line["limit_mm"])
    cited = [sea.observation(one["obs"], one["at_ms"]) for one in line["observations"]]
    want(None not in cited, "observations", "all of the recording", "one that is not")
    names = {f"mmsi:{fix.mmsi:09d}" for fix in cited if fix}
    want(names <= {name[:14] for name in line["subjects"]}, "observations", line["subjects"], sorted(names))
    needed = {fix.observation() for fix in (*s.needed.fixes(), *s.least.fixes())}
    want(needed <= {one["obs"] for one in line["observations"]}, "observations", "those that decide", "not all of them")
    return wrong


def matching(case, lines):
    return [line for line in lines if line["article"] == case["article"] and line["party"] == case["party"]
            and line["subjects"] == case["subjects"] and abs(line["opened_ms"] - case["opened_ms"]) <= 60]


def check_indication(case, sea, lines):
    """(situation, line, what is wrong)."""
    situations = [s for s in sea.situations_of(case["article"], *case["subjects"]) if abs(s.opened - case["opened_ms"]) <= 60]
    found = matching(case, lines)
    if len(situations) != 1 or len(found) != 1:
        return None, None, [f"reckoned {len(situations)} times, {len(found)} lines; wanted one of each"]
    return situations[0], found[0], differences(situations[0], found[0], sea)


def check_near_miss(case, sea, lines):
    """(what came nearest, what is wrong)."""
    if case["why"] == "nobody":
        what = nearly.nobody(case, sea.tracks, sea.fixes, sea.newest)
    else:
        what = nearly.evidence(case, sea.tracks, sea.newest)
    wrong = [] if what is not None else [f"the reason does not hold: {nearly.WHY[case['why']]}"]
    for line in lines:
        if line["article"] == case["article"] and set(line["subjects"]) == set(case["subjects"]):
            wrong.append(f"line {line['number']} says otherwise: {line['id']}")
    return what, wrong


def check_all(sea, lines):
    """Every line there should be, beside every line there is."""
    wrong, left = [], list(lines)
    for party, v, w, s in chosen.lines_of(pairs.all_situations(sea.tracks, sea.newest)):
        case = {"article": s.article, "party": party, "subjects": [v, w], "opened_ms": s.opened}
        found = matching(case, left)
        if len(found) != 1:
            wrong.append(f"{case}: {len(found)} lines")
            continue
        left.remove(found[0])
        wrong += [f"line {found[0]['number']}: {what}" for what in differences(s, found[0], sea)]
    wrong += [f"line {line['number']}: not reckoned" for line in left]
    print(f"{len(lines) - len(left)} of {len(lines)} lines reckoned again, {len(wrong)} differences")
    return wrong


def choose(sea):
    found = pairs.all_situations(sea.tracks, sea.newest)
    cases = {"indications": chosen.indications(found, sea.newest),
             "near_misses": chosen.near_misses(sea.tracks, found, sea.fixes, sea.newest)}
    rows = [f'  "{kind}": [\n' + ",\n".join("    " + json.dumps(case) for case in cases[kind]) + "\n  ]" for kind in cases]
    CASES.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    print(f"{len(cases['indications'])} indications, {len(cases['near_misses'])} near misses")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--detente", default=str(ROOT / "build" / "release" / "detente"), help="the program to check")
    parser.add_argument("--lines", help="indication lines, instead of running the program")
    parser.add_argument("--recording", type=pathlib.Path, default=RECORDING)
    parser.add_argument("--agreement", type=pathlib.Path, default=AGREEMENT)
    parser.add_argument("--all", action="store_true", help="compare every line, both ways (about half a minute)")
    parser.add_argument("--table", action="store_true", help="print the tables of docs/hand-check.md as reckoned")
    parser.add_argument("--steps", metavar="CASE", help="print the reckoning of one case (A1 to A50, B1 to B20) from the sentences on")
    parser.add_argument("--counts", action="store_true", help="print how many pairs there are, by several definitions")
    parser.add_argument("--choose", action="store_true", help="write cases.json anew by the rules of chosen.py")
    arguments = parser.parse_args()
    if not arguments.recording.is_file():
        print(f"SKIPPED: the recording {arguments.recording.name} is not here")
        return SKIPPED
    sea = Sea(arguments.recording)
    if arguments.choose:
        choose(sea)
        return 0
    if arguments.counts:
        words.print_counts(sea)
        return 0
    lines = lines_of(arguments)
    wrong = check_all(sea, lines) if arguments.all else []
    cases = json.loads(CASES.read_text(encoding="utf-8"))
    agreed = 0
    rows = {"A": [], "B": []}
    for number, case in enumerate(cases["indications"], 1):
        s, line, faults = check_indication(case, sea, lines)
        rows["A"].append((f"A{number}", case, s, line, faults))
    for number, case in enumerate(cases["near_misses"], 1):
        what, faults = check_near_miss(case, sea, lines)
        rows["B"].append((f"B{number}", case, what, None, faults))
    for name, case, *_, faults in rows["A"] + rows["B"]:
        agreed += not faults
        wrong += [f"{name} {case['subjects']}: {fault}" for fault in faults]
    if arguments.table:
        words.print_tables(rows, sea)
    elif arguments.steps:
        words.print_steps(next(row for row in rows["A"] + rows["B"] if row[0] == arguments.steps.upper()), sea)
    else:
        for fault in wrong:
            print(fault)
        print(f"{agreed} of {len(rows['A']) + len(rows['B'])} cases agree")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""What the watch indicates is what truly happened, on seas whose truth is known.

On the rehearsal drills/west-sea.drill, both ways, beyond error only: every stay in truth.jsonl that breaks a clause by
more than the error has an indication `not met as computed`, `beyond error`, with the same subjects and about the same times;
and every indication `not met as computed` has such a stay. Nearer than the error nothing may be `not met`. On the quiet
day nothing is `not met`, and what else is said is counted.

A stay binds whom the agreement binds: KOR and PRK; article 1 fishing vessels without notice, article 2 naval vessels, articles
3 and 4 every vessel towards another party's.
"""

import bisect
import collections
import json

import whole

BOUND = {"KOR", "PRK"}
# Of truth and limit to article; the caution bands of the drill have limits that are no clause's.
ARTICLE = {("inside", 0): "1", ("within_shape", 1_852_000): "2", ("closest_approach", 926_000): "3", ("within_vessel", 300_000): "4"}
SPEED_LEAST_MM_S = 500  # of the slowest that crosses a limit in the rehearsals: an error over it is a time
LOOKS_MS = 1_000  # the truth is looked at once a second
INTERPOLATED_MS = 300_000  # of the means of verification: over longer gaps nothing is known


def undertakings(truth, excused):
    """The stays that break a clause, one for each bound vessel, as (article, party, subjects, stay)."""
    for stay in truth:
        article = ARTICLE.get((stay["truth"], stay.get("limit_mm")))
        if article is None:
            continue
        subjects, parties, classes = stay["subjects"], stay["parties"], stay["classes"]
        order = range(len(subjects)) if article in "34" else (0,)
        for bound in order:
            if parties[bound] not in BOUND:
                continue
            if article == "1" and (classes[bound] != "fishing" or subjects[bound] in excused):
                continue
            if article == "2" and classes[bound] != "naval":
                continue
            if article in "34" and parties[0] == parties[1]:
                continue
            yield article, parties[bound], [subjects[bound], *(s for i, s in enumerate(subjects) if i != bound)], stay


def excused_by(notices, sea_from, sea_to):
    """Vessels that a notice to the other side excuses all the time: given 2 to 48 h before."""
    return {notice["about"] for notice in notices
            if notice["received_ms"] + 7_200_000 <= sea_from and sea_to <= notice["received_ms"] + 172_800_000}


def mmsi_of(payload):
    bits = 0
    for character in payload[:7]:
        value = character - 48
        bits = bits << 6 | (value - 8 if value > 40 else value)
    return bits >> 4 & 0x3FFFFFFF


def heard(messages):
    """The moments of each vessel's position reports, as the stations stamped them."""
    moments = collections.defaultdict(set)
    for ms, lines in messages:
        payload = lines[0].rsplit(b"\\", 1)[1].split(b",")[5]
        if payload[:1] in b"123B":
            moments[f"mmsi:{mmsi_of(payload):09d}"].add(ms)
    return {subject: sorted(times) for subject, times in moments.items()}


def around(times, ms):
    """The reports before and after a moment; the moment itself where there is none on that side."""
    at = bisect.bisect(times, ms)
    return times[at - 1] if at > 0 else ms, times[at] if at < len(times) else ms


def bare(subjects):
    return [subject.split("#")[0] for subject in subjects]


def hold(faults, sea, out, name):
    truth = whole.json_lines((out / "truth.jsonl").read_bytes())
    said = whole.indications(sea.watch().stdout)
    stays = [line for line in truth if "from_ms" in line]
    sea_from = min((line["from_ms"] for line in stays), default=0)
    sea_to = max((line["to_ms"] for line in stays), default=0)
    excused = excused_by(whole.json_lines((out / "facts.jsonl").read_bytes()), sea_from, sea_to)
    broken = list(undertakings(truth, excused))
    reports = heard(whole.tagged_messages(sea.feed.read_bytes()))

    def near(line, ms, truly, edge):
        """Whether `ms` is the true moment as well as it can be known: by reports, and by the error over the speed."""
        slack = line["basis"]["error_mm"] * 1000 // SPEED_LEAST_MM_S + LOOKS_MS
        for subject in bare(line["subjects"]):
            before, after = around(reports[subject], truly)
            if after - before > INTERPOLATED_MS:
                truly = (before, after)[edge]
            else:
                slack += after - before
        return abs(ms - truly) <= slack

    def matches(line, article, party, subjects, stay):
        if (line["article"], line["party"], bare(line["subjects"])) != (article, party, subjects):
            return False
        if not near(line, line["opened_ms"], stay["from_ms"], 1):
            return False
        if line["closed_ms"] is None:  # it went on as long as anything was known
            return stay["to_ms"] >= line["basis"]["last_ms"] - INTERPOLATED_MS
        return near(line, line["closed_ms"], stay["to_ms"], 0)

    found = 0
    for article, party, subjects, stay in broken:
        passed_mm = stay["limit_mm"] - stay["closest_mm"]
        about = [line for line in said if (line["article"], line["party"], bare(line["subjects"])) == (article, party, subjects)]
        error_mm = max((line["basis"]["error_mm"] for line in about), default=0)
        words = f"{name}: article {article} {party} {subjects} passed by {passed_mm / 1000:.0f} m from {stay['from_ms']}"
        if about and passed_mm <= error_mm:
            print(f"  nearer than the error: {words}")
            continue
        hits = [line for line in about if matches(line, article, party, subjects, stay)
                and (line["status"], line["certainty"]) == ("not met as computed", "beyond error")]
        found += bool(hits)
        faults.check(len(hits) == 1, f"{words}: {len(hits)} indications, wanted 1; of these subjects: "
                     f"{[(line['status'], line['certainty'], line['opened_ms'], line['closed_ms']) for line in about]}")
        for line in hits:  # how deep: the least margin is the deepest that was seen
            off_mm = abs(line["margin_mm"] + passed_mm)
            faults.check(article == "3" or off_mm <= line["basis"]["error_mm"] + 200_000,
                         f"{words}: margin {line['margin_mm']} mm, {off_mm} mm beside the truth")

    not_met = [line for line in said if line["status"] == "not met as computed"]
    true = 0
    for line in not_met:
        good = any(matches(line, *undertaking) for undertaking in broken)
        true += good
        faults.check(good, f"{name}: nothing in the truth bears out: {json.dumps(line)}")
    kinds = collections.Counter(f"{line['status']} ({line['certainty']})" for line in said)
    print(f"{name}: recall {found} of {len(broken)}, precision {true} of {len(not_met)}; said: {dict(sorted(kinds.items()))}", flush=True)
    return broken, said


def main():
    given = whole.options(__doc__)
    faults = whole.Faults()
    with whole.scratch() as out:
        broken, _ = hold(faults, whole.rehearsed(given.detente, "west-sea", out), out, "west-sea")
        faults.check(len(broken) >= 5, f"the rehearsal has {len(broken)} stays to find, wanted some")
    with whole.scratch() as out:
        broken, said = hold(faults, whole.rehearsed(given.detente, "west-sea-quiet-day", out), out, "quiet day")
        faults.check(not broken, "the quiet day is not quiet")
        faults.check(not [line for line in said if line["status"] == "not met as computed"], "the quiet day: something not met")
    faults.exit()


if __name__ == "__main__":
    main()

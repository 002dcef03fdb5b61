"""Which cases are looked at: 50 indications and 20 pairs that just miss, by rules and not by how they came out."""

import itertools

import nearly
import pairs

PER_RULE = [  # (how many, rule); each takes the first that no rule before it took, in the order of the lines
    (5, "article 2: all there are"),
    (3, "the closest approach comes within 30 min between two fixes"),
    (3, "a vessel of class B"),
    (6, "a vessel within 0.2 kn of the 3 kn of the filter"),
    (1, "ends because a vessel was not heard for 3 min"),
    (4, "still open when the recording ends"),
    (2, "closed, and near enough to open again when the recording ends"),
    (5, "possible: not below 0.5 nmi, but within the error of it"),
    (4, "likely: below 0.5 nmi, but by less than the error"),
    (3, "the highest closing speeds"),
    (3, "the lowest closing speeds"),
    (3, "meeting: courses within 22.5 degrees of opposite"),
    (3, "crossing"),
    (2, "one way: courses within 22.5 degrees of each other"),
    (1, "already drawing apart when first seen"),
    (1, "party NOR"),
    (1, "party SWE"),
]


def turn(look):
    """By how much the courses differ, 0 to 180 degrees."""
    return abs(((look.a.course or 0) - (look.b.course or 0) + 180) % 360 - 180)


def rule_holds(rule, s, party, end_of_data):
    look = s.opening
    if rule.startswith("article 2"):
        return s.article == "2"
    if s.article != "1":
        return False
    slowest = min(look.a.knots, look.b.knots)
    return {
        "the closest approach comes": lambda: s.opened > look.at,
        "a vessel of class B": lambda: "B" in (look.a.ship_class, look.b.ship_class),
        "a vessel within 0.2 kn": lambda: slowest <= 3.2,
        "ends because a vessel": lambda: s.last == min(s.least.a.at, s.least.b.at) + pairs.EXTRAPOLATE_MS,
        "still open": lambda: s.closed == end_of_data,
        "closed, and near": lambda: s.closed < s.last == end_of_data,
        "possible": lambda: s.certainty == "possible",
        "likely": lambda: s.status == "undetermined" and s.certainty == "likely",
        "the highest": lambda: True,
        "the lowest": lambda: True,
        "meeting": lambda: turn(look) >= 157.5,
        "crossing": lambda: 22.5 < turn(look) < 157.5,
        "one way": lambda: turn(look) <= 22.5,
        "already drawing": lambda: look.until == 0,
        "party NOR": lambda: party == "NOR",
        "party SWE": lambda: party == "SWE",
    }[next(start for start in STARTS if rule.startswith(start))]()


STARTS = ("the closest approach comes", "a vessel of class B", "a vessel within 0.2 kn", "ends because a vessel", "still open",
          "closed, and near", "possible", "likely", "the highest", "the lowest", "meeting", "crossing", "one way",
          "already drawing", "party NOR", "party SWE")


def lines_of(found):
    """(party, v, w, situation) of everything that should be a line, in the order of the lines."""
    lines = []
    for s in found:
        for v, w in ((s.a, s.b), (s.b, s.a)):
            party = pairs.party_of(int(v[5:14]))
            if party:
                lines.append((s.opened, s.article, v, w, party, s))
    return [(party, v, w, s) for _, _, v, w, party, s in sorted(lines, key=lambda line: line[:4])]


def indications(found, end_of_data):
    lines, taken, cases = lines_of(found), [], []
    for count, rule in PER_RULE:
        order = lines
        if rule.startswith("the highest") or rule.startswith("the lowest"):
            sign = -1 if rule.startswith("the highest") else 1
            order = sorted((l for l in lines if l[3].article == "1"), key=lambda l: sign * l[3].opening.two.closing)
        fits = [l for l in order if rule_holds(rule, l[3], l[0], end_of_data) and l not in taken]
        # One pair is one encounter: of its several lines the first, except where the rule wants all.
        seen = {frozenset((v, w)) for _, v, w, _ in taken} if not rule.startswith("article 2") else set()
        fresh = []
        for line in fits:
            key = frozenset(line[1:3])
            if key not in seen or rule.startswith("article 2"):
                seen.add(key)
                fresh.append(line)
        for line in itertools.islice(itertools.chain(fresh, (l for l in fits if l not in fresh)), count):
            taken.append(line)
            party, v, w, s = line
            cases.append({"article": s.article, "party": party, "subjects": [v, w], "opened_ms": s.opened, "rule": rule})
    return cases


def near_misses(tracks, found, fixes, end_of_data):
    cases = []

    def take(why, candidates, count):
        for _, a, b in sorted(candidates, key=lambda c: (c[0], c[1], c[2]))[:count]:
            cases.append({"article": "2" if why.endswith("near") else "1", "subjects": [a, b], "why": why})

    have = {(s.a, s.b) for s in found if s.article == "1"}
    best = {}
    for a, b in pairs.neighbours(tracks, 1.0, 1):
        if (a.name, b.name) in have or not nearly.bound(a, b):
            continue
        for look in nearly.every_look(a, b, end_of_data,
                                      lambda l: min(l.a.knots, l.b.knots) >= 2.5 and pairs.may_meet(l, 200)):
            lacks = nearly.reasons(look, a, b, end_of_data)
            if len(lacks) == 1:
                why = lacks.pop()
                key = (why, a.name, b.name)
                best[key] = min(best.get(key, 1e9), nearly.shortfall(why, look))
    for why, count in (("far", 5), ("late", 4), ("slow", 3), ("once", 2)):
        take(why, [(short, a, b) for (w, a, b), short in best.items() if w == why], count)
    resting = []
    for a, b in pairs.neighbours(tracks, 0.0, 2):
        if (a.knots_most <= 0.5) != (b.knots_most <= 0.5) and nearly.bound(a, b):
            for look in pairs.looks(a, b, end_of_data, screen=lambda l: l.two.plane()[1] < 15 and 0 < l.two.plane()[0] < 1800):
                if nearly.reasons(look, a, b, end_of_data) == {"slow"} and max(look.a.knots, look.b.knots) >= 3:
                    resting.append((look.distance, a.name, b.name))
    nearest = {}
    for short, a, b in sorted(resting):
        nearest.setdefault((a, b), short)
    take("rest", [(short, a, b) for (a, b), short in nearest.items()], 1)
    flags = {(s.a, s.b): s.opened for s in reversed(found) if s.article == "1" and s.status == "not met as computed"
             and not (pairs.party_of(int(s.a[5:14])) or pairs.party_of(int(s.b[5:14])))}
    take("flag", [(opened, a, b) for (a, b), opened in flags.items()], 2)
    near = {"slow_near": {}, "far_near": {}}
    lines = {(s.a, s.b) for s in found if s.article == "2"}
    for a, b in pairs.neighbours(tracks, 2.0, 2, seconds=300):
        if (a.name, b.name) in lines or not nearly.bound(a, b):
            continue
        for legs in pairs.legs_of(a, b, 400):
            kind = nearly.near_kind(legs)
            if kind:
                which = near[kind]
                which[(a.name, b.name)] = min(which.get((a.name, b.name), 1e9), legs.lowest()[0])
    for why in near:
        take(why, [(short, a, b) for (a, b), short in near[why].items()], 1)
    strange = sorted({f.mmsi for f in fixes if not pairs.is_vessel(f.mmsi)})
    passing = []
    for number in strange:
        ghost = next(f for f in fixes if f.mmsi == number)
        for track in tracks.values():
            if track.knots_most >= 3 and pairs.party_of(track.mmsi) and len(track.fixes) > 1:
                apart = min(pairs.earth.distance(pairs.place(f), pairs.place(ghost)) for f in (track.fixes[0], track.fixes[-1]))
                passing.append((apart, track.name, f"mmsi:{number:09d}"))
    take("nobody", passing, 1)
    return cases

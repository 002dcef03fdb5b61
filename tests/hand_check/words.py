"""What the reckoning says, in words: the tables of docs/hand-check.md, and one case step by step."""

import itertools

import chosen
import earth
import nearly
import pairs
from sentences import clock

LIMIT = {"1": pairs.CLOSEST, "2": pairs.NEAR}
NMI = 1852


def number(name):
    return name.removeprefix("mmsi:")


def named(fix):
    return f"{fix.mmsi:09d}"


def minutes(seconds):
    return f"{seconds:.0f} s" if seconds < 120 else f"{int(round(seconds)) // 60} min {int(round(seconds)) % 60:02d} s"


def far(metres):
    return f"{metres:,.0f} m" if metres < 3000 else f"{metres / NMI:.2f} nmi"


def sailing(fix):
    if fix.course is None:
        return f"{fix.knots:.1f} kn, no course"
    return f"{fix.knots:.1f} kn {fix.course:05.1f}°"


def side(relative):
    """Where something lies that bears so many degrees from one's own course."""
    sectors = ("right ahead", "on the starboard bow", "on the starboard beam", "on the starboard quarter", "astern",
               "on the port quarter", "on the port beam", "on the port bow")
    return sectors[int(((relative + 22.5) % 360) // 45)]


def encounter(v, w, bearing, two):
    """v and w fixes, bearing of w from v."""
    relative = (bearing - (v.course or 0)) % 360
    where = f"w {side(relative)} of v"
    if v.knots < 0.5 or w.knots < 0.5:
        still, other = ("v", "w") if v.knots < 0.5 else ("w", "v")
        return f"{other} passes {still}, which lies still; {where}"
    between = chosen.turn(type("Both", (), {"a": v, "b": w}))
    if between >= 157.5:
        kind = "meeting"
    elif between > 22.5:
        kind = "crossing"
    elif abs(v.knots - w.knots) < 0.05:
        kind = "side by side"
    else:
        faster, slower = ("v", "w") if v.knots > w.knots else ("w", "v")
        behind = (90 < relative < 270) == (faster == "w")
        kind = f"{faster} overtakes {slower}" if behind else f"one way, {faster} draws ahead of {slower}"
    return f"{kind}, {where}"


def turned(look, v_name):
    """(fix of v, fix of w, bearing of w from v, metres), v being the vessel that is bound."""
    apart, bearing = look.range_and_bearing()
    if named(look.a) == number(v_name):
        return look.a, look.b, bearing, apart
    return look.b, look.a, earth.inverse(*look.two.b[0], *look.two.a[0])[1], apart


def before_opening(s, sea):
    """Why it opens then: what was known of the pair until then."""
    a, b = sea.tracks[s.a], sea.tracks[s.b]
    look, level = s.opening, pairs.CLOSEST + (s.opening.error if s.certainty == "possible" else 0)
    if s.opened > look.at:
        return (f"At {clock(look.at)} it lay {minutes(look.until)} ahead; {(s.opened - look.at) / 1000:.1f} s later "
                f"30 min remain, and it opens between two fixes")
    earlier = [l for l in pairs.looks(a, b, sea.newest, screen=None) if l.at < look.at]
    if not earlier:
        second = max((t.fixes[1] for t in (a, b)), key=lambda f: f.at)
        return f"It opens at the second fix of {named(second)}, with which both are first known"
    last = earlier[-1]
    if last.end < look.at - 1:
        older = min((last.a, last.b), key=lambda f: f.at)
        return f"{named(older)} had not been heard for 3 min and is heard again"
    slow = [(old, new) for old, new in ((last.a, look.a), (last.b, look.b)) if old.knots < pairs.CLOSEST_KNOTS]
    if slow:
        return "It opens when " + " and ".join(f"{named(n)} goes from {o.knots:.1f} to {n.knots:.1f} kn" for o, n in slow)
    if last.until > pairs.AHEAD_MS / 1000 + (last.end - last.at) / 1000:
        return f"The look before put the closest approach {minutes(last.until)} ahead, {far(last.distance)}"
    changed = [(old, new) for old, new in ((last.a, look.a), (last.b, look.b)) if old is not new]
    what = " and ".join(f"{named(n)} from {sailing(o)} to {sailing(n)}" for o, n in changed)
    reach = f"{pairs.CLOSEST + last.error:.0f}" if s.certainty == "possible" else "926"
    if last.distance >= level or last.distance >= pairs.CLOSEST:
        return f"The look before gave {far(last.distance)}, not below {reach} m; then {what}"
    return f"The look before had {far(last.distance)} at {minutes(last.until)}; then {what}"


def after_closing(s, sea):
    """Why it ends then."""
    if s.closed >= sea.newest:
        return "still so when the recording ends"
    a, b = sea.tracks[s.a], sea.tracks[s.b]
    if s.closed == s.last and s.closed == min(s.closing.a.at, s.closing.b.at) + pairs.EXTRAPOLATE_MS:
        older = min((s.closing.a, s.closing.b), key=lambda f: f.at)
        return f"until {clock(s.closed)}, 3 min after the last fix of {named(older)}"
    if s.closing.end - s.closed > 1:
        reach = pairs.CLOSEST + (s.closing.error if s.certainty == "possible" else 0)
        return f"until {clock(s.closed)}, when they are {reach:.0f} m apart and opening"
    following = next((l for l in pairs.looks(a, b, sea.newest, screen=None) if l.at >= s.closed), None)
    if following is None:
        return f"until {clock(s.closed)}"
    slow = [f for f in (following.a, following.b) if f.knots < pairs.CLOSEST_KNOTS]
    if slow:
        return f"until {clock(s.closed)}, when {named(slow[0])} makes {slow[0].knots:.1f} kn"
    reach = following.error if s.certainty == "possible" else 0
    if following.distance >= pairs.CLOSEST + reach:
        limit = f"{pairs.CLOSEST + reach:.0f} m" if reach else "926 m"
        return f"until {clock(s.closed)}, when the next fix gives {far(following.distance)}, not below {limit}"
    return f"until {clock(s.closed)}, when the next fix puts it {minutes(following.until)} ahead"


def approach_reason(case, s, sea):
    look, least = s.opening, s.least
    found = f"{before_opening(s, sea)}; {after_closing(s, sea)}."
    ahead = "They draw apart already" if look.until == 0 else f"Closest in {minutes(look.until)}"
    if s.status == "not met as computed":
        sure = s.needed
        text = (f"{sure.distance:.0f} + {sure.error:.0f} = {sure.distance + sure.error:.0f} m, below 926 m with all errors"
                + (f" (from {clock(sure.at)} on)" if sure is not look else ""))
    elif s.certainty == "likely":
        text = (f"{least.distance:.0f} m at the lowest is below 926 m, but distance and error together are never less than "
                f"{pairs.CLOSEST + s.surest:,.0f} m")
    else:
        text = (f"{least.distance:.0f} m at the lowest is not below 926 m, but {least.distance:.0f} - {least.error:.0f} = "
                f"{least.distance - least.error:.0f} m is")
    return f"{ahead}. {text}. {found}"


def near_reason(case, s, sea):
    least = s.least
    knots = [f"{leg[0].mmsi:09d} {leg[0].knots:.1f} kn" for leg in (least.a, least.b)]
    way = max((s.needed.a, s.needed.b), key=lambda leg: leg[1].at)
    slow = [leg[1] for leg in (s.closing.a, s.closing.b) if leg[1].knots < pairs.NEAR_KNOTS]
    end = (f"{named(slow[0])} makes {slow[0].knots:.1f} kn, still {s.closing.apart(s.closed):.0f} m off" if slow
           else f"they are {s.closing.apart(s.closed):.0f} m apart again")
    return (f"They come within 200 m on their ways between fixes. At {clock(s.lowest)} they are {pairs.NEAR + s.margin:.1f} m apart ({knots[0]}, "
            f"{knots[1]}); {pairs.NEAR + s.margin:.1f} + {s.error:.1f} = {pairs.NEAR + s.margin + s.error:.1f} m, within 200 m with all "
            f"errors. That it is beyond error shows at {clock(s.known)}, at the end of a way of {named(way[0])} of "
            f"{(way[1].at - way[0].at) / 1000:.1f} s; until {clock(s.closed)}, when {end}.")


def row_a(name, case, s, line, faults, sea):
    v_name, w_name = case["subjects"]
    if s.article == "1":
        v, w, bearing, apart = turned(s.opening, v_name)
        reason = approach_reason(case, s, sea)
        until, closest = minutes(s.opening.until), far(s.opening.distance)
        error = s.opening.error
        two = s.opening.two
    else:
        legs = s.opening
        ways = (legs.a, legs.b) if named(legs.a[0]) == number(v_name) else (legs.b, legs.a)
        v, w = ways[0][0], ways[1][0]
        apart, bearing = earth.inverse(*pairs.between(ways[0], s.opened), *pairs.between(ways[1], s.opened))
        reason, until, closest = near_reason(case, s, sea), "", f"{pairs.NEAR + s.margin:.1f} m lowest"
        error, two = s.error, None
    certainty = "beyond error, at most likely by flag" if s.status == "not met as computed" else s.certainty
    ages = f"{(s.opened - v.at) / 1000:.1f} s, {(s.opened - w.at) / 1000:.1f} s"
    return [
        name, f"{line['number']} `{line['id'][:8]}`", f"v {number(v_name)} {v.ship_class}<br>w {number(w_name)} {w.ship_class}",
        f"{case['article']} {case['party']}", clock(s.opened), encounter(v, w, bearing, two), f"{far(apart)}, {bearing:05.1f}°",
        f"v {sailing(v)}<br>w {sailing(w)}", ages, until, closest, f"{LIMIT[s.article]:.0f} m", f"{error:.0f} m",
        f"{s.status}, {certainty}; {s.margin * 1000:,.0f} mm",
        f"{line['status']}, {line['certainty']}; {line['margin_mm']:,} mm", "no: " + "; ".join(faults) if faults else "yes", reason,
    ]


def why_not(case, what, sea):
    why = case["why"]
    if why in ("slow_near", "far_near"):
        margin, at = what.lowest()
        slow, fast = sorted((leg[0] for leg in (what.a, what.b)), key=lambda f: f.knots)
        if why == "slow_near":
            return (f"At {clock(at)} they are {margin + 200:.0f} m apart, but {named(slow)} makes {slow.knots:.1f} kn, and article 2 "
                    f"speaks of two vessels at 5 kn or more.")
        return (f"Both make 5 kn or more ({slow.knots:.1f} and {fast.knots:.1f}), but while both do the least distance, at {clock(at)}, is {margin + 200:.0f} m: "
                f"{margin + 200:.0f} - {what.error():.0f} = {margin + 200 - what.error():.0f} m is beyond 200 m.")
    slow, fast = sorted((what.a, what.b), key=lambda f: f.knots)
    first = f"At {clock(what.at)} the closest approach is {far(what.distance)} in {minutes(what.until)}, e {what.error:.0f} m"
    if why == "far":
        over = what.distance - pairs.CLOSEST - what.error
        keeps = "within the hysteresis of 50 m, which only keeps a situation open" if over < 50 else "beyond the hysteresis too"
        return f"{first}: {what.distance:.0f} - {what.error:.0f} = {what.distance - what.error:.0f} m is {over:.0f} m beyond 926 m; {keeps}."
    if why == "late":
        left = what.until - 1800
        below = "below 926 m" if what.distance < pairs.CLOSEST else "within the error of 926 m"
        a, b = (sea.tracks[name] for name in sorted(case["subjects"]))
        following = next((l for l in pairs.looks(a, b, sea.newest, screen=None) if l.at >= what.end), None)
        then = f"the next fix, which gives {far(following.distance)} in {minutes(following.until)}" if following else "the recording ends"
        return (f"{first}: {below}, but {left:.0f} s more than 30 min ahead, the soonest of the looks that come near; it stands for "
                f"{(what.end - what.at) / 1000:.1f} s until {then}.")
    if why == "slow":
        return f"{first}, but {named(slow)} makes {slow.knots:.1f} kn ({named(fast)} {fast.knots:.1f} kn): below the 3 kn of the filter at every look that comes near."
    if why == "rest":
        return f"{first}, but {named(slow)} makes {slow.knots:.1f} kn: passing a vessel that does not make way is not forbidden by this text."
    if why == "flag":
        return (f"{first}: not met with all errors, if it bound anyone; digits {named(what.a)[:3]} and {named(what.b)[:3]} belong to no party "
                f"of the agreement.")
    if why == "once":
        single = next(f for f in (what.a, what.b) if len(sea.tracks[f'mmsi:{named(f)}'].fixes) == 1)
        return (f"{first}, would {named(single)} be known: it was heard once, at {clock(single.at)}, {(what.at - single.at) / 1000:.0f} s before; "
                f"one fix shows no way, so there is no closest approach.")
    return (f"{first}, but {case['subjects'][1].removeprefix('mmsi:')} is no vessel's number (nine digits, the first three 200 to 899): it makes no track. "
            f"Nor does it make 3 kn ({what.b.knots:.1f} kn).")


def row_b(name, case, what, faults, sea):
    if isinstance(what, pairs.Legs):
        margin, at = what.lowest()
        v, w = what.a[0], what.b[0]
        (lat1, lon1), (lat2, lon2) = what.places(at)
        apart, bearing = earth.inverse(lat1, lon1, lat2, lon2)
        until, closest, error = "", f"{margin + 200:.1f} m", what.error()
    else:
        at, v, w = what.at, what.a, what.b
        apart, bearing = what.range_and_bearing()
        until, closest, error = minutes(what.until), far(what.distance), what.error
    return [
        name, f"v {named(v)} {v.ship_class}<br>w {named(w)} {w.ship_class}", case["article"], nearly.WHY[case["why"]], clock(at),
        encounter(v, w, bearing, None), f"{far(apart)}, {bearing:05.1f}°", f"v {sailing(v)}<br>w {sailing(w)}",
        f"{(at - v.at) / 1000:.1f} s, {(at - w.at) / 1000:.1f} s", until, closest, f"{LIMIT[case['article']]:.0f} m", f"{error:.0f} m",
        "no line", "no line" if not faults else "; ".join(faults), "yes" if not faults else "no", why_not(case, what, sea),
    ]


HEAD_A = ("", "line", "vessels", "article, party", "opened", "encounter", "apart, w bears", "speed, course", "ages of the fixes", "TCPA", "CPA",
          "limit", "e", "expected; lowest margin", "the machine; lowest margin", "agree", "reasoning")
HEAD_B = ("", "vessels", "article", "why not", "at", "encounter", "apart, w bears", "speed, course", "ages of the fixes", "TCPA", "CPA", "limit",
          "e", "expected", "the machine", "agree", "reasoning")


def print_table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("| " + " | ".join("---" for _ in head) + " |")
    for row in rows:
        print("| " + " | ".join(row) + " |")


def print_tables(rows, sea):
    print_table(HEAD_A, [row_a(*row, sea) for row in rows["A"]])
    print()
    print_table(HEAD_B, [row_b(name, case, what, faults, sea) for name, case, what, _, faults in rows["B"]])


def print_fix(fix):
    print(f"  {clock(fix.at)}  line {fix.line} of the recording, station {fix.station}: {fix.payload}")
    print(f"      {named(fix)} class {fix.ship_class}, message {fix.kind}: {fix.latitude:.6f} N {fix.longitude:.6f} E, {sailing(fix)}, "
          f"{'accurate' if fix.accurate else 'not accurate'}: position error {pairs.position_error(fix):.0f} m")


def print_look(look):
    apart, bearing = look.range_and_bearing()
    for fix, (where, _, _) in ((look.a, look.two.a), (look.b, look.two.b)):
        print_fix(fix)
        print(f"      carried on {(look.at - fix.at) / 1000:.3f} s to {where[0]:.6f} N {where[1]:.6f} E; error {pairs.position_error(fix):.0f} + "
              f"{fix.knots * pairs.KNOT:.2f} + {pairs.drift(fix):.4f} x {(look.at - fix.at) / 1000 + look.until:.1f} = {look.part_of_error(fix):.1f} m")
    until, plane = look.two.plane()
    print(f"  {apart:.1f} m apart, bearing {bearing:.1f}; relative speed {look.two.closing / pairs.KNOT:.2f} kn")
    print(f"  on a plane: {plane:.1f} m in {until:.1f} s; on the ellipsoid: {look.distance:.1f} m in {look.until:.1f} s; e {look.error:.1f} m; "
          f"stands until {clock(look.end)}")


def print_legs(legs, at):
    for leg in (legs.a, legs.b):
        for fix in leg:
            print_fix(fix)
        where = pairs.between(leg, at)
        print(f"      at {clock(at)}: {where[0]:.6f} N {where[1]:.6f} E; error of the leg {pairs.leg_error(leg):.2f} m")
    print(f"  {legs.apart(at):.2f} m apart; e {legs.error():.2f} m")


def print_steps(row, sea):
    name, case, what, line, faults = row
    print(name, case)
    if line is None:
        print_look(what) if isinstance(what, pairs.Look) else print_legs(what, what.lowest()[1])
        print(row_b(name, case, what, faults, sea)[-1])
        return
    s = what
    for title, piece, at in (("opening", s.opening, s.opened), ("first at the level of its status", s.needed, s.known),
                             ("lowest margin", s.least, s.lowest)):
        print(f"{title}, {clock(at)}")
        print_look(piece) if s.article == "1" else print_legs(piece, min(at, piece.last))
    if s.article == "1":
        print("all looks of the pair near the opening")
        near = [l for l in pairs.looks(sea.tracks[s.a], sea.tracks[s.b], sea.newest, screen=None)]
        index = next(i for i, l in enumerate(near) if l.at == s.opening.at)
        for l in near[max(0, index - 3) : index + 4]:
            print(f"  {clock(l.at)} to {clock(l.end)}: {l.distance:8.1f} m in {l.until:7.1f} s, e {l.error:6.1f}; {sailing(l.a)}, {sailing(l.b)}")
    print(f"{s.status}, {s.certainty}: opened {clock(s.opened)}, closed {clock(s.closed)}, last {clock(s.last)}, margin {s.margin:.3f} m, e {s.error:.3f} m")
    print(f"line {line['number']}: {line['status']}, {line['certainty']}, opened {clock(line['opened_ms'])}, margin {line['margin_mm']} mm; {line['basis']}")
    print(row_a(name, case, s, line, faults, sea)[-1])


def print_counts(sea):
    """Pairs whose closest approach is below 0.5 nmi within 30 min, by several definitions."""
    found = [s for s in pairs.all_situations(sea.tracks, sea.newest) if s.article == "1"]
    print(f"{sea.sentences} sentences, {len({f.mmsi for f in sea.fixes})} numbers with a position, {len(sea.tracks)} tracks of vessels")

    def bound(s):
        return pairs.party_of(int(s.a[5:14])) or pairs.party_of(int(s.b[5:14]))

    def report(title, chosen_ones):
        print(f"{len({(s.a, s.b) for s in chosen_ones}):5} {title}")

    report("pairs with an indication (one vessel at least of a party)", [s for s in found if bound(s)])
    report("of them below 0.5 nmi at some time", [s for s in found if bound(s) and s.certainty == "likely"])
    report("of them below it by more than the error", [s for s in found if bound(s) and s.status == "not met as computed"])
    report("pairs of any flag, possible ones counted", found)
    report("pairs of any flag, below 0.5 nmi at some time", [s for s in found if s.certainty == "likely"])
    report("pairs of any flag, below 0.5 nmi when the recording ends",
           [s for s in found if s.certainty == "likely" and s.closed == sea.newest])
    print("One look: the last fix of each vessel, carried on to the last moment of the recording, on a plane:")
    motions = []
    for track in sea.tracks.values():
        fix = track.fixes[-1]
        motion = pairs.motion(fix, sea.newest) if fix.course is not None else None
        if motion:
            motions.append((fix.knots, motion))
    for least in (0.5, 1.0, 1.5, 1.6, 2.0, 3.0):
        count = 0
        for (_, a), (_, b) in itertools.combinations([m for m in motions if m[0] >= least], 2):
            if abs(a[0][0] - b[0][0]) < 0.7 and abs(a[0][1] - b[0][1]) < 1.2:
                until, apart = earth.Two(a, b).plane()
                count += apart < pairs.CLOSEST and 0 < until <= pairs.AHEAD_MS / 1000
        print(f"{count:5} both at {least} kn or more")

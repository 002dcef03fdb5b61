"""Pairs that just miss: of which there is no line, and the one figure that says why."""

import pairs

WHY = {
    "far": "closest approach beyond the limit and its error",
    "late": "closest approach more than 30 min ahead",
    "slow": "one vessel just below 3 kn",
    "rest": "one vessel not under way",
    "flag": "neither vessel is of a party",
    "once": "one vessel heard once only",
    "nobody": "the number is no vessel's",
    "slow_near": "within 200 m, one vessel below 5 kn",
    "far_near": "both at 5 kn or more, farther than 200 m and the error",
}
LOOSE_MS = 600_000


def bound(a, b):
    return bool(pairs.party_of(a.mmsi) or pairs.party_of(b.mmsi))


def reasons(look, a, b, end_of_data):
    """What a look lacks for an indication, as a set: slow, late, far, once, old."""
    lacks = set()
    if min(look.a.knots, look.b.knots) < pairs.CLOSEST_KNOTS:
        lacks.add("slow")
    if look.distance - pairs.CLOSEST >= look.error:
        lacks.add("far")
    if look.until > pairs.AHEAD_MS / 1000 + (look.end - look.at) / 1000:
        lacks.add("late")
    if a.last(look.at) < 1 or b.last(look.at) < 1:
        lacks.add("once")
    if look.at > min(look.a.at, look.b.at) + pairs.EXTRAPOLATE_MS:
        lacks.add("old")
    return lacks


def every_look(a, b, end_of_data, screen=None):
    """Also those after one fix only, and of fixes that are too old to be carried on."""
    return pairs.looks(a, b, end_of_data, 1, LOOSE_MS, screen)


def shortfall(why, look):
    """By how much it missed; the smallest of a pair is shown."""
    if why == "far":
        return look.distance - pairs.CLOSEST - look.error
    if why == "late":
        return look.until
    if why == "slow":
        return -min(look.a.knots, look.b.knots)
    return look.distance


def near_kind(legs):
    """Of two on their ways: far_near where both make 5 kn, slow_near where one does and the other 2 kn or more."""
    slow, fast = sorted(leg[0].knots or 0.0 for leg in (legs.a, legs.b))
    if fast < pairs.NEAR_KNOTS or slow < 2.0:
        return None
    return "slow_near" if slow < pairs.NEAR_KNOTS else "far_near"


def evidence(case, tracks, end_of_data):
    """The look (or legs) at which the pair came nearest to an indication; None where the stated reason does not hold."""
    a, b = (tracks[name] for name in case["subjects"])
    why = case["why"]
    if why == "flag":
        found = [s for s in pairs.closest_approaches(a, b, end_of_data) if s.status == "not met as computed"]
        return found[0].opening if found and not bound(a, b) else None
    if why in ("slow_near", "far_near"):
        found = []
        for legs in pairs.legs_of(a, b, 400):
            which, (margin, _) = near_kind(legs), legs.lowest()
            if which == why:
                found.append((margin, legs))
            elif which == "far_near" and margin <= legs.error():
                return None  # both fast and near: there should be a line
        return min(found, key=lambda f: f[0])[1] if found and not pairs.keeping_distance(a, b) and bound(a, b) else None
    if not bound(a, b) or pairs.closest_approaches(a, b, end_of_data):
        return None
    wanted = {"rest": {"slow"}}.get(why, {why})
    found = [look for look in every_look(a, b, end_of_data) if reasons(look, a, b, end_of_data) == wanted]
    return min(found, key=lambda look: shortfall(why, look)) if found else None


def nobody(case, tracks, fixes, end_of_data):
    """A vessel and a number that is no vessel's: the look there would have been."""
    name, number = case["subjects"]
    if pairs.is_vessel(int(number[5:])) or number in tracks:
        return None
    ghost = pairs.Track(number, int(number[5:]), [f for f in fixes if f"mmsi:{f.mmsi:09d}" == number])
    ghost.done()
    found = list(every_look(tracks[name], ghost, end_of_data))
    return min(found, key=lambda look: look.distance) if found else None

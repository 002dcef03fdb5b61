"""What the worked agreement says of two vessels, from spec/indications.md, one pair at a time and with nothing clever.

Everything is in metres, seconds and knots in floating point, moments in ms. The figures are those of
agreements/examples/rules-of-the-road.agreement and ais.verification.
"""

import bisect
import dataclasses
import math

import earth
from sentences import metres_a_second

KNOT = 1852 / 3600
PARTIES = {"211": "DEU", "218": "DEU", "219": "DNK", "220": "DNK", "231": "DNK", "331": "DNK", "257": "NOR", "258": "NOR",
           "259": "NOR", "265": "SWE", "266": "SWE"}  # ITU, table of maritime identification digits
CLOSEST, AHEAD_MS, CLOSEST_KNOTS = 926.0, 1_800_000, 3.0  # article 1: below 0.5 nmi within 30 min, both at 3 kn or more
NEAR, NEAR_KNOTS = 200.0, 5.0  # article 2: within 200 m, both at 5 kn or more
TIME_ERROR, SPEED_ERROR, COURSE_ERROR = 1.0, 0.1 * KNOT, math.radians(1.0)
INTERPOLATE_MS, EXTRAPOLATE_MS, FASTEST, HYSTERESIS = 300_000, 180_000, 60 * KNOT, 50.0
LEVELS = ("sure", "nominal", "possible", "outer")


def party_of(mmsi):
    return PARTIES.get(f"{mmsi:09d}"[:3])


def is_vessel(mmsi):
    text = f"{mmsi:09d}"
    if mmsi in (0, 123456789) or len(set(text)) == 1:
        return False
    return "200" <= text[:3] <= "899" or (text[:2] == "98" and "200" <= text[2:5] <= "899")


def place(fix):
    return fix.latitude, fix.longitude


def position_error(fix):
    return 10.0 if fix.accurate else 30.0


@dataclasses.dataclass
class Track:
    name: str  # mmsi:NNNNNNNNN, or with #2 and so on
    mmsi: int
    fixes: list = dataclasses.field(default_factory=list)
    repeats: int = 0

    def times(self):
        return [fix.at for fix in self.fixes]

    def last(self, at):
        """The index of the last fix not later than `at`, or -1."""
        return bisect.bisect_right(self._times, at) - 1

    def done(self):
        self._times = self.times()
        self.knots_most = max((fix.knots or 0.0 for fix in self.fixes), default=0.0)


def tracks_of(fixes):
    """Fixes in canonical order to tracks by name (spec section 2)."""
    by_number = {}
    for fix in fixes:
        if not is_vessel(fix.mmsi):
            continue
        tracks = by_number.setdefault(fix.mmsi, [])
        best = None
        for track in tracks:
            last = track.fixes[-1]
            seconds = math.ceil((fix.at - last.at) / 1000 + 2 * TIME_ERROR)
            reach = FASTEST * seconds + 2 * max(position_error(last), position_error(fix))
            apart = earth.distance(place(last), place(fix))
            if apart <= reach and (best is None or apart < best[0]):
                best = (apart, track)
        if best is None:
            if len(tracks) == 4:
                raise ValueError(f"{fix.mmsi}: a fifth track; this check does not know what to do")
            name = f"mmsi:{fix.mmsi:09d}" + (f"#{len(tracks) + 1}" if tracks else "")
            tracks.append(Track(name, fix.mmsi, [fix]))
            continue
        track, last = best[1], best[1].fixes[-1]
        if fix.at <= last.at or (fix.said() == last.said() and fix.at - last.at <= 10_000):
            track.repeats += 1
            continue
        track.fixes.append(fix)
    tracks = {track.name: track for list_ in by_number.values() for track in list_}
    for track in tracks.values():
        track.done()
    return tracks


@dataclasses.dataclass
class Look:
    """What one moment says of two vessels until the next: a stretch of closest approach."""

    at: int
    end: int
    a: object  # the last fix of each
    b: object
    two: earth.Two
    until: float = 0.0
    distance: float = 0.0
    error: float = 0.0

    def compute(self):
        self.until, self.distance = self.two.approach()
        self.error = sum(self.part_of_error(fix) for fix in (self.a, self.b))
        return self

    def part_of_error(self, fix):
        return position_error(fix) + fix.knots * KNOT * TIME_ERROR + drift(fix) * ((self.at - fix.at) / 1000 + self.until)

    def below(self, limit, ahead_ms=AHEAD_MS):
        """The ms in which the state `closest approach below limit within 30 min` holds: (first, last), or None."""
        if self.distance >= limit:
            return None
        first = self.at + max(0, math.ceil(self.until * 1000 - ahead_ms))
        last = self.end
        length = (self.end - self.at) / 1000
        if self.until < length:
            gone = self.two.parted(limit, self.until, length)
            if gone is not None:
                last = min(last, self.at + math.ceil(gone * 1000) - 1)
        return (first, last) if first <= last else None

    def newest(self):
        return max(self.a.at, self.b.at)

    def fixes(self):
        return [self.a, self.b]

    def range_and_bearing(self):
        return earth.inverse(*self.two.a[0], *self.two.b[0])


def drift(fix):
    """How fast the place of a vessel that is carried on may leave the true one, m/s; 1 mm/h for the rounding."""
    return SPEED_ERROR + fix.knots * KNOT * COURSE_ERROR + 0.001 / 3600


def motion(fix, at):
    """(place at `at`, m/s, degrees) of a vessel that keeps what it last said; None where it did not say."""
    if fix.knots is None or (fix.course is None and fix.knots >= 0.5):
        return None
    speed, course = metres_a_second(fix.knots), fix.course or 0.0
    return earth.sailed(place(fix), speed, course, (at - fix.at) / 1000), speed, course


def may_meet(look, spare=0.0):
    """Whether a rough reckoning on the plane leaves any doubt that the closest approach matters. Never says no wrongly:
    plane and ellipsoid differ by less than 3 in 100 of the distance there and of the way made relative to each other."""
    until, apart = look.two.plane()
    way = math.hypot(*(v - u for u, v in zip(*look.two.velocity))) * min(until, 2000)
    until_most = min(until * 1.1 + 60, 2100)
    error = sum(position_error(f) + f.knots * KNOT + drift(f) * (180 + until_most) for f in (look.a, look.b))
    return until < 2300 and apart < CLOSEST + HYSTERESIS + error + 50 + 0.03 * (way + apart) + spare


def looks(a, b, end_of_data, fixes_least=2, extrapolate_ms=EXTRAPOLATE_MS, screen=may_meet):
    """The stretches of two tracks at which both have a motion; those that cannot matter are not computed (until inf)."""
    moments = sorted({*a.times(), *b.times()})
    for index, at in enumerate(moments):
        i, j = a.last(at), b.last(at)
        if i + 1 < fixes_least or j + 1 < fixes_least:
            continue
        fix_a, fix_b = a.fixes[i], b.fixes[j]
        known_until = min(fix_a.at, fix_b.at) + extrapolate_ms
        following = moments[index + 1] if index + 1 < len(moments) else end_of_data
        if at > known_until:
            continue
        motions = motion(fix_a, at), motion(fix_b, at)
        if None in motions:
            continue
        look = Look(at, min(following, known_until), fix_a, fix_b, earth.Two(*motions))
        if screen is not None and not screen(look):
            continue
        yield look.compute()


def merged(runs):
    whole = []
    for first, last in sorted(runs):
        if whole and first - whole[-1][1] <= 2:
            whole[-1][1] = max(whole[-1][1], last)
        else:
            whole.append([first, last])
    return whole


@dataclasses.dataclass
class Situation:
    article: str
    a: str
    b: str
    status: str
    certainty: str
    opened: int
    closed: int
    known: int  # the newest fix without which this could not be said, or `opened` where that is later
    last: int  # the end of the situation
    margin: float
    error: float
    lowest: int
    opening: object  # the Look at the opening (article 1), the Legs (article 2)
    least: object  # those of the lowest margin
    needed: object  # those at which the level was first reached that gives the status
    closing: object  # those of the end of the last run of that level
    surest: float  # the lowest margin + e of all of them: below 0 is beyond error


def situations(article, a, b, pieces):
    """pieces: (margin, error, lowest_at, {level: [(first, last)]}, what) in order of time."""
    outer = merged(run for piece in pieces for run in piece[3]["outer"])
    for first, last in outer:
        inside = [p for p in pieces if any(f <= last and l >= first for f, l in p[3]["outer"])]
        runs = {level: merged(r for p in inside for r in p[3][level] if r[0] <= last and r[1] >= first) for level in LEVELS}
        if runs["sure"]:
            start = runs["sure"][0][0]
            run = next(r for r in runs["nominal"] if r[0] <= start <= r[1])
            kind, level, first_level = ("not met as computed", "likely"), "nominal", "sure"
        elif runs["nominal"]:
            run, kind, level = runs["nominal"][0], ("undetermined", "likely"), "nominal"
            first_level, start = level, run[0]
        elif runs["possible"]:
            run, kind, level = runs["possible"][0], ("undetermined", "possible"), "possible"
            first_level, start = level, run[0]
        else:
            continue
        least = min(inside, key=lambda p: p[0])
        opening = next(p for p in reversed(inside) if any(f <= run[0] <= l for f, l in p[3][level]))
        needed = next(p for p in reversed(inside) if any(f <= start <= l for f, l in p[3][first_level]))[4]
        end = runs[level][-1][1]
        closing = next(p for p in reversed(inside) if any(l == end for _, l in p[3][level]))[4]
        yield Situation(article, a, b, *kind, run[0], end, max(run[0], needed.newest()), last, least[0],
                        least[1], least[2], opening[4], least[4], needed, closing,
                        min(p[0] + p[1] for p in inside))


def closest_approaches(a, b, end_of_data):
    """The situations of article 1 of two tracks."""
    pieces = []
    for look in looks(a, b, end_of_data):
        if look.a.knots < CLOSEST_KNOTS or look.b.knots < CLOSEST_KNOTS:
            continue
        limits = dict(zip(LEVELS, (CLOSEST - look.error, CLOSEST, CLOSEST + look.error, CLOSEST + look.error + HYSTERESIS)))
        runs = {level: [run for run in [look.below(limit)] if run] for level, limit in limits.items()}
        if runs["outer"]:
            pieces.append((look.distance - CLOSEST, look.error, runs["outer"][0][0], runs, look))
    return list(situations("1", a.name, b.name, pieces))


@dataclasses.dataclass
class Legs:
    """Two vessels, each on its way between two fixes, while both are."""

    first: int
    last: int
    a: tuple  # (fix, next fix)
    b: tuple

    def newest(self):
        return max(leg[1].at for leg in (self.a, self.b))

    def fixes(self):
        return [*self.a, *self.b]

    def places(self, at):
        return tuple(between(leg, at) for leg in (self.a, self.b))

    def apart(self, at):
        return earth.distance(*self.places(at))

    def error(self):
        return sum(leg_error(leg) for leg in (self.a, self.b)) + 0.02

    def lowest(self):
        """(margin, at): thirds, for the distance of two that go straight has one valley."""
        low, high = self.first, self.last
        while high - low > 3:
            one, two = low + (high - low) // 3, high - (high - low) // 3
            if self.apart(one) < self.apart(two):
                high = two
            else:
                low = one
        at = min(range(low, high + 1), key=self.apart)
        return self.apart(at) - NEAR, at

    def below(self, limit, lowest_at):
        """The ms in which they are less than `limit` apart."""
        if self.apart(lowest_at) >= limit:
            return []
        edges = []
        for outside in (self.first, self.last):
            inside = lowest_at
            if self.apart(outside) < limit:
                edges.append(outside)
                continue
            while abs(outside - inside) > 1:
                middle = (outside + inside) // 2
                inside, outside = (middle, outside) if self.apart(middle) < limit else (inside, middle)
            edges.append(inside)
        return [tuple(edges)]


def between(leg, at):
    start, end = leg
    share = (at - start.at) / (end.at - start.at)
    return (start.latitude + (end.latitude - start.latitude) * share, start.longitude + (end.longitude - start.longitude) * share)


def leg_error(leg):
    """Position error, and how far it goes in the time error, of the worse end."""
    start, end = leg
    seconds = (end.at - start.at) / 1000
    m = earth.radii(max(abs(math.radians(f.latitude)) for f in leg))[0]
    low = min(abs(math.radians(f.latitude)) for f in leg)
    north = m * math.radians(end.latitude - start.latitude)
    east = earth.radii(low)[1] * math.cos(low) * math.radians(end.longitude - start.longitude)
    return max(position_error(fix) for fix in leg) + math.hypot(north, east) / seconds * TIME_ERROR


def legs_of(a, b, spare):
    """The spans in which both are on a leg and may be within 200 m, the error and `spare` of each other."""
    def ways(track):
        return [leg for leg in zip(track.fixes, track.fixes[1:]) if leg[1].at - leg[0].at <= INTERPOLATE_MS]

    for one in ways(a):
        for other in ways(b):
            first, last = max(one[0].at, other[0].at), min(one[1].at, other[1].at)
            if first >= last:
                continue
            legs = Legs(first, last, one, other)
            speed = sum((leg_error(leg) - 10) for leg in (one, other))
            if legs.apart(first) < NEAR + legs.error() + spare + speed * (last - first) / 1000:
                yield legs


def keeping_distance(a, b):
    """The situations of article 2 of two tracks."""
    pieces = []
    for legs in legs_of(a, b, HYSTERESIS + 50):
        if any(leg[0].knots is None or leg[0].knots < NEAR_KNOTS for leg in (legs.a, legs.b)):
            continue
        margin, at = legs.lowest()
        error = legs.error()
        limits = dict(zip(LEVELS, (0.001 - error, 0.001, 0.001 + error, 0.001 + error + HYSTERESIS)))
        runs = {level: legs.below(NEAR + limit, at) for level, limit in limits.items()}
        if runs["outer"]:
            pieces.append((margin, error, at, runs, legs))
    pieces.sort(key=lambda piece: piece[4].first)
    return list(situations("2", a.name, b.name, pieces))


def neighbours(tracks, knots_least, fixes_least=2, metres=5000.0, seconds=2500):
    """Pairs that could come near each other in `seconds` at their best speed: (track, track)."""
    moving = sorted((t for t in tracks.values() if t.knots_most >= knots_least and len(t.fixes) >= fixes_least),
                    key=lambda t: t.name)
    flat = []
    for track in moving:
        lat, lon = place(track.fixes[0])
        flat.append((lat * 111320, lon * 111320 * math.cos(math.radians(56)), track.knots_most * KNOT * seconds, track))
    for i, (north, east, reach, a) in enumerate(flat):
        for other_north, other_east, other_reach, b in flat[i + 1 :]:
            far = 1.15 * (reach + other_reach) + metres
            if abs(north - other_north) <= far and abs(east - other_east) <= 1.2 * far:
                yield a, b


def all_situations(tracks, end_of_data):
    found = []
    for a, b in neighbours(tracks, CLOSEST_KNOTS):
        found += closest_approaches(a, b, end_of_data)
    for a, b in neighbours(tracks, NEAR_KNOTS, seconds=300):
        found += keeping_distance(a, b)
    return found

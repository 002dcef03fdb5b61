"""WGS 84 with the mathematics of the standard library: Vincenty's distance, rhumb lines by Runge and Kutta, closest approach."""

import math

A = 6378137.0
F = 1 / 298.257223563
B = A * (1 - F)
E2 = F * (2 - F)


def inverse(lat1, lon1, lat2, lon2):
    """(metres, initial bearing in degrees) by T. Vincenty, Survey Review 23 (1975) 176; accurate to 0.1 mm here."""
    if lat1 == lat2 and lon1 == lon2:
        return 0.0, 0.0
    reduced1, reduced2 = (math.atan((1 - F) * math.tan(math.radians(lat))) for lat in (lat1, lat2))
    sin1, cos1, sin2, cos2 = math.sin(reduced1), math.cos(reduced1), math.sin(reduced2), math.cos(reduced2)
    difference = math.radians(lon2 - lon1)
    on_sphere = difference
    for _ in range(100):
        sin_l, cos_l = math.sin(on_sphere), math.cos(on_sphere)
        sin_s = math.hypot(cos2 * sin_l, cos1 * sin2 - sin1 * cos2 * cos_l)
        cos_s = sin1 * sin2 + cos1 * cos2 * cos_l
        angle = math.atan2(sin_s, cos_s)
        sin_a = cos1 * cos2 * sin_l / sin_s
        cos2_a = 1 - sin_a * sin_a
        cos_2m = cos_s - 2 * sin1 * sin2 / cos2_a if cos2_a > 1e-15 else 0.0
        c = F / 16 * cos2_a * (4 + F * (4 - 3 * cos2_a))
        before = on_sphere
        on_sphere = difference + (1 - c) * F * sin_a * (angle + c * sin_s * (cos_2m + c * cos_s * (2 * cos_2m**2 - 1)))
        if abs(on_sphere - before) < 1e-15:
            break
    u2 = cos2_a * (A * A - B * B) / (B * B)
    big_a = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)))
    big_b = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))
    inner = cos_s * (2 * cos_2m**2 - 1) - big_b / 6 * cos_2m * (4 * sin_s**2 - 3) * (4 * cos_2m**2 - 3)
    correction = big_b * sin_s * (cos_2m + big_b / 4 * inner)
    sin_l, cos_l = math.sin(on_sphere), math.cos(on_sphere)
    bearing = math.degrees(math.atan2(cos2 * sin_l, cos1 * sin2 - sin1 * cos2 * cos_l)) % 360
    return B * big_a * (angle - correction), bearing


def distance(p, q):
    return inverse(*p, *q)[0]


def radii(latitude):
    """Of the meridian and of the parallel's normal, in metres; latitude in radians."""
    w2 = 1 - E2 * math.sin(latitude) ** 2
    return A * (1 - E2) / (w2 * math.sqrt(w2)), A / math.sqrt(w2)


def sailed(place, speed, course, seconds):
    """Where one is who keeps course (degrees) and speed (m/s): one step of Runge and Kutta, wrong by < 1 mm in 60 km."""
    latitude, longitude = (math.radians(degrees) for degrees in place)
    north, east = speed * math.cos(math.radians(course)), speed * math.sin(math.radians(course))

    def rates(phi):
        m, n = radii(phi)
        return north / m, east / (n * math.cos(phi))

    a, al = rates(latitude)
    b, bl = rates(latitude + seconds / 2 * a)
    c, cl = rates(latitude + seconds / 2 * b)
    d, dl = rates(latitude + seconds * c)
    latitude += seconds / 6 * (a + 2 * b + 2 * c + d)
    longitude += seconds / 6 * (al + 2 * bl + 2 * cl + dl)
    return math.degrees(latitude), math.degrees(longitude)


class Two:
    """Two vessels from one moment on, each keeping course and speed: (place, m/s, degrees)."""

    def __init__(self, a, b):
        self.a, self.b = a, b
        self.velocity = [(s * math.sin(math.radians(c)), s * math.cos(math.radians(c))) for _, s, c in (a, b)]
        self.closing = math.dist(*self.velocity)

    def apart(self, seconds):
        return distance(*(sailed(place, speed, course, seconds) for place, speed, course in (self.a, self.b)))

    def plane(self):
        """(seconds, metres) of the closest approach on a plane that touches the earth between them: what one does on a chart."""
        (lat1, lon1), (lat2, lon2) = self.a[0], self.b[0]
        middle = math.radians((lat1 + lat2) / 2)
        m, n = radii(middle)
        x, y = math.radians(lon2 - lon1) * n * math.cos(middle), math.radians(lat2 - lat1) * m
        (ux, uy), (vx, vy) = self.velocity
        wx, wy = vx - ux, vy - uy
        until = max(0.0, -(x * wx + y * wy) / (wx * wx + wy * wy)) if self.closing >= 1e-3 else 0.0
        return until, math.hypot(x + wx * until, y + wy * until)

    def approach(self):
        """(seconds, metres): the least distance from now on. The square of the distance is all but a parabola in time."""
        if self.closing < 1e-3 or self.apart(0.01) >= self.apart(0):
            return 0.0, self.apart(0)
        at, step = self.plane()[0], 60.0
        for _ in range(12):
            before, here, after = (self.apart(at + move) ** 2 for move in (-step, 0, step))
            bend = before - 2 * here + after
            move = step * (before - after) / (2 * bend)
            at += move
            step = min(60.0, max(20.0, abs(move)))
            if abs(move) < 0.002:
                break
        at = max(0.0, at)
        return at, self.apart(at)

    def parted(self, limit, after, before):
        """The moment at which they are `limit` apart again, between the closest approach and `before`; None: not by then."""
        if self.apart(before) < limit:
            return None
        low, high = after, before
        while high - low > 0.0005:
            middle = (low + high) / 2
            low, high = (middle, high) if self.apart(middle) < limit else (low, middle)
        return high

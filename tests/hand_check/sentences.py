"""From a recording to the positions that its vessels sent: sentences, stamps, six-bit fields (ITU-R M.1371-5, annex 8)."""

import dataclasses
import datetime
import gzip
import hashlib
import math

EPOCH = datetime.datetime(1970, 1, 1)
POSITION_REPORTS = {1, 2, 3, 18}


@dataclasses.dataclass(frozen=True)
class Fix:
    at: int  # ms since 1970, the receiver's stamp
    mmsi: int
    kind: int  # message number: 1 to 3 are class A, 18 is class B
    latitude: float  # degrees
    longitude: float
    accurate: bool
    knots_tenths: int | None
    course_tenths: int | None
    heading: int | None
    status: int | None
    station: str
    payload: str
    line: int  # where the sentence stands in the recording, from 1

    @property
    def knots(self):
        return None if self.knots_tenths is None else self.knots_tenths / 10

    @property
    def course(self):
        return None if self.course_tenths is None else self.course_tenths / 10

    @property
    def ship_class(self):
        return "B" if self.kind == 18 else "A"

    def observation(self):
        source = f"ais/{self.station}" if self.station else "ais"
        return hashlib.sha256(f"{source}\n{self.at}\n{self.payload}".encode("ascii")).hexdigest()

    def said(self):
        """What the message says of the vessel, without when and by whom it was heard."""
        return (self.latitude, self.longitude, self.accurate, self.knots_tenths, self.course_tenths, self.heading, self.status)


def bits_of(payload, fill):
    """The bits of an armoured payload as a text of 0 and 1."""
    bits = []
    for character in payload:
        value = ord(character) - 48
        if value > 40:
            value -= 8
        if not 0 <= value < 64:
            raise ValueError(f"no armour: {character!r}")
        bits.append(format(value, "06b"))
    text = "".join(bits)
    return text[: len(text) - fill] if fill else text


def unsigned(bits, start, width):
    return int(bits[start : start + width], 2)


def signed(bits, start, width):
    value = unsigned(bits, start, width)
    return value - (1 << width) if value >= 1 << (width - 1) else value


# Where each field begins (bit, width).                 speed     accuracy longitude  latitude   course     heading
LAYOUT = {1: ((50, 10), 60, (61, 28), (89, 27), (116, 12), (128, 9)), 18: ((46, 10), 56, (57, 28), (85, 27), (112, 12), (124, 9))}


def decoded(bits):
    """The fields of a position report as a dict, or None where it states no position."""
    kind = unsigned(bits, 0, 6)
    speed, accurate, longitude, latitude, course, heading = LAYOUT[18 if kind == 18 else 1]
    east, north = signed(bits, *longitude) / 600000, signed(bits, *latitude) / 600000
    if abs(east) > 180 or abs(north) > 90:
        return None
    knots, degrees, head = unsigned(bits, *speed), unsigned(bits, *course), unsigned(bits, *heading)
    status = 15 if kind == 18 else unsigned(bits, 38, 4)
    return {
        "mmsi": unsigned(bits, 8, 30),
        "kind": kind,
        "latitude": north,
        "longitude": east,
        "accurate": bits[accurate] == "1",
        "knots_tenths": knots if knots < 1022 else None,
        "course_tenths": degrees if degrees < 3600 else None,
        "heading": head if head < 360 else None,
        "status": status if status < 15 else None,
    }


def checksum(sentence):
    body, stated = sentence[1:].split("*")
    value = 0
    for character in body:
        value ^= ord(character)
    return value == int(stated[:2], 16)


def read(path):
    """(fixes in the order of the file, sentences that are AIS, sentences of several parts, newest stamp in ms)."""
    fixes, sentences, parts, stamp, newest = [], 0, 0, None, 0
    with gzip.open(path, "rt", encoding="ascii") as lines:
        for number, line in enumerate(lines, 1):
            line = line.strip()
            if line.startswith("$PGHP,1,"):
                field = line.split(",")
                year, month, day, hour, minute, second, thousandths = (int(text) for text in field[2:9])
                moment = datetime.datetime(year, month, day, hour, minute, second, thousandths * 1000) - EPOCH
                stamp = (moment // datetime.timedelta(milliseconds=1), field[11], field[13][:2])
            elif line.startswith("!") and line[3:6] in ("VDM", "VDO"):
                sentences += 1
                field = line.split(",")
                if not checksum(line):
                    raise ValueError(f"line {number}: the checksum does not hold")
                if field[1] != "1":
                    parts += 1  # particulars (type 5): no position report of this recording has two sentences
                    stamp = None
                    continue
                if stamp is None or (line[3:6] == "VDM" and stamp[2] != line.split("*")[1][:2]):
                    raise ValueError(f"line {number}: a message without a time of its own")
                newest = max(newest, stamp[0])
                bits = bits_of(field[5], int(field[6][0]))
                if unsigned(bits, 0, 6) in POSITION_REPORTS:
                    if not 163 <= len(bits) <= 204:
                        raise ValueError(f"line {number}: {len(bits)} bits")
                    what = decoded(bits)
                    if what is not None:
                        payload = line[: line.index("*") + 3]
                        fixes.append(Fix(at=stamp[0], station=stamp[1], payload=payload, line=number, **what))
                stamp = None
    return fixes, sentences, parts, newest


def canonical(fixes):
    """By time, then source, then hash of the payload; what is equal in all three is one."""
    keyed = {(fix.at, f"ais/{fix.station}", hashlib.sha256(fix.payload.encode()).digest()): fix for fix in fixes}
    return [keyed[key] for key in sorted(keyed)]


def clock(at):
    """12:03:04.567"""
    return (EPOCH + datetime.timedelta(milliseconds=at)).strftime("%H:%M:%S.%f")[:-3]


def metres_a_second(knots):
    return knots * 1852 / 3600 if knots is not None else math.nan

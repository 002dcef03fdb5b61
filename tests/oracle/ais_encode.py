"""Writes AIS messages bit by bit (ITU-R M.1371-5, annex 8), for what is compared with other decoders."""


def number(value, width):
    return format(value & ((1 << width) - 1), f"0{width}b")


def text(words, characters):
    return "".join(number(ord(c) & 63, 6) for c in words.ljust(characters, "@")[:characters])


def with_checksum(body, start="!"):
    total = 0
    for c in body:
        total ^= ord(c)
    return f"{start}{body}*{total:02X}"


def sentences(bits, sequence=1, channel="A", characters=60):
    fill = -len(bits) % 6
    bits += "0" * fill
    sixes = [int(bits[i : i + 6], 2) for i in range(0, len(bits), 6)]
    payload = "".join(chr(six + 48 if six < 40 else six + 56) for six in sixes)
    parts = [payload[i : i + characters] for i in range(0, len(payload), characters)]
    return [
        with_checksum(
            f"AIVDM,{len(parts)},{i},{sequence if len(parts) > 1 else ''},{channel},{part},{fill if i == len(parts) else 0}"
        )
        for i, part in enumerate(parts, 1)
    ]


def head(kind, mmsi, repeat=0):
    return number(kind, 6) + number(repeat, 2) + number(mmsi, 30)


def class_a(kind=1, mmsi=440123456, repeat=0, status=0, turn=0, speed=100, accurate=0, longitude=75000000,
            latitude=22600000, course=900, heading=90, second=10, manoeuvre=0, raim=0, radio=0):
    return (head(kind, mmsi, repeat) + number(status, 4) + number(turn, 8) + number(speed, 10) + number(accurate, 1)
            + number(longitude, 28) + number(latitude, 27) + number(course, 12) + number(heading, 9)
            + number(second, 6) + number(manoeuvre, 2) + number(0, 3) + number(raim, 1) + number(radio, 19))


def class_b(mmsi=440123456, repeat=0, reserved=0, speed=100, accurate=0, longitude=75000000, latitude=22600000,
            course=900, heading=90, second=10, regional=0, flags=0b101101, raim=0, radio=0):
    # flags: carrier sense, display, DSC, band, message 22, assigned
    return (head(18, mmsi, repeat) + number(reserved, 8) + number(speed, 10) + number(accurate, 1)
            + number(longitude, 28) + number(latitude, 27) + number(course, 12) + number(heading, 9)
            + number(second, 6) + number(regional, 2) + number(flags, 6) + number(raim, 1) + number(radio, 20))


def voyage(mmsi=440123456, repeat=0, version=0, imo=9074729, call_sign="D7AB", name="MIRAE", ship_type=30,
           sides=(10, 20, 3, 4), device=1, month=9, day=19, hour=8, minute=30, draught=45, destination="INCHEON",
           dte=0):
    return (head(5, mmsi, repeat) + number(version, 2) + number(imo, 30) + text(call_sign, 7) + text(name, 20)
            + number(ship_type, 8) + dimensions(sides) + number(device, 4) + number(month, 4) + number(day, 5)
            + number(hour, 5) + number(minute, 6) + number(draught, 8) + text(destination, 20) + number(dte, 1) + "0")


def dimensions(sides):
    return number(sides[0], 9) + number(sides[1], 9) + number(sides[2], 6) + number(sides[3], 6)


def name_part(mmsi=440123456, repeat=0, name="HAEDONG"):
    return head(24, mmsi, repeat) + number(0, 2) + text(name, 20)


def equipment_part(mmsi=440123456, repeat=0, ship_type=37, vendor="ABC", call_sign="DSQ1234", sides=(5, 6, 2, 1),
                   mother_ship=None):
    last = dimensions(sides) if mother_ship is None else number(mother_ship, 30)
    return (head(24, mmsi, repeat) + number(1, 2) + number(ship_type, 8) + text(vendor, 7) + text(call_sign, 7) + last
            + number(0, 6))

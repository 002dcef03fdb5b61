#!/usr/bin/env python3
"""Writes AIVDM position reports of very many different MMSI to standard output, each with its time: a load that no sea has.

Every message is a number of its own, at one of 997 places all over the world, 12 kn on some course. One run is quick: about
a million messages a second.
"""

import argparse
import sys

ARMOUR = [bytes([value + 48 if value < 40 else value + 56]) for value in range(64)]
PLACES = 997
FIRST = 201_000_000
STEP = 57  # ten million numbers stay below 775,999,999


def xor(data):
    value = 0
    for byte in data:
        value ^= byte
    return value


def armoured(bits, characters):
    return b"".join(ARMOUR[bits >> 6 * (characters - 1 - i) & 63] for i in range(characters))


def tails():
    """The payload from its eighth character on: turn not available, 12 kn, accurate, one of many places; with its XOR."""
    result = []
    for place in range(PLACES):
        lon = (place * 7_919 % 3_580 - 1_790) * 60_000
        lat = (place * 104_729 % 1_400 - 700) * 60_000
        bits = 0
        for value, width in ((128, 8), (120, 10), (1, 1), (lon, 28), (lat, 27), (place * 3, 12), (511, 9), (place % 60, 6),
                             (0, 2), (0, 3), (0, 1), (0, 19)):
            bits = bits << width | value & (1 << width) - 1
        tail = armoured(bits, 21)
        result.append((tail, xor(tail)))
    return result


def lines(count, first_ms, per_second):
    """Chunks of `count` messages, `per_second` of them to each second of event time."""
    ends = tails()
    low = [armoured(i << 4, 3) for i in range(1 << 14)]  # the last 14 bits of the MMSI and the status
    low = [(text, xor(text)) for text in low]
    digits = [b"%02X" % i for i in range(256)]
    start = b"AIVDM,1,1,,A,1"
    constant = xor(start + b",0")
    high_cache = {}
    for first in range(0, count, per_second):
        tag = b"c:%d" % (first_ms + first * 1000 // per_second)
        head = b"\\%s*%s\\!%s" % (tag, digits[xor(tag)], start)
        chunk = []
        for i in range(first, min(first + per_second, count)):
            mmsi = FIRST + i * STEP
            high = high_cache.get(mmsi >> 14)
            if high is None:
                text = armoured(mmsi >> 14, 3)
                high = high_cache[mmsi >> 14] = (text, xor(text) ^ constant)
            middle, tail = low[mmsi & 16383], ends[i % PLACES]
            chunk.append(head + high[0] + middle[0] + tail[0] + b",0*" + digits[high[1] ^ middle[1] ^ tail[1]])
        chunk.append(b"")
        yield b"\n".join(chunk)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, help="how many messages, each of another MMSI; at most 10,000,000")
    parser.add_argument("--first-ms", type=int, default=1_795_226_400_000, help="time of the first (%(default)s)")
    parser.add_argument("--per-second", type=int, default=20_000, help="messages to a second of event time (%(default)s)")
    given = parser.parse_args()
    for chunk in lines(min(given.count, 10_000_000), given.first_ms, given.per_second):
        sys.stdout.buffer.write(chunk)


if __name__ == "__main__":
    main()

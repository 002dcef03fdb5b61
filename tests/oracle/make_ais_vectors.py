#!/usr/bin/env python3
"""Writes vectors/ais/*.json: invented lines, what decode prints for them, and how every line is counted.

What is printed is gpsdecode's word (gpsd 3.22) for the bare sentences, with "time" and "station" put after it; how lines are
counted is written here by hand from spec/nmea-feed.md. Run it again when the specification changes, and read the difference.
"""

import argparse
import json
import pathlib
import subprocess

import ais_encode as ais

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "vectors" / "ais"


def gpsd_line(sentences, time=None, station=None):
    feed = "".join(f"{sentence}\n" for sentence in sentences)
    done = subprocess.run(["gpsdecode", "-j", "-s"], input=feed, capture_output=True, text=True, check=True)
    (line,) = done.stdout.splitlines()
    added = (f',"time":"{time}"' if time else "") + (f',"station":"{station}"' if station else "")
    return line[:-1] + added + "}"


def case(name, lines, prints=(), **counts):
    return {"name": name, "lines": list(lines), "prints": list(prints), "counts": counts}


def tagged(tags, sentence):
    return ais.with_checksum(tags, "\\") + "\\" + sentence


def messages():
    far = dict(longitude=181 * 600_000, latitude=91 * 600_000, course=3600, heading=511, speed=1023, second=60, turn=-128)
    bits = {
        "position report, all there": (1, ais.class_a(status=7, turn=0, speed=83, course=1234, heading=123, second=59, raim=1)),
        "position report, nothing available": (1, ais.class_a(status=15, **far)),
        "position report, message 2, south and west": (2, ais.class_a(2, longitude=-31_000_001, latitude=-20_000_002, turn=-127)),
        "position report, message 3, fast": (3, ais.class_a(3, speed=1022, turn=127)),
        "position report at a corner of the earth": (1, ais.class_a(longitude=-108_000_000, latitude=54_000_000)),
        "position report of 163 bits": (1, ais.class_a(radio=0x7FFFF)[:163]),
        "position report of 204 bits": (3, ais.class_a(3) + "10" * 18),
        "class B": (18, ais.class_b(reserved=255, regional=3, flags=0b110100, raim=1, radio=0xE0006)),
        "class B, nothing available": (18, ais.class_b(longitude=181 * 600_000, latitude=91 * 600_000, course=3600,
                                                       heading=511, speed=1023, second=60)),
        "name of class B, 160 bits": (24, ais.name_part(name="HAE DONG NO.7")),
        "name of class B, 168 bits": (24, ais.name_part() + "0" * 8),
        "equipment of class B": (24, ais.equipment_part(vendor="SRT@@@@", call_sign="DSQ7")),
        "equipment of an auxiliary craft": (24, ais.equipment_part(mmsi=982441234, mother_ship=441234000)),
    }
    cases = [case(name, ais.sentences(b), [gpsd_line(ais.sentences(b))], **{f"accepted_type_{kind}": 1})
             for name, (kind, b) in bits.items()]
    voyages = {
        "voyage data of 424 bits": ais.voyage(),
        "voyage data of 420 bits": ais.voyage(dte=1)[:420],
        "voyage data of 462 bits": ais.voyage() + "1" * 38,
        "voyage data, texts cut at the first @": ais.voyage(name="A@B", call_sign="@X", destination='  "\\ Q@@@'),
        "voyage data, nothing available": ais.voyage(imo=0, call_sign="", name="", ship_type=0, sides=(0, 0, 0, 0), device=0,
                                                     month=0, day=0, hour=24, minute=60, draught=0, destination="", dte=1),
    }
    cases += [case(name, ais.sentences(b), [gpsd_line(ais.sentences(b))], accepted_type_5=1, fragment=1)
              for name, b in voyages.items()]
    return cases


def stamps():
    (sentence,) = ais.sentences(ais.class_a())
    parts = ais.sentences(ais.voyage())
    own = sentence[-2:]
    gatehouse = lambda ms, xsum: ais.with_checksum(f"PGHP,1,2018,9,19,2,30,15,{ms},440,,4400001,1,{xsum}", "$")
    noon, before = "2018-09-19T02:30:15Z", "2018-09-19T02:30:15.250Z"
    line = lambda time=None, station=None: [gpsd_line([sentence], time, station)]
    one = {"accepted_type_1": 1}
    return [
        case("tag block in seconds", [tagged("s:west-1,c:1537324215", sentence)], line(noon, "west-1"), **one),
        case("tag block in milliseconds", [tagged("c:1537324215250", sentence)], line(before), **one),
        case("other parameters are passed over", [tagged("g:1-2-7,q:u,c:1537324215,si:X", sentence)], line(noon), **one),
        case("station made harmless", [tagged('s:a/b"c d,c:1537324215', sentence)], line(noon, "a-b-c-d"), **one),
        case("leading nanoseconds", [f"1537324215250999999 {sentence}"], line(before), **one),
        case("coast guard's suffix", [f"{sentence},s1,d-98,T33.7,r003669973,1537324215"], line(noon, "r003669973"), **one),
        case("another suffix says nothing", [f"{sentence},s1,d-98"], line(), **one),
        case("$PGHP", [gatehouse(250, own), sentence], line(before, "4400001"), stamp=1, **one),
        case("$PGHP without a checksum to come", [gatehouse(250, ""), sentence], line(before, "4400001"), stamp=1, **one),
        case("$PGHP of a sentence that was lost", [gatehouse(250, "00" if own != "00" else "01"), sentence], line(), stamp=1, **one),
        case("$PGHP stamps one sentence", [gatehouse(250, own), sentence, sentence], line(before, "4400001") + line(),
             stamp=1, accepted_type_1=2),
        case("$PGHP stamps a message of two sentences", [gatehouse(0, "00"), *parts], [gpsd_line(parts, noon, "4400001")],
             stamp=1, accepted_type_5=1, fragment=1),
        case("lone tag block", [tagged("c:1537324215", ""), sentence], line(noon), stamp=1, **one),
        case("the nearest stamp first", [gatehouse(250, own), tagged("c:1537324215", sentence)], line(noon, "4400001"), stamp=1, **one),
        case("a group before a finished block", ["\\g:1-2-99," + ais.with_checksum("c:1537324215", "\\")[1:] + "\\" + sentence], line(noon), **one),
        case("tag block with a wrong checksum", ["\\c:1537324215*00\\" + sentence], bad_stamp=1),
        case("tag block without an end", ["\\c:1537324215*53" + sentence], bad_stamp=1),
        case("tag block with a time that is none", [tagged("c:-5", sentence)], bad_stamp=1),
        case("tag block with a parameter without a colon", [tagged("c", sentence)], bad_stamp=1),
        case("$PGHP on 30 February", [ais.with_checksum("PGHP,1,2018,2,30,2,30,15,0,440,,4400001,1,00", "$")], bad_stamp=1),
    ]


def refusals():
    (sentence,) = ais.sentences(ais.class_a())
    parts = ais.sentences(ais.voyage())
    other = ais.sentences(ais.voyage(name="OTHER"), sequence=2)
    flipped = sentence[:20] + chr(ord(sentence[20]) ^ 1) + sentence[21:]
    bodies = {
        "count 0": "AIVDM,0,1,,A,0,0", "number beyond count": "AIVDM,1,2,,A,0,0", "number 0": "AIVDM,1,0,,A,0,0",
        "sequence of two digits": "AIVDM,2,1,10,A,0,0", "channel of two letters": "AIVDM,1,1,,AB,0,0",
        "fill 6": "AIVDM,1,1,,A,0,6", "no fill": "AIVDM,1,1,,A,0,", "a field too few": "AIVDM,1,1,,A,0",
        "a field too many": "AIVDM,1,1,,A,0,0,0",
    }
    cases = [case(name, [ais.with_checksum(body)], bad_form=1) for name, body in bodies.items()]
    lengths = {
        "position report of 162 bits": (1, ais.class_a()[:162]), "position report of 205 bits": (2, ais.class_a(2) + "0" * 37),
        "class B of 167 bits": (18, ais.class_b()[:167]), "class B of 205 bits": (18, ais.class_b() + "0" * 37),
        "name of 159 bits": (24, ais.name_part()[:159]), "name of 169 bits": (24, ais.name_part() + "0" * 9),
        "equipment of 167 bits": (24, ais.equipment_part()[:167]), "equipment of 205 bits": (24, ais.equipment_part() + "0" * 37),
        "37 bits": (1, ais.class_a()[:37]),
    }
    cases += [case(name, ais.sentences(bits), **{f"bad_length_type_{kind}": 1}) for name, (kind, bits) in lengths.items()]
    cases += [case(f"voyage data of {len(bits)} bits", ais.sentences(bits), bad_length_type_5=1, fragment=1)
              for bits in (ais.voyage()[:419], ais.voyage() + "0" * 39)]
    cases += [case(f"message {kind}", ais.sentences(ais.number(kind, 6) + ais.class_a()[6:]), **{f"not_used_type_{kind}": 1})
              for kind in range(4, 28) if kind not in (5, 18, 24)]
    cases += [case(f"message {kind}", ais.sentences(ais.number(kind, 6) + ais.class_a()[6:]), **{f"unknown_type_{kind}": 1})
              for kind in (0, 28, 63)]
    cases += [case(f"message 24 part {part}", ais.sentences(ais.head(24, 1) + ais.number(part, 2) + "0" * 128), not_used_type_24=1)
              for part in (2, 3)]
    cases += [
        case("empty payload", [ais.with_checksum("AIVDM,1,1,,A,,0")], bad_length_type_0=1),
        case("one bit flipped", [flipped], bad_checksum=1),
        case("no checksum", [sentence[:-3]], no_checksum=1),
        case("half a checksum", [sentence[:-1]], no_checksum=1),
        case("payload that is no armour", [ais.with_checksum("AIVDM,1,1,,A,0000XX,0")], bad_characters=1),
        case("something behind the checksum", [sentence + "x"], bad_form=1),
        case("129 characters", [ais.with_checksum("AIVDM,1,1,,A," + "0" * 111 + ",0")], too_long_sentence=1),
        case("1,025 bytes", ["x" * 1025], too_long_line=1),
        case("1,024 bytes", ["x" * 1024], not_recognised=1),
        case("later sentence alone", [parts[1]], fragment_orphan=1),
        case("earlier sentence alone", [parts[0]], fragment_stale=1),
        case("wrong order", [parts[1], parts[0]], fragment_orphan=1, fragment_stale=1),
        case("two messages crossed", [parts[0], other[1]], fragment_orphan=1, fragment_stale=1),
        case("sentence repeated", [parts[0], parts[0], parts[1]], [gpsd_line(parts)], accepted_type_5=1, fragment=1, fragment_duplicate=1),
        case("rest more than ten seconds late", [tagged("c:1537324215", parts[0]), tagged("c:1537324226", parts[1])],
             fragment_orphan=1, fragment_stale=1),
        case("not AIS", ["$GPGGA,1", "!AIVDX,1", "$AIALR,,001,V,V,*00"], other_sentence=3),
        case("comments, blanks, text", ["# comment", "", "   ", "text"], comment=1, blank=2, not_recognised=1),
    ]
    return cases


def main():
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, cases in (("messages", messages()), ("stamps", stamps()), ("refusals", refusals())):
        lines = ",\n".join(json.dumps(each, sort_keys=True) for each in cases)
        (FOLDER / f"{name}.json").write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()

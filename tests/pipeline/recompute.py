#!/usr/bin/env python3
"""`detente recompute` finds its own lines the same, and every change of them.

On a rehearsed sea: own lines, provisional lines among them, each kind of member altered, a line taken out, a line too many,
another feed, another roster, files that are no indications, sources that are no files.
"""

import json

import whole


def main():
    given = whole.options(__doc__)
    faults = whole.Faults()
    with whole.scratch() as out:
        sea = whole.rehearsed(given.detente, "west-sea", out)
        lines = sea.watch().stdout.splitlines()
        last = len(lines) - 1  # lines[0] is the run line
        target = out / "given.jsonl"

        def again(given_lines, *feeds, more=(), raw=None):
            target.write_bytes(raw if raw is not None else b"".join(line + b"\n" for line in given_lines))
            done = whole.run(sea.command(*feeds, name="recompute", more=[*more, target]))
            return done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace")

        def expect(words, result, code, *needles, stream=1):
            wrong = [needle for needle in needles if needle not in result[stream]]
            faults.check(result[0] == code and not wrong,
                         f"{words}: exit {result[0]}, wanted {code}; without {wrong} in:\n{result[1][-1500:]}{result[2][-1500:]}")

        def altered(number, change):
            line = json.loads(lines[number])
            change(line)
            text = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            return [*lines[:number], text.encode(), *lines[number + 1:]]

        same = f"{last} same, 0 different, 0 missing here, 0 missing there"
        result = again(lines)
        expect("own lines", result, 0, same)
        faults.check(result[1].strip() == same, f"own lines: said more than the count: {result[1][:500]}")
        expect("own lines, 3 threads, quiet", again(lines, more=["--threads", "3", "--quiet"]), 0, same)
        expect("own lines in another order", again([*lines[:1], *reversed(lines[1:])]), 0, same)

        ahead = sea.watch(more=["--provisional"]).stdout.splitlines()
        provisional = sum(json.loads(line).get("state") == "provisional" for line in ahead)
        faults.check(provisional > 0, "--provisional printed no provisional line")
        expect("own lines with provisional ones", again(ahead), 0, same, f"{provisional} provisional not compared")

        for name, value in (("margin_mm", -1), ("status", "met"), ("certainty", "possible"), ("closed_ms", 1),
                            ("known_ms", 2), ("id", "0" * 64), ("inputs", "1" * 64), ("observations", []), ("assumed", ["x"])):
            expect(f"{name} altered", again(altered(last, lambda line: line.update({name: value}))), 1,
                   f"different: line {last + 1}: ", f"{name}: ", f"{last - 1} same, 1 different")
        expect("a member of the basis altered", again(altered(1, lambda line: line["basis"].update(identity="known"))), 1,
               "different: line 2: basis: ", '"identity":"known"')
        expect("a member taken out", again(altered(1, lambda line: line.pop("limit_mm"))), 1, "limit_mm: absent there, ")
        expect("a member too many", again(altered(1, lambda line: line.update(note="x"))), 1, 'note: "x" there, absent here')
        expect("opened altered", again(altered(1, lambda line: line.update(opened_ms=1))), 1,
               "missing there: ", "missing here: line 2: ", f"{last - 1} same, 0 different, 1 missing here, 1 missing there")
        expect("a line taken out", again([*lines[:last], *lines[last + 1:]]), 1, "missing there: ",
               f"{last - 1} same, 0 different, 0 missing here, 1 missing there")
        expect("a line twice", again([*lines, lines[1]]), 1, f"missing here: line {last + 2}: ",
               f"{last} same, 0 different, 1 missing here, 0 missing there")
        expect("the run line altered", again(altered(0, lambda line: line.update(engine="another"))), 1,
               "different: the run line; engine: ")
        expect("no lines at all", again([]), 1, f"0 same, 0 different, 0 missing here, {last} missing there")

        feed = sea.feed.read_bytes().splitlines(keepends=True)
        (out / "less.nmea").write_bytes(b"".join(feed[:len(feed) // 2]))
        expect("another feed", again(lines, out / "less.nmea"), 1, "different: the run line; events: ")

        expect("no indication lines", again([], raw=feed[0]), 1, f"{target}:1: not an indication line", stream=2)
        expect("JSON of another kind", again([], raw=b'{"type":"notice","v":1}\n'), 1,
               f"{target}:1: member 'type': wanted", stream=2)
        expect("a line cut in the middle", again([lines[0], lines[1][:100]]), 1, f"{target}:2: not an indication line", stream=2)
        expect("bytes at random", again([], raw=bytes(range(256)) * 40), 1, f"{target}:1: ", stream=2)
        missing = whole.run(sea.command(name="recompute", more=[out / "nowhere.jsonl"]))
        expect("a file that is not there", (missing.returncode, "", missing.stderr.decode()), 1, "nowhere.jsonl", stream=2)
        expect("a feed that is not there", again(lines, out / "nowhere.nmea"), 1, "nowhere.nmea", stream=2)
        expect("a source that is no file", again(lines, "udp://127.0.0.1:9"), 2, "wanted files", stream=2)
        expect("standard input", again(lines, "-"), 2, "wanted files", stream=2)
    faults.exit()


if __name__ == "__main__":
    main()

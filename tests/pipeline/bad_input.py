#!/usr/bin/env python3
"""Whatever comes in, `detente watch` names it or counts it, keeps its memory bounded and ends as it promises.

Every byte from outside may be anything: rubbish, lines without end, messages that are never completed, clocks that are wrong,
more vessels than there are, papers with errors, readers and disks that go away, connections that are cut.
"""

import contextlib
import gzip
import json
import os
import random
import signal
import socket
import subprocess
import tempfile
import threading
import time

import many_vessels
import whole

MEGABYTE = 1_000_000
# A watch without anything to do holds some 10 MB; sanitizers need several times as much.
SMALL_MB = 120
# 200,000 vessels in each worker's picture, and up to 2,000,000 events that wait for the watermark.
MANY_MB = 1_500
START_MS = 1_795_226_400_000


class Ended:
    def __init__(self, process, out, err, peak_kb):
        self.code, self.out, self.err = process, out, err.decode(errors="replace")
        self.peak_mb = peak_kb / 1000


def measured(command, feeder=None, stdout=None, timeout=280):
    """Runs to the end; `feeder(pipe)` writes standard input. The peak is that of this process alone."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen([str(part) for part in command], stdin=subprocess.PIPE if feeder else subprocess.DEVNULL,
                                   stdout=stdout or out, stderr=err)
        killer = threading.Timer(timeout, process.kill)
        killer.start()
        if feeder:
            with contextlib.suppress(BrokenPipeError):
                feeder(process.stdin)
                process.stdin.close()
        _, status, usage = os.wait4(process.pid, 0)
        killer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return Ended(process.returncode, out.read(), err.read(), usage.ru_maxrss)


def tagged(ms, sentence, station="rubbish"):
    tag = b"s:%s,c:%d" % (station.encode(), ms)
    return b"\\%s*%02X\\%s" % (tag, many_vessels.xor(tag), sentence)


def sentence(body):
    return b"!%s*%02X" % (body, many_vessels.xor(body))


def bound(protocol, port):
    with open(f"/proc/net/{protocol}", encoding="ascii") as table:
        return any(row.split()[1].endswith(f":{port:04X}") for row in table)


def waiting_bytes(protocol, port):
    """What the system holds for or from the sockets of a local port, and how many datagrams it dropped."""
    held = drops = 0
    with open(f"/proc/net/{protocol}", encoding="ascii") as table:
        for row in list(table)[1:]:
            cells = row.split()
            if int(cells[1].split(":")[1], 16) == port:
                sending, receiving = cells[4].split(":")
                held += int(sending, 16) + int(receiving, 16)
                drops += int(cells[-1]) if protocol == "udp" else 0
    return held, drops


class Tries:
    def __init__(self, faults, sea, out, given):
        self.faults, self.sea, self.out, self.given = faults, sea, out, given
        self.dropped = 0
        self.feed = sea.feed.read_bytes()
        self.lines = self.feed.splitlines()
        self.clean = sea.watch().stdout
        self.agreement = sea.agreement

    def file(self, name, data):
        path = self.out / name
        path.write_bytes(data)
        return path

    def expect(self, words, ended, code, needles=(), small=True, stdout=None):
        missing = [needle for needle in needles if needle not in ended.err]
        good = ended.code == code and not missing and (stdout is None or ended.out == stdout)
        self.faults.check(good, f"{words}: exit {ended.code}, wanted {code}; without {missing}"
                          f"{'' if stdout is None or ended.out == stdout else '; standard output differs'}:\n{ended.err[-1500:]}")
        if small and not self.given.sanitized:
            self.faults.check(ended.peak_mb < SMALL_MB, f"{words}: {ended.peak_mb:.0f} MB, wanted below {SMALL_MB}")
        return ended

    def watch(self, *feeds, more=("--stats",), **also):
        return measured(self.sea.command(*feeds, more=more), **also)

    # ---- bytes that are no messages ----

    def rubbish(self):
        draw = random.Random(1)
        noise = draw.randbytes(2 * MEGABYTE)
        ended = self.expect("binary rubbish alone", self.watch(self.file("noise", noise)), 0, ["not_recognised"])
        run = json.loads(ended.out)
        self.faults.check(run["events"]["count"] == 5, f"binary rubbish became events: {run['events']}")  # the notices
        for name, line in (("zeros", bytes(MEGABYTE)), ("one letter", b"!" * MEGABYTE), ("backslashes", b"\\" * MEGABYTE),
                           ("an endless line", b"!AIVDM,1,1,,A," + b"0" * 10 * MEGABYTE)):
            self.expect(f"{name} in a line", self.watch(self.file("line", line)), 0, ["too_long_line"])
        mixed = []
        for number, line in enumerate(self.lines):
            mixed.append(line)
            if number % 20 == 0:
                mixed.append(draw.randbytes(draw.randint(0, 300)).replace(b"\n", b"."))
            if number % 31 == 0:
                mixed.append(line[:draw.randint(0, len(line) - 1)] if line.endswith(b"*") else b"!AIVDM,1,1,,A")
            if number % 2_000 == 0:
                mixed.append(b"x" * MEGABYTE)
        self.expect("rubbish between the messages", self.watch(self.file("mixed", b"\n".join(mixed))), 0,
                    ["too_long_line"], stdout=self.clean)

    def fragments(self):
        open_ones = []
        for i in range(200_000):
            body = b"AIVDM,%d,1,%d,%c," % (2 + i % 8, i % 10, 65 + i // 10 % 26) + b"5" + b"0" * (i % 56) + b",0"
            open_ones.append(tagged(START_MS + i, sentence(body), f"r{i % 5000}"))
        self.expect("fragments never completed, alone", self.watch(self.file("open", b"\n".join(open_ones))), 0,
                    ["fragment_stale"])
        mixed = []
        for number, line in enumerate(self.lines):
            # Between the sentences of one message none: a thousand would end it.
            mixed += [line, open_ones[number]]
        self.expect("fragments never completed, between", self.watch(self.file("mixed", b"\n".join(mixed))), 0,
                    ["fragment_stale"], stdout=self.clean)

    # ---- clocks ----

    def clocks(self):
        backwards = list(reversed(whole.tagged_messages(self.feed)))
        self.expect("time running backwards", self.watch(whole.write(self.out / "backwards", backwards)), 0, ["came too late"])
        middle = len(self.lines) // 2
        report = next(line for line in self.lines if b",1,1,," in line).rsplit(b"\\", 1)[1]
        for words, ms in (("years ahead", START_MS + 10 * 31_557_600_000), ("in the year 5138", 99_999_999_999_999)):
            one = self.lines[:middle] + [tagged(ms, report)] + self.lines[middle:]
            self.expect(f"one message {words}", self.watch(self.file("one", b"\n".join(one))), 0,
                        ["1 were stamped far ahead"], stdout=self.clean)
            many = self.lines[:middle] + [tagged(ms + i % 10, report) for i in range(10)] + self.lines[middle:]
            self.expect(f"ten messages {words}", self.watch(self.file("many", b"\n".join(many))), 0, ["came too late"])
        old = self.lines[:middle] + [tagged(0, report), tagged(1, report)] + self.lines[middle:]
        self.expect("messages of 1970", self.watch(self.file("old", b"\n".join(old))), 0, ["2 came too late"], stdout=self.clean)
        untimed = self.file("untimed", b"\n".join(line.rsplit(b"\\", 1)[1] for line in self.lines))
        self.expect("a source without times", self.watch(untimed), 1,
                    ["messages have no time; give --start T --rate N to judge them"])
        ended = self.expect("--start and --rate", self.watch(untimed, more=["--start", "2026-11-21T02:00:00Z", "--rate", "6"]), 0)
        self.faults.check(json.loads(ended.out.splitlines()[0])["events"]["count"] > 10_000, "--start and --rate judged nothing")

    # ---- too much ----

    def many(self):
        count = self.given.vessels
        path = self.out / "many.nmea"
        with path.open("wb") as file:
            for chunk in many_vessels.lines(count, START_MS, 20_000):
                file.write(chunk)
        began = time.monotonic()
        ended = self.expect(f"{count} vessels", self.watch(path, more=["--stats", "--threads", "2"]), 0,
                            ["vessels let go to stay within memory"] if count > 300_000 else [], small=False)
        seconds = time.monotonic() - began
        print(f"{count} vessels: {ended.peak_mb:.0f} MB at most, {seconds:.0f} s", flush=True)
        run = json.loads(ended.out.splitlines()[0])
        self.faults.check(run["events"]["count"] == count + 5, f"{run['events']['count']} events of {count} vessels")
        path.unlink()
        if not self.given.sanitized:
            self.faults.check(ended.peak_mb < MANY_MB, f"{count} vessels: {ended.peak_mb:.0f} MB, wanted below {MANY_MB}")

    # ---- papers ----

    def papers(self):
        text = self.agreement.read_bytes()
        folder = self.agreement.parent
        (self.out / "ais.verification").write_bytes((folder / "ais.verification").read_bytes())

        def with_agreement(words, data, *needles):
            path = self.file("bad.agreement", data)
            ended = measured([self.given.detente, "watch", "--agreement", path, "--from", self.sea.feed])
            self.expect(words, ended, 1, needles, stdout=b"")

        with_agreement("an agreement with an error", text.replace(b"300 m of vessel w", b"300 furlongs of vessel w"), "bad.agreement:")
        with_agreement("an empty agreement", b"", "bad.agreement:")
        with_agreement("an agreement of bytes at random", random.Random(3).randbytes(5000), "bad.agreement:")
        for cut in range(0, len(text) - 16, len(text) // 25):
            with_agreement(f"an agreement cut at byte {cut}", text[:cut], "bad.agreement:")
        with_agreement("an agreement whose means of verification are not those it names",
                       text.replace(b"sha256 e93be64c", b"sha256 00000000"), "bad.agreement:")
        base = [self.given.detente, "watch", "--agreement", self.agreement, "--from", self.sea.feed]
        for words, option, data, needle in (
                ("a roster with an error", "--roster", b"identity,party,class,name,licence,from,to,source\nmmsi:1,KOR,,,,,,\n", "line 2, field 'identity'"),
                ("a roster of rubbish", "--roster", random.Random(4).randbytes(9000), "line 1, field 'header'"),
                ("means of verification with an error", "--verification", b'verification "x" version 1 language 1\nlateness 30 cats\n', "bad.paper:")):
            self.expect(words, measured([*base, option, self.file("bad.paper", data)]), 1, [needle], stdout=b"")
            self.expect(f"{words}: not there", measured([*base, option, self.out / "nowhere"]), 1, ["nowhere"], stdout=b"")
        facts = b"\n".join([b"{}", b"not JSON", random.Random(5).randbytes(400).replace(b"\n", b"."), b"x" * MEGABYTE] * 20)
        ended = measured([*base, "--stats", "--facts", self.file("bad.jsonl", facts + b"\n"),
                          "--facts", self.out / "facts.jsonl", "--roster", self.out / "roster.csv"])
        self.expect("facts with errors", ended, 0, ["bad.jsonl:1: member 'v': wanted 1", "bad.jsonl:2: ", "80  refused"],
                    stdout=self.clean)

    def command_line(self):
        agreement, feed = ["--agreement", self.agreement], ["--from", self.sea.feed]
        for words in ([*agreement, *feed, "--unknown"], agreement, feed, [], [*agreement, *feed, "--threads", "0"],
                      [*agreement, *feed, "--threads", "many"], [*agreement, *feed, "--speed", "fast"],
                      [*agreement, *feed, "--speed", "-1"], [*agreement, *feed, "--start", "2026-11-21T02:00:00Z"],
                      [*agreement, *feed, "--rate", "5"], [*agreement, *feed, "--start", "yesterday", "--rate", "5"],
                      [*agreement, "--from", "tcp://nowhere"], [*agreement, "--from", "udp://127.0.0.1:99999"]):
            ended = measured([self.given.detente, "watch", *words])
            self.expect(f"watch {' '.join(map(str, words))}", ended, 2, stdout=b"")
            self.faults.check(ended.err.strip() != "", f"watch {words}: says nothing")
        self.expect("no command", measured([self.given.detente]), 2, ["wanted a command"], stdout=b"")
        self.expect("an unknown command", measured([self.given.detente, "wacht"]), 2, ["wacht"], stdout=b"")

    # ---- files and readers that go away ----

    def files(self):
        base = [self.given.detente, "watch", "--agreement", self.agreement, "--from"]
        self.expect("a feed that is not there", measured([*base, self.out / "nowhere.nmea"]), 1, ["nowhere.nmea", "No such file"], stdout=b"")
        self.expect("a feed that is a folder", measured([*base, self.out]), 1, [str(self.out), "wanted a file"], stdout=b"")
        self.expect("an agreement that is not there",
                    measured([self.given.detente, "watch", "--agreement", self.out / "no.agreement", *self.sea.command()[4:6]]), 1,
                    ["no.agreement"], stdout=b"")
        self.expect("an agreement that is a folder",
                    measured([self.given.detente, "watch", "--agreement", self.out, "--from", self.sea.feed]), 1, [str(self.out)], stdout=b"")
        packed = gzip.compress(self.feed)
        self.expect("a packed feed", self.watch(self.file("feed.gz", packed)), 0, stdout=self.clean)
        self.expect("a packed feed cut short", self.watch(self.file("cut.gz", packed[:len(packed) // 2])), 1, ["cut.gz", "damaged gzip"])
        broken = bytearray(packed)
        broken[len(broken) // 2] ^= 0x55
        self.expect("a packed feed with a wrong byte", self.watch(self.file("broken.gz", bytes(broken))), 1, ["broken.gz", "damaged gzip"])
        self.expect("an empty feed", self.watch(self.file("empty", b"")), 0)

    def readers(self):
        with open("/dev/full", "wb") as full:
            for more in ((), ("--provisional",)):
                ended = measured(self.sea.command(more=more), stdout=full)
                self.expect(f"a full disk {more}", ended, 1, ["standard output: No space left on device"])
        for more in ((), ("--provisional",), ("--provisional", "--words")):
            read_end, write_end = os.pipe()
            with os.fdopen(write_end, "wb") as gone:
                os.close(read_end)
                ended = measured(self.sea.command(more=more), stdout=gone)
            self.expect(f"a reader that has gone {more}", ended, 0)
            self.faults.check("pipe" not in ended.err, f"a reader that has gone {more}: {ended.err}")

    # ---- live ----

    def live(self, source, send):
        """Starts a live watch, lets `send()` feed it, interrupts it when nothing waits for it and it has fallen silent.

        `send` returns the protocol and the local ports at which bytes may wait.
        """
        err = tempfile.TemporaryFile()
        process = subprocess.Popen([str(part) for part in self.sea.command(source, more=["--stats", "--threads", "2"])],
                                   stdout=subprocess.PIPE, stderr=err)
        lines, heard = [], [time.monotonic()]

        def listen():
            for line in process.stdout:
                lines.append(json.loads(line))
                heard[0] = time.monotonic()

        listener = threading.Thread(target=listen)
        listener.start()
        protocol, ports = send()
        deadline = time.monotonic() + 120
        while time.monotonic() < min(deadline, heard[0] + self.given.patience):
            if any(waiting_bytes(protocol, port)[0] for port in ports):
                heard[0] = time.monotonic()
            time.sleep(0.05)
        self.dropped = sum(waiting_bytes(protocol, port)[1] for port in ports)
        before = list(lines)
        process.send_signal(signal.SIGINT)
        try:
            code = process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            code = "no end within 60 s of SIGINT"
        listener.join()
        err.seek(0)
        return code, before, lines, err.read().decode(errors="replace")

    def judge_live(self, words, result):
        code, before, lines, err = result
        self.faults.check(code == 0, f"{words}: exit {code}: {err[-1500:]}")
        self.faults.check(lines and lines[0]["type"] == "run" and lines[0]["events"] is None, f"{words}: no run line first")
        provisional = [line for line in before if line.get("state") == "provisional"]
        self.faults.check(len(provisional) > 3, f"{words}: {len(provisional)} provisional lines before the end")
        early = [line for line in before if line.get("state") == "final"]
        self.faults.check(len(early) > 0, f"{words}: no final line before the end")

        def essence(line):
            return json.dumps({key: value for key, value in line.items() if key not in ("id", "thread", "inputs")}, sort_keys=True)

        wanted = sorted(essence(line) for line in whole.indications(self.clean))
        finals = sorted(essence(line) for line in lines if line.get("state") == "final")
        self.faults.check(finals == wanted, f"{words}: {len(finals)} final lines, not those of the file ({len(wanted)}): {err[-1500:]}")
        known = {line["id"] for line in lines if "id" in line}
        self.faults.check(all(old in known for line in lines for old in line.get("supersedes", [])), f"{words}: supersedes what was not said")
        print(f"{words}: {len(provisional)} provisional and {len(early)} final lines before the end, {len(finals)} final in all", flush=True)

    def tcp(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(30)
            connections = []
            cut = self.feed.index(b"\n", len(self.feed) // 2) + 30  # in the middle of a line

            def send():
                first, _ = server.accept()
                with first:
                    first.sendall(self.feed[:100_000])
                    time.sleep(0.5)  # a stall
                    first.sendall(self.feed[100_000:cut])
                second, _ = server.accept()  # it comes back by itself
                connections.append(second)  # kept open: it is no end
                second.sendall(self.feed[self.feed.rindex(b"\n", 0, cut) + 1:])
                return "tcp", [second.getsockname()[1], second.getpeername()[1]]

            self.judge_live("TCP, stalled and cut in the middle of a line", self.live(f"tcp://127.0.0.1:{server.getsockname()[1]}", send))
            connections[0].close()

    def udp(self):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]

        def send():
            deadline = time.monotonic() + 30
            while not bound("udp", port) and time.monotonic() < deadline:
                time.sleep(0.05)
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
                for at in range(0, len(self.lines), 25):
                    # Sentences of one message may part: they are put together again.
                    sender.sendto(b"\r\n".join(self.lines[at:at + 25]), ("127.0.0.1", port))
                    while waiting_bytes("udp", port)[0] > 50_000:  # slower than we: a port drops what it cannot hold
                        time.sleep(0.01)
            return "udp", [port]

        result = self.live(f"udp://127.0.0.1:{port}", send)
        self.faults.check(self.dropped == 0, f"UDP: the system dropped {self.dropped} datagrams")
        self.judge_live("UDP", result)


def main():
    given = whole.options(__doc__, vessels=(1_000_000, "different MMSI in one feed"),
                          patience=(1.5, "seconds of silence after which a live watch is taken to have read all"),
                          sanitized=(False, "the binary has sanitizers: do not hold its memory against limits"),
                          only=("", "run this part alone"))
    faults = whole.Faults()
    with whole.scratch() as out:
        tries = Tries(faults, whole.rehearsed(given.detente, "west-sea", out), out, given)
        for part in ("rubbish", "fragments", "clocks", "papers", "command_line", "files", "readers", "tcp", "udp", "many"):
            if given.only in ("", part):
                began = time.monotonic()
                getattr(tries, part)()
                print(f"{part}: {time.monotonic() - began:.1f} s", flush=True)
    faults.exit()


if __name__ == "__main__":
    main()

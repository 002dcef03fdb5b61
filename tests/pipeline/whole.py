"""What the tests of the whole process share: the binary, a rehearsed sea, feeds as lists of messages."""

import argparse
import contextlib
import datetime
import gzip
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "agreements" / "examples"
RECORDING = ROOT.parent / "shared" / "data" / "ais" / "dma_AisAbnormal_ais-sample.txt.gz"
SKIPPED = 77
LATENESS_MS = 30_000  # of agreements/examples/ais.verification


def options(text, **more):
    parser = argparse.ArgumentParser(description=text, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("detente", type=pathlib.Path, help="the binary under test")
    for name, (default, words) in more.items():
        if isinstance(default, bool):
            parser.add_argument("--" + name.replace("_", "-"), action="store_true", help=words)
        else:
            parser.add_argument("--" + name.replace("_", "-"), type=type(default), default=default, help=f"{words} ({default})")
    given = parser.parse_args()
    given.detente = given.detente.resolve()
    return given


@contextlib.contextmanager
def scratch():
    with tempfile.TemporaryDirectory(prefix="detente-pipeline-") as folder:
        yield pathlib.Path(folder)


class Faults:
    """Counts what was looked at and tells at once what is wrong."""

    def __init__(self):
        self.looked = 0
        self.wrong = 0
        self.began = time.monotonic()

    def check(self, good, words):
        self.looked += 1
        if not good:
            self.wrong += 1
            print(f"WRONG: {words}", flush=True)
        return good

    def exit(self):
        print(f"{self.looked} looked at, {self.wrong} wrong, {time.monotonic() - self.began:.1f} s")
        sys.exit(1 if self.wrong else 0)


def run(command, env=None, feed=None, timeout=300):
    return subprocess.run([str(part) for part in command], env=env, input=feed, capture_output=True, check=False,
                          timeout=timeout)


class Sea:
    """An agreement and the sources to hold it against; `feed` is the one that a test may replace."""

    def __init__(self, detente, agreement, feed, more=()):
        self.detente = detente
        self.agreement = agreement
        self.feed = feed
        self.more = list(more)

    def command(self, *feeds, name="watch", more=()):
        return [self.detente, name, "--agreement", self.agreement, "--from", *(feeds or (self.feed,)), *self.more, *more]

    def watch(self, *feeds, more=(), env=None):
        done = run(self.command(*feeds, more=more), env=env)
        if done.returncode != 0:
            raise SystemExit(f"detente watch ended with {done.returncode}: {done.stderr.decode(errors='replace')[-2000:]}")
        return done


def rehearsed(detente, drill, out):
    """The sea of drills/DRILL.drill, played into the folder `out`."""
    done = run([detente, "drill", "run", ROOT / "drills" / f"{drill}.drill", "--out", out])
    if done.returncode != 0:
        raise SystemExit(f"detente drill ended with {done.returncode}: {done.stderr.decode(errors='replace')}")
    return Sea(detente, EXAMPLES / "west-sea.agreement", out / "feed.nmea",
               ["--facts", out / "facts.jsonl", "--roster", out / "roster.csv"])


def recorded(detente, out):
    """The recording from Danish waters, as whole messages; None, and a word why, where it is not here."""
    if not RECORDING.is_file():
        print(f"SKIPPED: {RECORDING.name} is not here")
        return None
    feed = out / "recorded.nmea"
    write(feed, pghp_messages(gzip.decompress(RECORDING.read_bytes())))
    return Sea(detente, EXAMPLES / "rules-of-the-road.agreement", feed)


def json_lines(data):
    return [json.loads(line) for line in data.splitlines()]


def indications(data):
    return [line for line in json_lines(data) if line["type"] == "indication"]


# A message is (event ms, [lines]).


def tagged_messages(data):
    """Messages whose every sentence has its own tag block with c:TIME in milliseconds."""
    messages = []
    for line in data.splitlines():
        stamp = int(line.split(b"c:", 1)[1].split(b"*", 1)[0])
        fields = line.rsplit(b"\\", 1)[1].split(b",")
        if fields[2] == b"1":
            messages.append((stamp, [line]))
        else:
            messages[-1][1].append(line)
    return messages


def pghp_messages(data):
    """Messages that $PGHP lines stamp, each with its stamp; what has none is left out."""
    messages, stamp, open_lines = [], None, None
    for line in data.splitlines():
        if line.startswith(b"$PGHP,1,"):
            year, month, day, hour, minute, second, ms = (int(field) for field in line.split(b",")[2:9])
            moment = datetime.datetime(year, month, day, hour, minute, second, tzinfo=datetime.timezone.utc)
            stamp = (int(moment.timestamp()) * 1000 + ms, line)
        elif line.startswith(b"!"):
            _, count, number = line.split(b",")[:3]
            if number == b"1":
                open_lines = None
                if stamp is not None:
                    open_lines = [stamp[1], line]
                    messages.append((stamp[0], open_lines))
                stamp = None
            elif open_lines is not None and len(open_lines) == int(number):
                open_lines.append(line)
    return messages


def shuffled(messages, seed):
    """Another order of arrival in which nobody is overtaken by more than the lateness of event time."""
    draw = random.Random(seed)
    due = [(ms + draw.randint(0, LATENESS_MS), index) for index, (ms, _) in enumerate(messages)]
    return [messages[index] for _, index in sorted(due)]


def write(path, messages):
    path.write_bytes(b"".join(b"\n".join(lines) + b"\n" for _, lines in messages))
    return path

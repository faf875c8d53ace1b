"""What `fenpei whatif` tells must be what a fresh run pays on files that were edited likewise.

    whatif.py PROGRAM PAID FOLDER explained.json COUNT SEED [--plant]

Picks random figures and parameters among what somebody's pay rests on, asks the program what another one would do, writes that
one into the cell of a copied file, and lets PAID (oracle-paid) compute the copied folder from its files. Everybody's pay
must be the same by both ways. Where the change stops a run, both must stop. The cell is replaced in the file's own XML,
so that a hundred edits take seconds; nothing of the program takes part in it. --plant shifts one expected amount by a fen
and must be caught.
"""
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

FIGURE = re.compile(r"\d+(\.\d+)?")
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# The message for a written total that is not the sum of its rows: only a file has such a row.
TOTAL_DIFFERS = "(E236)"
# A column or parameter of which so many changes stopped, and none did not, is left alone: its other cells would stop as well.
STOPS_MAX = 4


class Fresh:
    """A process that computes folders."""

    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def run(self, folder):
        """Everybody's pay, or the messages that stop the run."""
        self.process.stdin.write(f"{folder}\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "stops" in answer:
            return None, answer["stops"]
        return {(table, key): fen for table, key, fen in answer["paid"]}, []


def sheet_part(package, name):
    book = ElementTree.fromstring(package.read("xl/workbook.xml"))
    rid = next(e.get(REL) for e in book.iter() if e.tag.endswith("}sheet") and e.get("name") == name)
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    target = next(e.get("Target") for e in relations if e.get("Id") == rid)
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def edit(source, target, sheet, cell, old, new):
    """Copies a workbook with another value in one cell: a text stays a text, a per cent a per cent. False: not such a cell."""
    with zipfile.ZipFile(source) as package:
        part = sheet_part(package, sheet)
        xml = package.read(part).decode("utf-8")
        found = re.search(rf'<c r="{cell}"([^>]*)>(.*?)</c>', xml, re.S)
        if not found or "<f" in found[2]:
            return False
        value = re.search(r"<v>(.*?)</v>", found[2])
        style = re.sub(r'\s+t="[^"]*"', "", found[1])
        if 't="s"' in found[1]:
            put = f'<c r="{cell}"{style} t="inlineStr"><is><t>{escape(new)}</t></is></c>'
        elif value:
            per_cent = abs(float(value[1]) * 100 - float(old)) < 1e-9 and abs(float(value[1]) - float(old)) > 1e-9
            put = f'<c r="{cell}"{style}><v>{float(new) / 100 if per_cent else new}</v></c>'
        else:
            return False
        xml = xml[: found.start()] + put + xml[found.end() :]
        with zipfile.ZipFile(target, "w") as edited:
            for entry in package.namelist():
                edited.writestr(entry, xml if entry == part else package.read(entry))
    return True


def copy_but(folder, place, changed):
    """The folder's own files but one; those are linked, since nobody writes them."""
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        if inside.parts[0] == "结果" or str(inside) == changed:
            continue
        if path.is_dir():
            (place / inside).mkdir(parents=True, exist_ok=True)
        else:
            (place / inside).parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(path, place / inside)
            except OSError:
                shutil.copy(path, place / inside)


def targets(explanation):
    """What can be set: the setting without its value, the value, file, sheet and cell; by column or parameter."""
    found = {}
    for cell in explanation["cells"]:
        how = cell["how"]
        if how["kind"] == "input" and FIGURE.fullmatch(cell["value"]) and how["file"].endswith(".xlsx"):
            if cell["key"] and all("," not in part for part in cell["key"]):
                setting = f"{cell['table']}[{','.join(cell['key'])}].{cell['column']}"
                place = (how["file"], how["sheet"], how["cell"])
                found.setdefault((cell["table"], cell["column"]), []).append((setting, cell["value"], place))
    for used in parameters(explanation["cells"]):
        if FIGURE.fullmatch(used["value"]) and used["place"]:
            entry = (f"参数[{used['name']}]", used["value"], tuple(used["place"]))
            found.setdefault(("参数", used["name"]), [entry])
    return found


def parameters(node):
    if isinstance(node, dict):
        if node.get("kind") == "parameter" and node.get("place"):
            yield node
        for inner in node.values():
            yield from parameters(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from parameters(inner)


def another(rng, value):
    digits = len(value.split(".")[1]) if "." in value else 0
    moved = max(0, float(value) + rng.choice([-1, 1]) * rng.choice([1, 2, 0.1 if digits else 1]))
    return f"{moved:.{digits}f}"


class Proof:
    """What several workers found together."""

    def __init__(self, arguments, plant):
        self.program, self.paid, folder, explained, count, seed = arguments
        self.folder, self.count = Path(folder).resolve(), int(count)
        self.rng, self.lock, self.plant = random.Random(int(seed)), threading.Lock(), plant
        self.targets = targets(json.loads(Path(explained).read_text(encoding="utf-8")))
        # Each column and parameter once, then any.
        self.waiting = sorted(self.targets)
        self.rng.shuffle(self.waiting)
        self.base, stops = Fresh(self.paid).run(self.folder)
        if self.base is None:
            sys.exit(f"the folder does not compute: {stops}")
        self.made, self.moved, self.stopped, self.tried, self.times, self.wrong = 0, 0, 0, 0, [], []
        self.reached, self.stops = set(), {}

    def next(self):
        with self.lock:
            if self.made >= self.count or self.tried >= 4 * self.count or self.wrong:
                return None
            self.tried += 1
            able = [kind for kind in sorted(self.targets) if kind in self.reached or self.stops.get(kind, 0) < STOPS_MAX]
            kind = self.waiting.pop() if self.waiting else self.rng.choice(able)
            setting, old, place = self.rng.choice(self.targets[kind])
            return kind, setting, old, another(self.rng, old), place

    def work(self):
        fresh = Fresh(self.paid)
        while task := self.next():
            kind, setting, old, new, (file, sheet, cell) = task
            if float(new) == float(old):
                continue
            with tempfile.TemporaryDirectory() as place:
                copy = Path(place)
                copy_but(self.folder, copy, file)
                if not edit(self.folder / file, copy / file, sheet, cell, old, new):
                    continue
                expected, why = fresh.run(copy)
            self.compare(kind, f"{setting}={new}", expected, why)

    def compare(self, kind, setting, expected, why):
        errors = [line for line in why if "(E" in line]
        if errors and all(TOTAL_DIFFERS in line for line in errors):
            with self.lock:
                self.stops[kind], self.stopped = self.stops.get(kind, 0) + 1, self.stopped + 1
            return
        start = time.monotonic()
        arguments = [self.program, "whatif", str(self.folder), "--set", setting, "--format", "json", "--lang", "en"]
        done = subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8")
        took = time.monotonic() - start
        fault = None
        with self.lock:
            if done.returncode not in (0, 1):
                fault = f"{setting}: exit {done.returncode}: {done.stderr}"
            elif done.returncode == 1 or expected is None:
                if (done.returncode == 1) != (expected is None):
                    fault = f"{setting}: one stops, the other does not: {done.stderr}{why}"
                self.stops[kind], self.stopped = self.stops.get(kind, 0) + 1, self.stopped + 1
            else:
                fault = self.differs(setting, json.loads(done.stdout)["persons"], expected)
                self.made += 1
                self.reached.add(kind)
                self.times.append(took)
            if fault:
                self.wrong.append(fault)

    def differs(self, setting, persons, expected):
        told = dict(self.base)
        for person in persons:
            key = (person["table"], person["key"])
            if told.get(key) != person["before"]:
                return f"{setting}: {key} is paid {told.get(key)} before, and {person['before']} is told"
            told[key] = person["after"]
        if self.plant:
            told[min(told)] += 1
        self.moved += bool(persons)
        wrong = [(key, told.get(key), expected.get(key)) for key in {*told, *expected} if told.get(key) != expected.get(key)]
        return f"{setting}: {len(wrong)} people, such as {wrong[0]}" if wrong else None


def main():
    plant = "--plant" in sys.argv
    proof = Proof([argument for argument in sys.argv[1:] if argument != "--plant"], plant)
    workers = [threading.Thread(target=proof.work) for _ in range(os.cpu_count() or 1)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if plant:
        print(f"a fen too much is caught: {proof.wrong[0]}" if proof.wrong else "a fen too much is not caught")
        sys.exit(0 if proof.wrong else 1)
    for fault in proof.wrong:
        print(f"  {fault}", file=sys.stderr)
    if proof.wrong or proof.made < proof.count:
        sys.exit(f"{len(proof.wrong)} differ, {proof.made} were made")
    median = statistics.median(proof.times)
    print(
        f"{proof.made} what-ifs of {len(proof.reached)} of {len(proof.targets)} columns and parameters equal fresh runs on edited"
        f" files, {proof.moved} of them move pay; {proof.stopped} more stop; median {median:.2f} s, {len(workers)} at a time"
    )


main()

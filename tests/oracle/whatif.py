"""What `fenpei whatif` tells must be what a fresh run pays on files edited likewise.

    python whatif.py PROGRAM FOLDER explained.json COUNT SEED

Picks random figures among the inputs that somebody's pay rests on, asks what another one would do, edits that cell in a
copy of the folder with openpyxl, and compares everybody's pay. Where the change stops a run, both must stop.
"""
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl


def run(*arguments):
    """What it printed, or none where it stopped, with why."""
    done = subprocess.run(arguments, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return (done.stdout if done.returncode == 0 else None), done.stderr


def fen(text):
    return round(float(text) * 100)


def paid(explanation):
    return {(s["table"], s["key"]): fen(s["amount"]) for s in explanation["subjects"]}


def another(rng, value):
    digits = value.split(".")[1] if "." in value else ""
    moved = max(0, float(value) + rng.choice([-1, 1]) * rng.choice([1, 2, 0.1 if digits else 1]))
    return f"{moved:.{len(digits)}f}"


def edit(path, sheet, cell, old, new):
    """Writes a figure as the cell is written: a text stays a text, a per cent a per cent."""
    book = openpyxl.load_workbook(path)
    target = book[sheet][cell]
    number = float(new)
    if isinstance(target.value, (int, float)):
        if abs(target.value * 100 - float(old)) < 1e-9 and abs(target.value - float(old)) > 1e-9:
            number /= 100
        target.value = number
    else:
        target.value = str(target.value).replace(old, new)
        if new not in str(target.value):
            return False
    book.save(path)
    return True


def main():
    program, folder, explained, count, seed = sys.argv[1:]
    rng = random.Random(int(seed))
    explanation = json.loads(Path(explained).read_text(encoding="utf-8"))
    base = paid(explanation)
    figures = [c for c in explanation["cells"] if c["how"]["kind"] == "input" and re.fullmatch(r"\d+(\.\d+)?", c["value"])
               and c["how"]["file"].endswith(".xlsx") and c["key"] and all("," not in k for k in c["key"])]
    columns = sorted({(c["table"], c["column"]) for c in figures})
    made, moved, stopped, tried = 0, 0, 0, 0
    while made < int(count) and tried < 4 * int(count):
        tried += 1
        column = rng.choice(columns)
        cell = rng.choice([c for c in figures if (c["table"], c["column"]) == column])
        new = another(rng, cell["value"])
        if float(new) == float(cell["value"]):
            continue
        setting = f"{cell['table']}[{','.join(cell['key'])}].{cell['column']}={new}"
        told, _ = run(program, "whatif", folder, "--set", setting, "--format", "json", "--lang", "en")
        with tempfile.TemporaryDirectory() as place:
            copy = Path(place) / "year"
            shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("结果"))
            if not edit(copy / cell["how"]["file"], cell["how"]["sheet"], cell["how"]["cell"], cell["value"], new):
                continue
            fresh, why = run(program, "explain", str(copy), "--all", "--format", "json", "--lang", "en")
        # A sheet's own row of totals no longer agrees with an edited cell: only a file has such a row.
        if told is not None and fresh is None and re.search("total", why):
            stopped += 1
            continue
        assert (told is None) == (fresh is None), f"{setting}: one stops, the other does not"
        if told is None:
            stopped += 1
            continue
        persons = {(p["table"], p["key"]): p for p in json.loads(told)["persons"]}
        expected = dict(base)
        for key, person in persons.items():
            assert base[key] == person["before"], f"{setting}: {key} before"
            expected[key] = person["after"]
        assert expected == paid(json.loads(fresh)), f"{setting}: not what a fresh run pays"
        made, moved = made + 1, moved + bool(persons)
    print(f"{made} what-ifs equal fresh runs on edited files, {moved} of them move pay; {stopped} stop both alike")
    if made < int(count):
        sys.exit("too few")


main()

"""Makes edits in the audit workbook as an office would, lets LibreOffice recalculate, and compares the net pay of
every person with what a fresh run on the edited inputs pays.

    edits.py BATCH EDITS.json [--files FOLDER PROGRAM]

EDITS.json is written by the program oracle-edits. One LibreOffice holds the workbook; every cell is put back
after its edit. Edits of keys and relations must trip the guard cell instead. With --files a few of the edits are
also made in the office's own files with openpyxl, and the program is run on them.
"""
import argparse
import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from office import fail, listening, only_batch, sheets, split_address
from recalculate import AUDIT

SHOWN_MAX = 20
FILE_EDITS = 5
# The message for a written total that is not the sum of its rows.
TOTAL_DIFFERS = "(E236)"


class Workbook:
    """The audit workbook in LibreOffice."""

    def __init__(self, desktop, path, nets):
        import uno

        hidden = uno.createUnoStruct("com.sun.star.beans.PropertyValue", Name="Hidden", Value=True)
        self.document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (hidden,))
        if self.document is None:
            fail(f"LibreOffice does not open {path}")
        self.document.enableAutomaticCalculation(False)
        self.nets = [self.range(net) for net in nets]

    def range(self, address):
        sheet, cells = address.rsplit("!", 1)
        return self.document.Sheets.getByName(sheet).getCellRangeByName(cells)

    def read(self, address):
        """Content of a cell, in a form that can be put back."""
        (row,) = self.range(address).getDataArray()
        return row[0]

    def put(self, address, value):
        cell = self.range(address)
        if isinstance(value, str):
            cell.setString(value)
        else:
            cell.setValue(value)

    def calculate(self):
        self.document.calculate()

    def pay(self):
        """Net pay of every person, in fen; an error value is told as such."""
        rows = [row[0] for net in self.nets for row in net.getDataArray()]
        return [round(value * 100) if isinstance(value, float) else value for value in rows]

    def guard(self, address):
        return self.range(address).getValue()


def differences(expected, found):
    if len(expected) != len(found):
        fail(f"{len(found)} persons in the workbook, {len(expected)} in the run")
    return [(number, a, b) for number, (a, b) in enumerate(zip(expected, found)) if a != b]


def compare(edits, workbook):
    """Every edit in the open workbook; the number of persons that differ."""
    wrong, told, slowest = 0, 0, 0.0
    if differences(edits["base"], workbook.pay()):
        fail("the workbook does not pay what the run pays before any edit")
    if workbook.guard(edits["guard"]) != 0:
        fail(f"the guard {edits['guard']} is tripped before any edit")
    for number, edit in enumerate(edits["edits"], 1):
        start = time.monotonic()
        before = [(address, workbook.read(address)) for address, _ in edit["cells"]]
        for address, value in edit["cells"]:
            workbook.put(address, value)
        workbook.calculate()
        found = differences(edit["expected"], workbook.pay())
        if workbook.guard(edits["guard"]) != 0:
            # An account that goes below zero is told instead; it must stay rare.
            told, found = told + 1, []
            print(f"  edit {number} trips the guard: {edit['what']}", flush=True)
        # Put back; the next edit recalculates both.
        for address, value in before:
            workbook.put(address, value)
        slowest = max(slowest, time.monotonic() - start)
        wrong += len(found)
        if found:
            print(f"  edit {number}: {edit['what']} {edit['cells']}: {len(found)} persons differ", flush=True)
            for person, expected, paid in found[:3]:
                print(f"    person {person + 1}: a fresh run pays {expected} fen, the workbook {paid}", flush=True)
    workbook.calculate()
    if told > len(edits["edits"]) // 50:
        fail(f"the guard is tripped by {told} of {len(edits['edits'])} edits of values")
    if differences(edits["base"], workbook.pay()):
        fail("the workbook does not pay what it paid once every cell is put back")
    return wrong, slowest


def trips_guard(edits, workbook):
    """Edits of structure; those that the guard does not see."""
    unseen = []
    for address, value in edits["structural"]:
        before = workbook.read(address)
        workbook.put(address, value)
        workbook.calculate()
        if workbook.guard(edits["guard"]) < 1:
            unseen.append(address)
        workbook.put(address, before)
    workbook.calculate()
    if workbook.guard(edits["guard"]) != 0:
        fail("the guard stays tripped once every cell is put back")
    return unseen


def paid_in(batch, nets):
    """Net pay as cached in a batch's audit workbook, in fen."""
    workbook = dict(sheets(only_batch(batch) / AUDIT))
    paid = []
    for net in nets:
        sheet, cells = net.rsplit("!", 1)
        (letters, first), (_, last) = map(split_address, cells.split(":"))
        paid += [round(workbook[sheet][f"{letters}{row}"][1] * 100) for row in range(first, last + 1)]
    return paid


def through_files(edits, folder, program):
    """Some edits made in the office's files; the number of persons that differ."""
    import openpyxl

    possible = [edit for edit in edits["edits"] if edit["file"] and edit["expected"] != edits["base"]]
    if len(possible) < FILE_EDITS:
        fail(f"only {len(possible)} edits can be made in files")
    wrong = made = 0
    # Spread over all edits; where the file's own total contradicts the edit, the next one is taken.
    step = len(possible) // FILE_EDITS
    for edit in [possible[at] for start in range(step) for at in range(start, len(possible), step)]:
        if made == FILE_EDITS:
            break
        path, sheet, cell, value = edit["file"]
        with tempfile.TemporaryDirectory(prefix="fenpei-edit-") as space:
            office = shutil.copytree(folder, Path(space, "office"), ignore=shutil.ignore_patterns("结果"))
            book = openpyxl.load_workbook(office / path)
            book[sheet][cell].value = None if value == "" else value
            book.save(office / path)
            done = subprocess.run(
                [program, "run", office, "--out", Path(space, "out")], capture_output=True, stdin=subprocess.DEVNULL
            )
            if done.returncode == 1 and TOTAL_DIFFERS in done.stderr.decode():
                continue
            if done.returncode != 0:
                fail(f"{edit['what']} in {path}: the program ended with {done.returncode}\n{done.stderr.decode()}")
            found = differences(edit["expected"], paid_in(Path(space, "out"), edits["nets"]))
            wrong += len(found)
            made += 1
            print(f"  in {path} › {sheet} › {cell}: {edit['what']}: {len(found)} persons differ", flush=True)
    if made < FILE_EDITS:
        fail(f"only {made} edits could be made in files")
    return wrong


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("batch")
    arguments.add_argument("edits")
    arguments.add_argument("--files", nargs=2, metavar=("FOLDER", "PROGRAM"))
    arguments = arguments.parse_args()
    start = time.monotonic()
    edits = json.load(open(arguments.edits, encoding="utf-8"))
    print(f"edits: {edits['summary']}", flush=True)
    with listening() as desktop, tempfile.TemporaryDirectory(prefix="fenpei-edits-") as space:
        # A copy: LibreOffice leaves a lock beside what it opens, and a batch is sealed.
        copy = shutil.copy(only_batch(arguments.batch) / AUDIT, space)
        workbook = Workbook(desktop, Path(copy), edits["nets"])
        opened = time.monotonic() - start
        print(f"LibreOffice opened and recalculated {AUDIT} in {opened:.0f} s", flush=True)
        wrong, slowest = compare(edits, workbook)
        unseen = trips_guard(edits, workbook)
    persons, made = len(edits["base"]), len(edits["edits"])
    seconds = time.monotonic() - start
    print(
        f"edits: {made} edits × {persons} persons = {made * persons} payouts, {wrong} differences, "
        f"slowest edit {slowest:.1f} s, {seconds:.0f} s"
    )
    print(f"structure: {len(edits['structural'])} edits of keys, relations and frozen numbers, not seen by the guard: {unseen}")
    if arguments.files:
        wrong += through_files(edits, *arguments.files)
        print(f"files: {FILE_EDITS} edits in the office's files, {time.monotonic() - start - seconds:.0f} s")
    if wrong or unseen or not made:
        fail("an edited workbook does not pay what a fresh run pays")


if __name__ == "__main__":
    main()

"""Recalculates the workbooks of a batch with LibreOffice and compares every formula cell with its cached value.

    recalculate.py BATCH [--all]
    recalculate.py FOLDER --pages
    recalculate.py FOLDER --cells

With --pages the folder holds audit workbooks of any names; with --cells workbooks of which only the cells are compared: a
school's own takes what the whole district decides as given. Without --all: the audit workbook, the ledger and the first, largest and last payout sheets. Recalculation is
forced; a canary whose cached value is wrong must come back right. No cell may hold an error, and no computed
column or step of the audit workbook may hold a constant.
"""
import argparse
import shutil
import tempfile
import time
from pathlib import Path

from office import (
    Error, convert, fail, letters_of, number_of, only_batch, private_profile, same, sheets, split_address, write_canary,
)

AUDIT = "核算底稿.xlsx"
# What stands above each column of a table's sheet (row 3): what is live, and what is given.
LIVE = {"计算", "金额", "辅助", "判断"}
GIVEN = {"结构", "录入", "出处", "对应行号"}
SHOWN_MAX = 20


def chosen(batch, everything):
    books = sorted(batch.glob("*.xlsx")) + sorted((batch / "发放明细").rglob("*.xlsx"))
    if everything:
        return books
    payouts = [book for book in books if book.parent != batch]
    largest = max(payouts, key=lambda book: book.stat().st_size)
    some = {payouts[0], largest, payouts[-1]}
    return [book for book in books if book.parent == batch or book in some]


def recalculate(books):
    """Pairs of workbooks as written and as recalculated, read into memory one after the other."""
    with private_profile() as folder, tempfile.TemporaryDirectory(prefix="fenpei-recalculated-") as target:
        staged = Path(folder, "in")
        staged.mkdir()
        write_canary(staged / "canary.xlsx")
        for number, book in enumerate(books):
            shutil.copy(book, staged / f"{number}.xlsx")
        convert(folder, sorted(staged.iterdir()), target)
        (_, canary), = sheets(Path(target, "canary.xlsx"))
        if canary.get("A1", (None, None))[1] != 2.0:
            fail(f"LibreOffice did not recalculate: the canary =1+1 is {canary.get('A1')}")
        print("canary: =1+1 cached as 999 came back 2", flush=True)
        for number, book in enumerate(books):
            yield book, dict(sheets(book)), dict(sheets(Path(target, f"{number}.xlsx")))


def compare(book, written, recalculated):
    """Number of formula cells; differences and errors are told."""
    cells, differences = 0, []
    for name, sheet in written.items():
        other = recalculated.get(name, {})
        for address, (formula, cached) in sheet.items():
            if isinstance(cached, Error) and formula is None:
                differences.append(f"{name}!{address} holds {cached}")
            if formula is None:
                continue
            cells += 1
            calculated = other.get(address, (None, None))[1]
            if not same(cached, calculated):
                differences.append(f"{name}!{address} cached {cached!r}, recalculated {calculated!r}: ={formula}")
    for line in differences[:SHOWN_MAX]:
        print(f"  {line[:400]}")
    print(f"{book.name}: {cells} formula cells, {len(differences)} differences", flush=True)
    return cells, len(differences)


def constants(audit):
    """Cells of computed columns and steps that hold no formula; how many were looked at."""
    looked, found, columns = 0, [], 0
    for name, cells in audit.items():
        if cells.get("A4", (None, None))[1] != "序":
            continue
        if cells.get("A3", (None, None))[1] != "结构":
            if name == "全区":
                rows = [row for letters, row in map(split_address, cells) if letters == "A" and row > 4]
                live = [f"C{row}" for row in rows]
                columns += len(live)
                looked += len(live)
                found += [f"{name}!{cell}" for cell in live if cells.get(cell, (None, None))[0] is None]
            continue
        groups = {letters: cells[f"{letters}3"][1] for letters, row in map(split_address, cells) if row == 3}
        unknown = set(groups.values()) - LIVE - GIVEN
        if unknown:
            fail(f"{name}: what is a column of {sorted(unknown)}?")
        width = max(number_of(letters) for letters, row in map(split_address, cells) if row == 4)
        ungrouped = [letters_of(n) for n in range(1, width + 1) if letters_of(n) not in groups]
        if ungrouped:
            fail(f"{name}: nothing says what the columns {ungrouped} are")
        rows = [
            row for letters, row in map(split_address, cells)
            if letters == "A" and row > 4 and isinstance(cells[f"A{row}"][1], float)
        ]
        live = [letters for letters, group in groups.items() if group in LIVE]
        columns += len(live)
        for letters in live:
            for row in rows:
                looked += 1
                if cells.get(f"{letters}{row}", (None, None))[0] is None:
                    found.append(f"{name}!{letters}{row}")
    return looked, columns, found


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("batch")
    arguments.add_argument("--all", action="store_true", help="every workbook of the batch")
    arguments.add_argument("--pages", action="store_true", help="a folder of audit workbooks")
    arguments.add_argument("--cells", action="store_true", help="a folder of workbooks, cells alone")
    arguments = arguments.parse_args()
    if arguments.pages or arguments.cells:
        workbooks = sorted(Path(arguments.batch).glob("*.xlsx"))
    else:
        workbooks = chosen(only_batch(arguments.batch), arguments.all)
    start = time.monotonic()
    cells = differences = books = 0
    for book, written, recalculated in recalculate(workbooks):
        found = compare(book, written, recalculated)
        cells, differences, books = cells + found[0], differences + found[1], books + 1
        if book.name == AUDIT or arguments.pages:
            looked, columns, constant = constants(written)
            print(f"{book.name}: {columns} computed columns and steps, {looked} cells, {len(constant)} constants")
            if constant or not looked:
                fail(f"constants in computed columns: {constant[:SHOWN_MAX]}")
    seconds = time.monotonic() - start
    print(f"recalculated: {books} workbooks, {cells} formula cells, {differences} differences, {seconds:.0f} s")
    if differences or not cells:
        fail("LibreOffice does not agree with the cached values")


if __name__ == "__main__":
    main()

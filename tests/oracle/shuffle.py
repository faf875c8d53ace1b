"""Row order decides no money, and the same inputs give the same bytes.

    python3 tests/oracle/shuffle.py FENPEI DISTRICT [SEED]

Shuffles the data rows of every input workbook, runs the program on the copy, and compares what every person is
paid with the run on the original. Runs the original twice and compares every byte.
"""

import hashlib
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import openpyxl


def run(program, district, out):
    subprocess.run([program, "run", str(district), "--out", str(out)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    (batch,) = [path for path in out.iterdir() if path.is_dir() and not path.name.startswith(".")]
    return batch


def data_rows(sheet):
    """First and last row of the block of rows that begin with a number or a key below the header."""
    merged = max((area.max_row for area in sheet.merged_cells.ranges), default=1)
    first = merged + 1
    # Without a two-row header the header is the row after title and unit.
    while first <= sheet.max_row and not is_data(sheet, first):
        first += 1
    last = first
    while last + 1 <= sheet.max_row and is_data(sheet, last + 1):
        last += 1
    return first, last


def is_data(sheet, row):
    values = [cell.value for cell in sheet[row]]
    filled = [value for value in values if value is not None]
    if len(filled) < 3:
        return False
    first = values[0]
    head = {"序号", "日期", "学校", "科目", "准考证号", "合计", "平均"}
    return first is not None and str(first).strip() not in head


def shuffle(path, rng):
    workbook = openpyxl.load_workbook(path)
    moved = 0
    for sheet in workbook:
        first, last = data_rows(sheet)
        rows = [[(cell.value, cell.number_format) for cell in sheet[row]] for row in range(first, last + 1)]
        rng.shuffle(rows)
        moved += len(rows)
        for row, cells in enumerate(rows, first):
            for column, (value, number_format) in enumerate(cells, 1):
                cell = sheet.cell(row, column)
                cell.value, cell.number_format = value, number_format
    workbook.save(path)
    return moved


def payouts(batch):
    """{staff number: all cells of the person's row but the row's number}"""
    people = {}
    for path in sorted((batch / "发放明细").rglob("*.xlsx")):
        if path.stem == "目录":
            continue
        for row in openpyxl.load_workbook(path, data_only=True).active.iter_rows(values_only=True):
            if isinstance(row[0], (int, float)):
                people[row[1]] = row[1:]
    return people


def digest(batch):
    return {
        str(path.relative_to(batch)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(batch.rglob("*"))
        if path.is_file()
    }


def main():
    program, district = sys.argv[1], pathlib.Path(sys.argv[2])
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        first, second = (run(program, district, folder / name) for name in ("one", "two"))
        if digest(first) != digest(second):
            sys.exit("two runs on the same inputs differ")
        copy = folder / "shuffled"
        shutil.copytree(district, copy, ignore=shutil.ignore_patterns("结果"))
        moved = sum(shuffle(path, rng) for path in sorted(copy.rglob("*.xlsx")))
        before, after = payouts(first), payouts(run(program, copy, folder / "three"))
        wrong = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
        for key in sorted(wrong)[:10]:
            print(f"{key}: {before.get(key)} but shuffled {after.get(key)}")
        if wrong or not before:
            sys.exit(f"shuffle: {len(wrong)} of {len(before)} people are paid differently")
        print(f"shuffle: two runs identical byte for byte; {moved} rows shuffled, {len(before)} people paid the same")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Makes samples/messy from samples/pingan: the same year as 26 schools would really send it.

Needs openpyxl and LibreOffice; run in the repository's root. What the office decided about hidden rows is written
beside the files. The result is kept, so that tests need neither program.
"""
import csv
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

SOURCE, TARGET = Path("samples/pingan"), Path("samples/messy")
ACCOUNTS = "发放账户"
WIDE = {ord(c): ord(c) + 0xFEE0 for c in "0123456789."}


def header_row(sheet):
    """The last of the first rows that holds several texts and no number."""
    best = 1
    for row in sheet.iter_rows(min_row=1, max_row=8):
        values = [cell.value for cell in row if cell.value is not None]
        if len(values) >= 3 and all(isinstance(value, str) for value in values):
            best = row[0].row
    return best


def data_rows(sheet):
    first = header_row(sheet) + 1
    for row in sheet.iter_rows(min_row=first, max_row=sheet.max_row):
        filled = [cell for cell in row if cell.value is not None]
        words = "".join(str(cell.value) for cell in filled[:2])
        if len(filled) >= 3 and not any(word in words for word in ("合计", "校长", "制表", "考核组")):
            yield row


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def numbers_as_text(sheet, rng, share):
    """Some numbers typed as texts, some with full-width digits or blanks around."""
    for row in data_rows(sheet):
        for cell in row[1:]:
            plain = cell.number_format == "General" or re.fullmatch(r"#,##0(\.0+)?|0(\.0+)?", cell.number_format)
            if is_number(cell.value) and plain and rng.random() < share:
                text = repr(cell.value)
                if text.endswith(".0"):
                    text = text[:-2]
                kind = rng.randrange(3)
                cell.value = [text, f" {text}\u3000", text.translate(WIDE)][kind]


def names_with_blanks(sheet, rng):
    """Blanks and invisible characters around texts."""
    for row in data_rows(sheet):
        for cell in row:
            if isinstance(cell.value, str) and rng.random() < 0.03:
                cell.value = rng.choice(["\u3000{}", "{}\u00a0", "{}\u200b"]).format(cell.value)


def headers_spread(sheet):
    """Blanks and full-width brackets inside headers."""
    for cell in sheet[header_row(sheet)]:
        if isinstance(cell.value, str) and len(cell.value) == 2 and not re.search(r"\W", cell.value):
            cell.value = f"{cell.value[0]}　{cell.value[1]}"


def hide_rows(sheet, rng):
    rows = [row[0].row for row in data_rows(sheet)]
    for number in rng.sample(rows, min(2, len(rows))):
        sheet.row_dimensions[number].hidden = True


def repeat_header(sheet):
    """The header again at the foot of the data, as after a page break."""
    rows = [row[0].row for row in data_rows(sheet)]
    if len(rows) < 6 or sheet.merged_cells.ranges:
        return
    at, head = rows[len(rows) // 2], header_row(sheet)
    sheet.insert_rows(at)
    for cell in sheet[head]:
        sheet.cell(at, cell.column).value = cell.value


def blank_rows(sheet):
    rows = [row[0].row for row in data_rows(sheet)]
    if len(rows) > 4 and not sheet.merged_cells.ranges:
        sheet.insert_rows(rows[len(rows) // 3])


def mess(path, number, rng):
    workbook = openpyxl.load_workbook(path)
    for sheet in workbook:
        headers_spread(sheet)
        names_with_blanks(sheet, rng)
        numbers_as_text(sheet, rng, 0.21)
        if number % 3 == 0:
            repeat_header(sheet)
        if number % 4 == 1:
            blank_rows(sheet)
        if number % 5 == 2:
            hide_rows(sheet, rng)
    workbook.save(path)


def convert(path, target, profile):
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", target]
    subprocess.run([*command, "--outdir", str(path.parent), str(path)], check=True, capture_output=True)
    path.unlink()


def as_csv(path, encoding):
    """A workbook of one sheet as csv; dates and per cents as people see them."""
    workbook = openpyxl.load_workbook(path)
    (sheet,) = workbook.worksheets
    lines = []
    for row in sheet.iter_rows():
        cells = []
        for cell in row:
            value = cell.value
            if value is None:
                cells.append("")
            elif hasattr(value, "strftime"):
                cells.append(f"{value.year}.{value.month}.{value.day}")
            elif is_number(value) and "%" in cell.number_format:
                cells.append(f"{round(value * 100, 6):g}%")
            else:
                cells.append(str(value))
        lines.append(cells)
    width = max(len(line) for line in lines)
    with open(path.with_suffix(".csv"), "w", encoding=encoding, newline="") as out:
        csv.writer(out, lineterminator="\r\n").writerows(line + [""] * (width - len(line)) for line in lines)
    path.unlink()


def main():
    rng = random.Random(20181231)
    shutil.rmtree(TARGET, ignore_errors=True)
    shutil.copytree(SOURCE, TARGET, ignore=lambda folder, names: ["结果"] if Path(folder) == SOURCE else [])
    profile = tempfile.mkdtemp()
    accounts_apart(profile)
    for number, path in enumerate(sorted(TARGET.rglob("*.xlsx"))):
        mess(path, number, rng)
        one_sheet = len(openpyxl.load_workbook(path).worksheets) == 1
        if path.parent == TARGET and one_sheet and number % 2 == 0:
            as_csv(path, ["gb18030", "utf-8-sig", "utf-16"][number // 2 % 3])
        elif number % 4 == 0:
            convert(path, "xls", profile)
        elif number % 4 == 1:
            convert(path, "xls", profile)
            path.with_suffix(".xls").rename(path.with_suffix(".et"))
        elif number % 4 == 2:
            convert(path, "ods", profile)
    decide()


def accounts_apart(profile):
    """Accounts as people copy them from cards: in groups, with blanks around, some with full-width digits. They have
    a draw of their own, so that the other files do not change with them."""
    rng = random.Random(20181220)
    path = TARGET / f"{ACCOUNTS}.xlsx"
    workbook = openpyxl.load_workbook(path)
    for sheet in workbook:
        headers_spread(sheet)
        names_with_blanks(sheet, rng)
        for row in data_rows(sheet):
            number = str(row[4].value).strip("\u3000\u00a0\u200b")
            groups = " ".join(re.findall(".{1,4}", number))
            row[4].value = rng.choice([number, groups, groups.replace(" ", "-"), f" {groups}\u3000", number.translate(WIDE)])
    workbook.save(path)
    convert(path, "xls", profile)
    path.with_suffix(".xls").rename(path.with_suffix(".et"))


def decide():
    """The office reads hidden rows like all others."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "决定"
    sheet.append(["编号", "文件", "工作表", "列", "内容", "问题", "可选答复", "决定", "依据", "决定人"])
    sheet.append(["Q204", "*", "*", "*", "", "隐藏的行", "读入／不读", "读入", "核对会记录〔2018〕2号", "王主任"])
    workbook.save(TARGET / "决定.xlsx")


if __name__ == "__main__":
    sys.exit(main())

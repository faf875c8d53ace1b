"""The sample from trial to paid, its forms filled in and its files read by programs that are not ours.

    python3 tests/oracle/stages.py FENPEI BATCH OUT

BATCH is a trial; OUT gets the batches of the later stages, and in OUT/schools three schools' own workbooks. Forms are
filled in with openpyxl. The bank's text is read as bytes; its lines add up to what the manifest says that the ledger
paid. The return lets two payments fail; they must be the ones that wait. The vouchers take what is paid and what came back, in
both sets of books. Each batch is verified by the program itself.
"""

import datetime
import json
import pathlib
import shutil
import subprocess
import sys
from decimal import Decimal

import openpyxl

NOTICE = {"议定文号": "纪〔2019〕2号", "议定日期": "2019-01-04", "公示自": "2019-01-07", "公示至": "2019-01-14", "经办人": "甲"}
APPROVAL = {
    "审批文号": "纪〔2019〕3号", "审批日期": "2019-01-16", "异议件数": "1",
    "经办": "甲", "复核": "乙", "人事": "丙", "计财": "丁", "分管领导": "戊", "主要领导": "己",
}
PAYMENT = {"发放日期": "2019-01-21", "凭证号": "记-1", "回单号": "回-1", "回盘内容": "全部明细", "经办": "甲", "复核": "乙"}
FAILED = (4, 699)


def run(program, *arguments):
    done = subprocess.run([program, *map(str, arguments), "--lang", "zh"], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{arguments}: {done.stdout}{done.stderr}")


def advance(program, command, batch, form, answers, *more):
    """Asks for the form, fills it in, and finds the new batch."""
    run(program, command, batch)
    path = batch.parent / f"{form}（{batch.name}）.xlsx"
    book = openpyxl.load_workbook(path)
    for row in book["登记"].iter_rows():
        if row[0].value in answers:
            row[1].value = answers[row[0].value]
    book.save(path)
    before = set(batch.parent.iterdir())
    run(program, command, batch, *more)
    (new,) = [p for p in set(batch.parent.iterdir()) - before if (p / "manifest.json").is_file()]
    run(program, "verify", new)
    return new


def object_to(notice):
    """Registers somebody's objection with its answer, in the blank register that was left beside the batches."""
    sheet = openpyxl.load_workbook(min((notice / "发放明细/教职工").glob("*学.xlsx")))["发放明细"]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(row for row in rows if "姓名" in row)
    first = next(row for row in rows if row[0] == 1)
    answers = {
        "环节": "异议", "表": "教职工", "识别号": first[1], "姓名": first[head.index("姓名")],
        "事项": "请假天数不符", "提出日期": datetime.date(2019, 1, 9), "提出人": "匿名", "处理结论": "核对无误",
        "处理": "维持", "答复日期": datetime.date(2019, 1, 15), "答复人": "乙", "原批次": notice.name,
    }
    register = notice.parent / "异议登记.xlsx"
    book = openpyxl.load_workbook(register)
    (headers,) = [row for row in book["异议登记"].iter_rows() if row[0].value == "序号"]
    for header in headers:
        if header.value in answers:
            # The example stands between the header and the first line.
            header.offset(row=2).value = answers[header.value]
    book.save(register)
    return register


def paid(manifest):
    return sum(Decimal(total["paid"]) for total in manifest["totals"])


def bank_lines(batch):
    """(account, holder, amount) of every payment, from the bank's texts and the students' list."""
    lines = []
    for path in sorted((batch / "发放文件").glob("代发文本_*.txt")):
        text = path.read_bytes().decode("gb18030")
        assert text.endswith("\r\n") and "\ufffd" not in text, path
        for line in text.split("\r\n")[:-1]:
            _, holder, account, amount, _ = line.split("|")
            lines.append((account, holder, Decimal(amount)))
    for path in (batch / "发放文件").glob("代发清单_优秀学生_*.xlsx"):
        for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True):
            if isinstance(row[0], (int, float)):
                assert isinstance(row[3], str), "an account is a text"
                lines.append((row[3], row[1], Decimal(str(row[4])).quantize(Decimal("0.01"))))
    return lines


def entries(book, title):
    """Sum of the debits of the entries of one kind, over all accounting units."""
    total = Decimal(0)
    for sheet in book.worksheets:
        within = False
        for row in sheet.iter_rows(values_only=True):
            if isinstance(row[0], str) and "会计）" in row[0]:
                within = title in row[0]
            elif within and isinstance(row[1], str) and row[1].startswith("借：") and isinstance(row[5], (int, float)):
                total += Decimal(str(row[5])).quantize(Decimal("0.01"))
    return total


def main():
    program, trial, out = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    out.mkdir(parents=True)
    first = out / trial.name
    shutil.copytree(trial, first)
    notice = advance(program, "advance", first, "公示登记表", NOTICE)
    for batch in (first, notice):
        assert not (batch / "发放文件").exists() and not (batch / "记账凭证.xlsx").exists(), "nobody is paid from it"
    register = object_to(notice)
    final = advance(program, "advance", notice, "定稿登记表", APPROVAL)
    assert (final / "记录/2-定稿/异议登记.xlsx").read_bytes() == register.read_bytes(), "kept byte for byte"
    manifest = json.loads((final / "manifest.json").read_text("utf-8"))
    lines = bank_lines(final)
    total = sum(amount for _, _, amount in lines)
    assert total == paid(manifest), (total, paid(manifest))
    pays = [Decimal(file["total"]) for file in manifest["documents"] if file.get("payment") == "付款"]
    spare = [file["path"] for file in manifest["documents"] if file.get("payment") == "不作付款"]
    assert sum(pays) == total, "the files that pay are one set"
    assert len(spare) == 2 and all(path.startswith("备用格式/不作付款_") for path in spare), spare
    assert len({account for account, _, _ in lines}) == len(lines), "one account a person"
    answer = out / "回盘.csv"
    with answer.open("w", encoding="gb18030", newline="") as file:
        file.write("收款账号,金额,处理结果,失败原因\r\n")
        for number, (account, _, amount) in enumerate(lines):
            file.write(f"{account},{amount},{'失败,户名不符' if number in FAILED else '成功,'}\r\n")
    settled = advance(program, "settle", final, "发放登记表", PAYMENT, answer)
    sheet = openpyxl.load_workbook(settled / "发放结果.xlsx")["未付清单"]
    waiting = sorted(Decimal(str(row[4])) for row in sheet.iter_rows(min_row=5, values_only=True) if isinstance(row[0], (int, float)))
    assert waiting == sorted(lines[number][2] for number in FAILED), waiting
    booked = openpyxl.load_workbook(final / "记账凭证.xlsx", data_only=True)
    back = openpyxl.load_workbook(settled / "记账凭证.xlsx", data_only=True)
    assert entries(booked, "发放（财务会计）") == entries(booked, "发放（预算会计）") == total, "the books take what is paid"
    assert entries(back, "退票（财务会计）") == entries(back, "退票（预算会计）") == sum(waiting), "and what came back"
    schools = sorted((notice / "核算底稿").iterdir(), key=lambda path: path.stat().st_size)
    (out / "schools").mkdir()
    for path in (schools[0], schools[len(schools) // 2], schools[-1]):
        shutil.copy(path, out / "schools")
    for name in ("记账凭证.xlsx", "用款计划.xlsx"):
        shutil.copy(final / name, out / "schools")
    print(f"stages: 3 batches verified, {len(lines)} payments of {total} tied, {len(waiting)} waiting")


if __name__ == "__main__":
    main()

"""The journal against the payout sheets, by programs that are not ours.

    python3 tests/oracle/ledger.py BATCH

`bean-check` must accept the journal without a word. Then the journal is summed with beancount's own parser,
person by person and source by source, and compared with the payout sheets read by openpyxl and with the
control totals of the manifest.
"""

import json
import pathlib
import subprocess
import sys
from collections import defaultdict
from decimal import Decimal

import openpyxl
from beancount import loader
from beancount.core import data

FEN = Decimal("0.01")


def money(cell):
    """A cell's double as the decimal it stands for."""
    return Decimal(repr(float(cell or 0))).quantize(FEN)


def journal_totals(path):
    """What each person got from each source: {(row name, source): amount}."""
    entries, errors, _ = loader.load_file(str(path))
    if errors:
        sys.exit(f"beancount found {len(errors)} errors; the first: {errors[0]}")
    rows, totals = {}, defaultdict(Decimal)
    for entry in entries:
        if isinstance(entry, data.Open) and "row" in entry.meta:
            rows[entry.account] = entry.meta["row"]
        if isinstance(entry, data.Transaction):
            for posting in entry.postings:
                if "应发" in posting.account:
                    totals[posting.account] += posting.units.number
    named = defaultdict(Decimal)
    for account, amount in totals.items():
        source = account.split(":")[2].split("-", 1)[1]
        named[(rows[account].split()[0], source)] += amount
    return {key: amount for key, amount in named.items() if amount}


def payout_totals(folder):
    """The same from the payout sheets' cached values."""
    totals = defaultdict(Decimal)
    # Several tables of payees have a folder each.
    for path in sorted(folder.rglob("*.xlsx")):
        if path.stem == "目录":
            continue
        sheet = openpyxl.load_workbook(path, data_only=True).active
        rows = list(sheet.iter_rows(values_only=True))
        head = next(i for i, row in enumerate(rows) if row[0] == "序号")
        columns = {i: name.split("·", 1)[1] for i, name in enumerate(rows[head + 1]) if name and name.startswith("实发·")}
        for row in rows[head + 2 :]:
            if isinstance(row[0], (int, float)):
                for column, source in columns.items():
                    totals[(str(row[1]), source)] += money(row[column])
    return {key: amount for key, amount in totals.items() if amount}


def main():
    batch = pathlib.Path(sys.argv[1])
    path = batch / "资金台账.beancount"
    check = subprocess.run([str(pathlib.Path(sys.executable).parent / "bean-check"), str(path)], capture_output=True, text=True)
    if check.returncode or check.stdout.strip() or check.stderr.strip():
        sys.exit(f"bean-check: {check.stdout}{check.stderr}")
    journal, payouts = journal_totals(path), payout_totals(batch / "发放明细")
    wrong = [key for key in journal.keys() | payouts.keys() if journal.get(key) != payouts.get(key)]
    for key in sorted(wrong)[:10]:
        print(f"{key}: journal {journal.get(key)}, payout sheet {payouts.get(key)}")
    manifest = json.loads((batch / "manifest.json").read_text(encoding="utf-8"))
    for total in manifest["totals"]:
        paid = sum(amount for (_, source), amount in journal.items() if source == total["source"])
        if paid != Decimal(total["paid"]):
            wrong.append(total["source"])
            print(f"{total['source']}: journal {paid}, manifest {total['paid']}")
    if wrong or not journal:
        sys.exit(f"ledger: {len(wrong)} amounts differ")
    print(f"ledger: bean-check clean; {len(journal)} amounts of persons by source equal the payout sheets and the manifest")


if __name__ == "__main__":
    main()

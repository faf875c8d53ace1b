"""A district of very many schools: does what a run leaves stay usable?

    python3 tests/oracle/schools.py FENPEI SCHOOLS [STAFF]

Makes a district with SCHOOLS schools of STAFF teachers each (8 unless stated), all invented, as CSV; runs it, writes the
notices of its persons, and holds every index against the files beside it: each unit once, each link to a file that is
there, each person once, counts and totals those of the manifest. Prints time, peak memory, files and bytes of both.
"""

import csv
import json
import os
import pathlib
import re
import sys
import tempfile
import time
import zipfile
from xml.etree import ElementTree

SCHEME = """
[scheme]
name     = "大区2018年度奖励资金分配方案"
basis    = "大教发〔2018〕1号"
office   = "大区教育局"
year     = 2018
rounding = "half-up"

[[table]]
name = "学校"
key  = ["学校名称"]
from = { file = "学校.csv", sheet = ["学校"] }

[[table.input]]
name = "学校名称"
type = "text"

[[table]]
name      = "教师"
key       = ["工号"]
from      = { file = "教师.csv", sheet = ["教师"] }
payee     = { name = "姓名", unit = "学校", unit_name = "学校名称" }
relations = [{ name = "学校", to = "学校", by = ["单位"], inverse = "所属" }]

[[table.input]]
name = "工号"
type = "text"
[[table.input]]
name = "姓名"
type = "text"
[[table.input]]
name = "单位"
type = "text"
[[table.input]]
name = "考核分"
type = "count"

[[table.column]]
name    = "人均分"
formula = '考核分 / COUNT(学校.所属)'
places  = 2
shown   = true

[[fund]]
name    = "年终奖励"
within_total = true
sources = [{ name = "财政拨款", amount = '90000000.00' }]

[[step]]
name    = "年终到人"
share   = "年终奖励"
to      = "教师"
weight  = '考核分'
method  = "largest-remainder"
unit    = "fen"
ties    = ["工号"]
empty   = "stop"
"""
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def district(folder, schools, staff):
    (folder / "scheme.toml").write_text(SCHEME, "utf-8")

    def table(name, head, rows):
        with (folder / name).open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([head, *rows])

    school = lambda number: f"大区第{number:05}小学"
    table("学校.csv", ["学校名称"], ([school(number)] for number in range(schools)))
    people = ((f"L{n:07}", "王李张刘陈"[n % 5] + "伟芳娜敏静"[n // 5 % 5], school(n // staff), 60 + n * 7 % 41) for n in range(schools * staff))
    table("教师.csv", ["工号", "姓名", "单位", "考核分"], people)


def run(*arguments):
    """Runs the program: seconds and peak memory in MiB."""
    start = time.monotonic()
    pid = os.posix_spawn(arguments[0], list(map(str, arguments)), os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)])
    _, status, usage = os.wait4(pid, 0)
    if status:
        sys.exit(f"{arguments[1]} failed")
    return time.monotonic() - start, usage.ru_maxrss // 1024


def rows(path, number):
    """Texts and figures of a sheet, by row, with zipfile and an XML parser alone."""
    archive = zipfile.ZipFile(path)
    strings = ["".join(t.text or "" for t in si.iter(MAIN + "t")) for si in ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))]
    found = []
    for row in ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml")).iter(MAIN + "row"):
        cells = [(cell.get("t"), cell.findtext(MAIN + "v")) for cell in row]
        found.append([strings[int(value)] if kind == "s" and value else value for kind, value in cells])
    return found


def links(path, number):
    text = zipfile.ZipFile(path).read(f"xl/worksheets/_rels/sheet{number}.xml.rels").decode()
    return re.findall(r'Target="([^"]*)" TargetMode="External"', text)


def index(folder, units, each, persons=0):
    """Holds the index of a folder against its files."""
    path = folder / "目录.xlsx"
    lines = [row for row in rows(path, 1)[4:] if row and row[0] and row[0].isdigit()]
    assert len(lines) == units == len({row[1] for row in lines}), (folder, len(lines))
    targets = links(path, 1)
    assert len(targets) == len(set(targets)) == units * each, (folder, len(targets))
    there = {p.name for p in folder.iterdir()}
    assert set(targets) <= there, f"{folder}: a link leads nowhere"
    if persons:
        listed = rows(path, 2)[4:]
        assert len(listed) == persons == len({row[0] for row in listed}), len(listed)
        assert len(links(path, 2)) == persons


def size(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    return len(files), sum(path.stat().st_size for path in files) / 1e6


def main():
    program, schools = sys.argv[1], int(sys.argv[2])
    staff = int(sys.argv[3]) if len(sys.argv) > 3 else 8
    with tempfile.TemporaryDirectory() as place:
        office, out = pathlib.Path(place, "报送"), pathlib.Path(place, "结果")
        office.mkdir()
        district(office, schools, staff)
        cost = [("run", *run(program, "run", office, "--out", out))]
        (batch,) = [path for path in out.iterdir() if (path / "manifest.json").is_file()]
        manifest = json.loads((batch / "manifest.json").read_text("utf-8"))
        (paid,) = manifest["counts"]["payees"]
        assert paid["paid"] == schools * staff and paid["units"] == schools, paid
        index(batch / "公示", schools, 1)
        index(batch / "发放明细", schools, 1)
        if (batch / "核算底稿").is_dir():
            index(batch / "核算底稿", schools, 1)
        cost.append(("notices", *run(program, "notices", batch, "--out", pathlib.Path(place, "告知"))))
        index(pathlib.Path(place, "告知", "告知单"), schools, 2, schools * staff)
        sizes = [size(batch), size(pathlib.Path(place, "告知"))]
    for (what, seconds, peak), (files, megabytes) in zip(cost, sizes):
        print(f"{schools} schools, {schools * staff} staff: {what} {seconds:.1f} s, peak {peak} MiB, {files} files, {megabytes:.1f} MB")


if __name__ == "__main__":
    main()

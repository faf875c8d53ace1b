"""Every edit planted in a sealed batch must be named by `fenpei verify`, and nothing else.

    python3 planted.py FENPEI SCRATCH COUNT SEED BATCH...

In a copy of a batch single cells of its workbooks are edited as somebody would who hides it: a value, a cached result,
a formula, a number format, a note, a hidden row; a field of its texts; a total of its manifest. The manifest's hashes
are made again. Edits are made in the parts of the packages by this program alone, many at once in different places,
until COUNT are made; the first few are made one by one. `verify` must then name every edited file › sheet › cell, and
no other place.
"""

import hashlib
import html
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter

AT_ONCE = 50
ALONE = 6
#: Workbooks of one round, so that few large packages are written again.
BOOKS = 8
CELL = re.compile(r'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.S)
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


class Book:
    """A package: its parts as texts, changed ones written back."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as package:
            self.infos = package.infolist()
            self.parts = {info.filename: package.read(info) for info in self.infos}
        self.path = path
        links = dict(re.findall(r'<Relationship Id="(\w+)"[^>]*Target="([^"]*)"', self.text("xl/_rels/workbook.xml.rels")))
        sheets = re.findall(r'<sheet name="([^"]*)"[^>]*r:id="(\w+)"', self.text("xl/workbook.xml"))
        self.sheets = [(html.unescape(name), "xl/" + links[link]) for name, link in sheets]
        self.formats = self.meanings()
        self.cells = {}

    def text(self, part):
        return self.parts[part].decode("utf-8")

    def put(self, part, text):
        self.parts[part] = text.encode("utf-8")

    def meanings(self):
        """The number format of each cell style."""
        styles = self.text("xl/styles.xml")
        codes = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]*)"', styles))
        inside = re.search(r"<cellXfs[^>]*>(.*?)</cellXfs>", styles, re.S).group(1)
        return [codes.get(number, number) for number in re.findall(r'<xf numFmtId="(\d+)"', inside)]

    def cells_of(self, part):
        if part not in self.cells:
            self.cells[part] = [match.group(1) + match.group(2) for match in CELL.finditer(self.text(part))]
        return self.cells[part]

    def save(self):
        with zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED) as package:
            for info in self.infos:
                package.writestr(info, self.parts[info.filename], zipfile.ZIP_DEFLATED, 1)


def edited(book, rng, kind, attributes, body):
    """Attributes and body of the cell after an edit of this kind; none where the cell has nothing of it."""
    style = int(attributes.get("s", 0))
    formula = re.search(r"<f>(.*?)</f>", body, re.S)
    value = re.search(r"<v>(.*?)</v>", body, re.S)
    text = re.search(r"<t[^>]*>(.*?)</t>", body, re.S)
    if kind == "format":
        others = [n for n, code in enumerate(book.formats) if code != book.formats[style]]
        return (dict(attributes, s=str(rng.choice(others))), body) if others else None
    if kind == "formula" and formula:
        return attributes, body.replace(formula.group(0), f"<f>{formula.group(1)}+0</f>", 1)
    if kind in ("result", "value") and value and attributes.get("t") in (None, "n") and bool(formula) == (kind == "result"):
        moved = repr(float(value.group(1)) + rng.choice([1, -1, 0.01, 100]))
        return attributes, body.replace(value.group(0), f"<v>{moved}</v>", 1)
    if kind == "text" and text and attributes.get("t") == "inlineStr":
        return attributes, body.replace(text.group(0), f"<t>{text.group(1)}改</t>", 1)
    if kind == "text" and attributes.get("t") == "s":
        return dict(attributes, t="inlineStr"), "<is><t>换成别的字</t></is>"
    if kind == "text" and value and attributes.get("t") == "str":
        return attributes, body.replace(value.group(0), f"<v>{value.group(1)}改</v>", 1)
    return None


def plant_cell(book, rng, taken):
    """Edits a random cell; the place and the kind, or none."""
    name, part = rng.choice(book.sheets)
    cells = book.cells_of(part)
    kind = rng.choice(["format", "formula", "formula", "result", "result", "value", "text"])
    for _ in range(20 if cells else 0):
        cell = rng.choice(cells)
        if (name, cell) in taken:
            continue
        sheet = book.text(part)
        found = re.compile(rf'<c r="{cell}"([^>]*?)(?:/>|>(.*?)</c>)', re.S).search(sheet)
        changed = edited(book, rng, kind, dict(ATTRIBUTE.findall(found.group(1))), found.group(2) or "")
        if changed is None:
            continue
        attributes = "".join(f' {key}="{value}"' for key, value in changed[0].items())
        book.put(part, f'{sheet[:found.start()]}<c r="{cell}"{attributes}>{changed[1]}</c>{sheet[found.end():]}')
        taken.add((name, cell))
        return f"{name} › {cell}", kind
    return None


def plant_row(book, rng, taken):
    """Hides a row that is shown."""
    name, part = rng.choice(book.sheets)
    sheet = book.text(part)
    rows = [m for m in re.finditer(r'<row r="(\d+)"([^>]*)>', sheet) if "hidden" not in m.group(2) and (name, m.group(1)) not in taken]
    if not rows:
        return None
    row = rng.choice(rows)
    end = "/>" if row.group(2).endswith("/") else ">"
    inside = row.group(2).rstrip("/")
    book.put(part, f'{sheet[:row.start()]}<row r="{row.group(1)}"{inside} hidden="1"{end}{sheet[row.end():]}')
    taken.add((name, row.group(1)))
    return f"{name} › 第 {row.group(1)} 行", "hidden row"


def plant_note(book, rng, taken):
    """Another word in a note at a cell."""
    name, part = rng.choice(book.sheets)
    folder, file = part.rsplit("/", 1)
    links = book.parts.get(f"{folder}/_rels/{file}.rels", b"").decode("utf-8")
    target = re.search(r'Target="\.\./(comments\d+\.xml)"', links)
    if not target:
        return None
    part = "xl/" + target.group(1)
    text = book.text(part)
    note = rng.choice(list(re.finditer(r'<comment ref="([A-Z]+\d+)".*?</comment>', text, re.S)))
    if (name, note.group(1)) in taken:
        return None
    changed = note.group(0).replace("</t>", "（改）</t>", 1)
    book.put(part, text[: note.start()] + changed + text[note.end():])
    taken.add((name, note.group(1)))
    return f"{name} › {note.group(1)}", "note"


def plant_field(path, rng, taken):
    """A field of a text, or a word of a line without fields."""
    raw = path.read_bytes()
    encoding = "gb18030" if path.suffix in (".txt", ".csv") else "utf-8"
    lines = raw.decode(encoding).split("\n")
    number = rng.choice([n for n, line in enumerate(lines) if line.strip() and n not in taken] or [None])
    if number is None:
        return None
    line, tail = lines[number].rstrip("\r"), "\r" if lines[number].endswith("\r") else ""
    separator = next((mark for mark in "|\t," if mark in line), None)
    if separator:
        fields = line.split(separator)
        at = rng.randrange(len(fields))
        fields[at] += "9"
        line, place = separator.join(fields), f"第 {number + 1} 行第 {at + 1} 项"
    else:
        place = f"第 {number + 1} 行第 {len(line) + 1} 字"
        line += "9"
    lines[number] = line + tail
    path.write_bytes("\n".join(lines).encode(encoding))
    taken.add(number)
    return place, "field"


def plant_total(manifest, rng, taken):
    """A control total of the manifest."""
    at = rng.randrange(len(manifest["totals"]))
    field = rng.choice(["amount", "paid", "withheld", "carried_over", "gap"])
    if (at, field) in taken:
        return None
    manifest["totals"][at][field] = "9" + manifest["totals"][at][field]
    taken.add((at, field))
    return f"totals[{at + 1}].{field}", "total"


def plant(copy, count, rng):
    """Plants edits in a copy; the places that must be named, and how often each kind was planted."""
    manifest = json.loads((copy / "manifest.json").read_text("utf-8"))
    documents = [copy / entry["path"] for entry in manifest["documents"]]
    workbooks = [path for path in documents if path.suffix == ".xlsx"]
    books = [Book(path) for path in rng.sample(workbooks, min(BOOKS, len(workbooks)))]
    texts = [path for path in documents if path.suffix != ".xlsx"]
    taken, places, kinds = {}, set(), Counter()
    while len(places) < count:
        what = rng.choices(["cell", "row", "note", "field", "total"], [40, 2, 2, 5, 1])[0]
        if what in ("cell", "row", "note"):
            book = rng.choice(books)
            file, planter = book.path, {"cell": plant_cell, "row": plant_row, "note": plant_note}[what]
            made = planter(book, rng, taken.setdefault(file, set()))
        elif what == "field" and texts:
            file = rng.choice(texts)
            made = plant_field(file, rng, taken.setdefault(file, set()))
        else:
            file = copy / "manifest.json"
            made = plant_total(manifest, rng, taken.setdefault(file, set()))
        if made:
            places.add(f"{file.relative_to(copy).as_posix()} › {made[0]}")
            kinds[made[1]] += 1
    for book in books:
        if book.path in taken:
            book.save()
    for entry in manifest["documents"]:
        data = (copy / entry["path"]).read_bytes()
        entry["sha256"], entry["bytes"] = hashlib.sha256(data).hexdigest(), len(data)
    (copy / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return places, kinds


def verified(program, copy):
    """The places that are named, without what differs there."""
    done = subprocess.run([program, "verify", str(copy), "--lang", "zh"], capture_output=True, text=True)
    assert done.returncode == 1, f"{done.returncode}: {done.stdout}{done.stderr}"
    return {line.split("：")[0] for line in done.stdout.splitlines() if " › " in line.split("：")[0]}, done.stdout


def main():
    program, scratch, wanted, seed = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    batches = [pathlib.Path(path) for path in sys.argv[5:]]
    rng, made, kinds, rounds = random.Random(seed), 0, Counter(), 0
    while made < wanted:
        batch = batches[rounds % len(batches)]
        copy = scratch / batch.name
        shutil.copytree(batch, copy)
        places, planted = plant(copy, 1 if rounds < ALONE else min(AT_ONCE, wanted - made), rng)
        named, told = verified(program, copy)
        assert places <= named, f"not named: {sorted(places - named)}"
        assert named <= places, f"named without ground: {sorted(named - places)}\n{told[:2000]}"
        made, kinds, rounds = made + len(places), kinds + planted, rounds + 1
        shutil.rmtree(copy)
    each = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    print(f"{made} planted edits in {rounds} rounds, each named by file, sheet and cell, and nothing else: {each}")


if __name__ == "__main__":
    main()

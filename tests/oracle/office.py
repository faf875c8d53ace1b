"""LibreOffice and workbooks as the oracles need them.

Workbooks are read here straight from their XML, formula and cached value of every cell in one pass: none of the
program's own code, and no library that would hide what is in the file.
"""
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

# Always recalculate on loading, whoever wrote the file.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
# LibreOffice 7.4 calculates columns of like formulas on several threads; after an edit that can leave cells stale
# that read other sheets (a hard recalculation of the same document then differs). One thread does not.
ONE_THREAD = """<item oor:path="/org.openoffice.Office.Calc/Formula/Calculation">
<prop oor:name="UseThreadedCalculationForFormulaGroups" oor:op="fuse"><value>false</value></prop></item>
"""


def fail(message):
    """Ends an oracle: something does not hold."""
    print(f"FAILED: {message}", flush=True)
    sys.exit(1)


def only_batch(folder):
    """The batch itself, or the one batch in a folder of batches."""
    folder = Path(folder)
    if (folder / "manifest.json").is_file():
        return folder
    batches = [path for path in sorted(folder.iterdir()) if (path / "manifest.json").is_file()]
    if len(batches) != 1:
        fail(f"{folder} holds {len(batches)} batches, not one")
    return batches[0]


@contextmanager
def private_profile(more=""):
    """A folder with a LibreOffice profile of its own; recalculation on loading is forced in it."""
    with tempfile.TemporaryDirectory(prefix="fenpei-office-") as folder:
        user = Path(folder, "profile", "user")
        user.mkdir(parents=True)
        settings = PROFILE.replace("</oor:items>", more + "</oor:items>")
        (user / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
        yield Path(folder)


def soffice(folder, *arguments):
    """The command line of a LibreOffice that uses the profile in the folder."""
    profile = Path(folder, "profile").as_uri()
    return ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck", *arguments]


def convert(folder, sources, target):
    """Loads workbooks, which recalculates them, and saves them under the same names in another folder."""
    command = soffice(folder, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(target))
    done = subprocess.run([*command, *map(str, sources)], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    missing = [source.name for source in sources if not Path(target, source.name).is_file()]
    if done.returncode != 0 or missing:
        fail(f"LibreOffice did not convert {missing}: {done.stdout} {done.stderr}")


def write_canary(path):
    """A workbook with one cell, =1+1, whose cached value says 999."""
    sheet = '<sheetData><row r="1"><c r="A1"><f>1+1</f><v>999</v></c></row></sheetData>'
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    office = RELATION[1:].split("}")[0]
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN[1:-1]}" xmlns:r="{office}"><sheets>'
        '<sheet name="canary" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN[1:-1]}">{sheet}</worksheet>',
    }
    with zipfile.ZipFile(path, "w") as book:
        for name, text in parts.items():
            book.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>\n' + text)


class Error(str):
    """An error value of a cell, such as #REF!."""


def _texts(book):
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    root = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    # Phonetic runs (rPh) are no part of the text.
    return [
        "".join(t.text or "" for run in item if run.tag != MAIN + "rPh" for t in run.iter(MAIN + "t"))
        for item in root.iter(MAIN + "si")
    ]


def _value(cell, texts):
    kind, value = cell.get("t", "n"), cell.find(MAIN + "v")
    if kind == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(MAIN + "t"))
    text = value.text or "" if value is not None else ""
    if kind == "e":
        return Error(text)
    if kind == "str":
        return text
    if text == "":
        return None
    if kind == "s":
        return texts[int(text)]
    return float(text)


def sheets(path):
    """Each sheet of a workbook: its name, and its cells as address → (formula or None, value)."""
    with zipfile.ZipFile(path) as book:
        texts = _texts(book)
        targets = {
            item.get("Id"): item.get("Target")
            for item in ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
        }
        for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet"):
            target = targets[sheet.get(RELATION)]
            part = target[1:] if target.startswith("/") else f"xl/{target}"
            cells = {}
            with book.open(part) as source:
                for _, row in ElementTree.iterparse(source):
                    if row.tag != MAIN + "row":
                        continue
                    for cell in row.iter(MAIN + "c"):
                        formula = cell.find(MAIN + "f")
                        formula = formula.text if formula is not None else None
                        value = _value(cell, texts)
                        if formula is not None or value is not None:
                            cells[cell.get("r")] = (formula, value)
                    row.clear()
            yield sheet.get("name"), cells


ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]+)")


def split_address(address):
    """`AB12` → `("AB", 12)`"""
    letters, row = ADDRESS.fullmatch(address).groups()
    return letters, int(row)


def number_of(letters):
    """`A` → 1"""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def letters_of(number):
    """1 → `A`"""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def fifteen(value):
    """A number as far as spreadsheets show it: 15 digits. LibreOffice exports no more."""
    return float(f"{value:.15g}")


def same(cached, calculated):
    """Whether two values of a cell are the same; an empty text and an empty cell are."""
    if isinstance(cached, Error) or isinstance(calculated, Error):
        return False
    if isinstance(cached, float) and isinstance(calculated, float):
        return fifteen(cached) == fifteen(calculated)
    return (cached if cached is not None else "") == (calculated if calculated is not None else "")


@contextmanager
def listening():
    """A LibreOffice that takes commands; gives its desktop."""
    import uno  # Debian: python3-uno

    with private_profile(ONE_THREAD) as folder:
        accept = f"pipe,name=fenpei{os.getpid()};urp"
        process = subprocess.Popen(
            soffice(folder, f"--accept={accept}"),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        try:
            yield _connect(uno, process, accept)
        finally:
            process.terminate()
            process.wait(timeout=60)


def _connect(uno, process, accept):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        if process.poll() is not None:
            fail(f"LibreOffice ended with {process.returncode}")
        try:
            context = resolver.resolve(f"uno:{accept};StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception as error:  # not listening yet
            if "NoConnect" not in type(error).__name__:
                raise
            time.sleep(0.5)
    fail("LibreOffice does not listen")

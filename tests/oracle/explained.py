"""Redoes every amount of people, units and funds from the printed explanation alone.

    fenpei explain BATCH --all --format json --out explained.json
    python explained.py BATCH explained.json [--plant]

Knows nothing of schemes: only the explanation's formulas with the values put in. For every cell the formula is
evaluated in exact fractions and rounded as the explanation says; every value put in must be the value of the cell,
parameter, band, tier or aggregate that it is said to come from; aggregates and ranks are worked out again from their
ranges in the audit workbook; every input must stand in its file, sheet and cell. `--plant` puts faults into the
explanation, each of which must be caught.
"""
import datetime
import json
import random
import re
import sys
from fractions import Fraction
from pathlib import Path

import openpyxl
from openpyxl.utils import column_index_from_string

NOTHING = "无"
TOKEN = re.compile(r'\s*(?:(?P<number>\d+(?:\.\d+)?)|"(?P<text>[^"]*)"|(?P<sign><=|>=|<>|[-+*/=<>(),])|(?P<name>[A-Z]+)|(?P<word>[是否无…]))')


class Missing:
    """No value."""


MISSING = Missing()


class NotTaken(Exception):
    """A branch that was said not to matter was needed."""


class Parser:
    """Evaluates `IF("合格" = "合格", 12.50 * (2/3), …)`."""

    def __init__(self, text):
        self.tokens, at = [], 0
        text = text.strip()
        while at < len(text):
            match = TOKEN.match(text, at)
            assert match, f"cannot read {text[at:]!r}"
            self.tokens.append((match.lastgroup, match.group(match.lastgroup)))
            at = match.end()
        self.at = 0

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else (None, None)

    def take(self, sign=None):
        token = self.peek()
        assert sign is None or token == ("sign", sign), f"{sign} expected, {token} found"
        self.at += 1
        return token

    def whole(self):
        value = self.comparison()
        assert self.at == len(self.tokens), f"left over: {self.tokens[self.at:]}"
        return value()

    def comparison(self):
        left = self.sum()
        kind, sign = self.peek()
        if kind == "sign" and sign in ("=", "<>", "<", ">", "<=", ">="):
            self.take()
            right = self.sum()
            return lambda: {"=": lambda a, b: a == b, "<>": lambda a, b: a != b, "<": lambda a, b: a < b,
                            ">": lambda a, b: a > b, "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b}[sign](left(), right())
        return left

    def sum(self):
        left = self.product()
        while self.peek() in (("sign", "+"), ("sign", "-")):
            sign, before, right = self.take()[1], left, self.product()
            left = (lambda a, b: lambda: a() + b())(before, right) if sign == "+" else (lambda a, b: lambda: a() - b())(before, right)
        return left

    def product(self):
        left = self.unary()
        while self.peek() in (("sign", "*"), ("sign", "/")):
            sign, before, right = self.take()[1], left, self.unary()
            left = (lambda a, b: lambda: a() * b())(before, right) if sign == "*" else (lambda a, b: lambda: a() / b())(before, right)
        return left

    def unary(self):
        if self.peek() == ("sign", "-"):
            self.take()
            inner = self.unary()
            return lambda: -inner()
        return self.atom()

    def atom(self):
        kind, token = self.take()
        if kind == "number":
            return lambda: Fraction(token)
        if kind == "text":
            return lambda: token
        if kind == "word":
            def word():
                if token == "…":
                    raise NotTaken()
                return {"是": True, "否": False, NOTHING: MISSING}[token]
            return word
        if (kind, token) == ("sign", "("):
            inner = self.comparison()
            self.take(")")
            return inner
        assert kind == "name", f"{token!r} not expected"
        self.take("(")
        arguments = []
        while self.peek() != ("sign", ")"):
            arguments.append(self.comparison())
            if self.peek() == ("sign", ","):
                self.take()
        self.take(")")
        return lambda: call(token, arguments)


def missing(value):
    return value is MISSING or value == ""


def call(name, a):
    if name == "IF":
        return a[1]() if a[0]() else a[2]()
    if name == "AND":
        return all(x() for x in a)
    if name == "OR":
        return any(x() for x in a)
    if name == "IFMISSING":
        first = a[0]()
        return a[1]() if missing(first) else first
    if name == "MISSING":
        return MISSING
    v = [x() for x in a]
    if name == "DATE":
        return datetime.date(*map(int, v))
    return {
        "NOT": lambda: not v[0],
        "MIN": lambda: min(v),
        "MAX": lambda: max(v),
        "ABS": lambda: abs(v[0]),
        "ROUND": lambda: rounded(v[0], int(v[1]), "half-up"),
        "ROUNDDOWN": lambda: rounded(v[0], int(v[1]), "down"),
        "ROUNDUP": lambda: rounded(v[0], int(v[1]), "up"),
        "DAYS": lambda: Fraction((v[0] - v[1]).days),
        "YEAR": lambda: Fraction(v[0].year),
        "MONTH": lambda: Fraction(v[0].month),
        "DAY": lambda: Fraction(v[0].day),
        "ISMISSING": lambda: missing(v[0]),
        "ONEOF": lambda: v[0] in v[1:],
    }[name]()


def rounded(value, places, how):
    scaled = abs(value) * 10**places
    whole, rest = scaled.numerator // scaled.denominator, scaled - scaled.numerator // scaled.denominator
    half = Fraction(1, 2)
    up = {"half-up": rest >= half, "half-even": rest > half or (rest == half and whole % 2), "down": False, "up": rest > 0}[how]
    return Fraction(whole + bool(up), 10**places) * (1 if value >= 0 else -1)


def evaluate(text):
    return Parser(text).whole()


class Workbooks:
    """Cells of the batch's audit workbook and of its inputs, by value."""

    def __init__(self, batch):
        self.batch, self.sheets, self.columns = batch, {}, {}

    def sheet(self, path, name):
        if (path, name) not in self.sheets:
            book = openpyxl.load_workbook(self.batch / path, data_only=True)
            for sheet in book.worksheets:
                self.sheets[path, sheet.title] = [list(row) for row in sheet.iter_rows(values_only=True)]
        return self.sheets[path, name]

    def cell(self, path, sheet, address):
        letters, row = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()
        rows = self.sheet(path, sheet)
        row, column = int(row) - 1, column_index_from_string(letters) - 1
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else None

    def range(self, path, text):
        if text not in self.columns:
            sheet, first, last = re.fullmatch(r"(.+)!([A-Z]+\d+):([A-Z]+\d+)", text).groups()
            letters, start = re.fullmatch(r"([A-Z]+)(\d+)", first).groups()
            end = int(re.fullmatch(r"[A-Z]+(\d+)", last).group(1))
            self.columns[text] = [self.cell(path, sheet, f"{letters}{row}") for row in range(int(start), end + 1)]
        return self.columns[text]


def close(a, b):
    """Equal but for what a double loses."""
    return abs(a - b) < Fraction(1, 10**7)


def selected(books, path, terms):
    rows = range(terms["rows"])
    if terms["owner"]:
        owners, number = books.range(path, terms["owner"][0]), terms["owner"][1]
        rows = [row for row in rows if owners[row] == number]
    if terms["condition"]:
        flags = books.range(path, terms["condition"])
        rows = [row for row in rows if flags[row] == 1]
    return rows


def figures(books, path, terms):
    rows = selected(books, path, terms)
    if terms["range"] is None:
        return [1] * len(rows)
    cells = books.range(path, terms["range"])
    return [cells[row] for row in rows]


def check_use(use, explanation, values, books):
    path = explanation["workbook"]
    kind, value = use["kind"], use["value"]
    if kind == "column" and use["cell"] is not None:
        assert values[use["cell"]] == value, "not the cell's value"
    elif kind == "parameter" and use["corrected"]:
        check_written(value, use["corrected"]["new"])
    elif kind == "parameter" and use["place"]:
        check_written(value, books.cell("输入/" + use["place"][0], *use["place"][1:]))
    elif kind == "aggregate" and use["terms"]:
        cells = figures(books, path, use["terms"])
        numbers = [cell for cell in cells if isinstance(cell, (int, float)) and not isinstance(cell, bool)]
        function = use["function"]
        if function == "COUNT":
            # Among figures, the mark of an absence is no value.
            counted = numbers if numbers else [cell for cell in cells if cell not in (None, "")]
            found = Fraction(len(counted))
        elif function == "SUM":
            found = Fraction(sum(map(Fraction, numbers)))
        elif not numbers:
            assert value == NOTHING, "no rows"
            return
        else:
            found = {"AVERAGE": lambda n: sum(map(Fraction, n)) / len(n), "MIN": min, "MAX": max}[function](numbers)
        assert close(Fraction(found), evaluate(value)), f"{function} over the range gives {float(found)}"
    elif kind == "rank" and use["terms"] and value != NOTHING:
        rows = selected(books, path, use["terms"])
        keys = [books.range(path, use["terms"]["range"])] + [books.range(path, text) for text, _ in use["chain"]]
        signs = [-1 if use["descending"] else 1] + [-1] * len(use["chain"])
        own = [sign * round(float(evaluate(text)), 9) for sign, text in zip(signs, [use["own"]] + [own for _, own in use["chain"]])]
        ranked = [[sign * round(column[row], 9) for sign, column in zip(signs, keys)] for row in rows
                  if isinstance(keys[0][row], (int, float))]
        assert len(ranked) == use["of"], "number of rows ranked"
        assert 1 + sum(other < own for other in ranked) == int(value), "rank"
    elif kind == "tier" and use["stands"]:
        first, last = use["stands"]
        of = lambda place: next((Fraction(v) for _, end, v in use["tiers"] if place <= end), Fraction(use["below"]))
        assert values[use["cells"][0]] == str(first), "place"
        found = sum(of(p) for p in range(first, last + 1)) / (last - first + 1) if use["shared"] else of(first)
        assert found == evaluate(value), "value of the tier"
    elif kind == "band":
        looked_up = evaluate(use["looked_up"][1])
        if isinstance(looked_up, str):
            assert use["row"] in (looked_up, ""), f"{looked_up} is not {use['row']}"
        else:
            for (side, sign) in (("low", 1), ("high", -1)):
                if use[side]:
                    gap = sign * (looked_up - evaluate(use[side][0]))
                    assert gap > 0 or (gap == 0 and use[side][1]), f"outside of {use['row']}"


def check_written(value, cell):
    """A value as printed, against what stands in a file."""
    if value == NOTHING:
        return
    found = evaluate(value)
    if isinstance(found, Fraction):
        text = re.sub(r"[^\d.%-]", "", str(cell)) if isinstance(cell, str) else cell
        if isinstance(text, str) and text.endswith("%"):
            written = Fraction(text[:-1])
        else:
            written = Fraction(str(text))
        assert any(close(found, written * k) for k in (1, 100, Fraction(1, 100))), f"the file holds {cell!r}"
    elif isinstance(found, datetime.date):
        day = cell.date() if isinstance(cell, datetime.datetime) else cell
        if isinstance(day, (int, float)):
            day = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(day))
        if isinstance(day, str):
            day = datetime.date(*map(int, re.findall(r"\d+", day)[:3]))
        assert found == day, f"the file holds {cell!r}"
    elif isinstance(found, str) and found:
        folded = lambda text: re.sub(r"\s", "", str(text))
        there = folded("" if cell is None else cell)
        if "*" in found:
            assert len(there) == len(found) and there.endswith(found.lstrip("*")), "the file holds another number"
        else:
            # Names as cells stand with others in one, 张三/李四; a term stands in the title of its sheet.
            named = len(folded(found)) > 5 and folded(found) in there
            assert named or folded(found) in [there] + re.split(r"[/、，,；;]", there), f"the file holds {cell!r}"


def check_share(how, cell, values):
    for part in ("available", "weight", "weight_total"):
        if how[part]:
            assert values[how[part][1]] == how[part][0], f"{part} is not the cell's value"
    if not how["weight"]:
        return
    amount, weight, total = (evaluate(how[part][0]) for part in ("available", "weight", "weight_total"))
    unit, sign = how["unit"], -1 if amount < 0 else 1
    fen = abs(amount) * 100
    if total == 0:
        got = Fraction(0)
    elif how["method"] in ("largest-remainder", "floor"):
        units = fen // unit
        quotient = units * weight / total
        floor = quotient.numerator // quotient.denominator
        assert floor == how["floor"], "floor"
        share = quotient - floor
        assert (share == 0) == (how["remainder"] == "0"), "remainder"
        extra = 1 if how["method"] == "largest-remainder" and 0 < how["place"] <= how["spare"] else 0
        got = (floor + extra) * unit
    elif how["method"] == "unit-price":
        price = rounded(fen / total, 0, "half-up")
        assert Fraction(how["price"]) * 100 == price * sign, "price"
        got = rounded(price * weight / unit, 0, "half-up") * unit
    else:
        got = rounded(fen * weight / total / unit, 0, "half-up") * unit
    if how["part"] == "amount":
        assert evaluate(cell["value"]) * 100 == got * sign, f"gives {float(got * sign) / 100}"


def check_cell(cell, explanation, values, books):
    how = cell["how"]
    if how["kind"] == "input":
        there = books.cell("输入/" + how["file"], how["sheet"], how["cell"])
        if how["corrected"]:
            check_written(cell["value"], how["corrected"]["new"])
            assert str(there) == how["corrected"]["old"] or close(Fraction(str(there)), Fraction(how["corrected"]["old"])), "the old value"
        else:
            check_written(cell["value"], there)
    elif how["kind"] == "share":
        check_share(how, cell, values)
    elif how["kind"] == "formula":
        put = re.sub(r"⟦(\d+)⟧", lambda m: how["uses"][int(m.group(1))]["value"], how["template"])
        assert put == how["with_values"], "not the values that are listed"
        for use in how["uses"]:
            check_use(use, explanation, values, books)
        got, printed = evaluate(how["with_values"]), evaluate(cell["value"])
        if cell["rounding"] and isinstance(got, Fraction):
            got = rounded(got, cell["places"], cell["rounding"])
        if isinstance(printed, str) and "*" in printed:
            return
        same = missing(got) and missing(printed) or got == printed
        assert same, f"the formula gives {got}"


FAULTS = (AssertionError, NotTaken, ArithmeticError, TypeError, ValueError, KeyError, IndexError)


def check(explanation, books):
    """Everything that does not hold, with its place."""
    values = [cell["value"] for cell in explanation["cells"]]
    faults = []
    for number, cell in enumerate(explanation["cells"]):
        try:
            check_cell(cell, explanation, values, books)
        except FAULTS as fault:
            faults.append(f"[{number}] {cell['row']} {cell['table']}.{cell['column']} = {cell['value']}: {type(fault).__name__} {fault}")
    for subject in explanation["subjects"]:
        try:
            check_subject(subject, explanation, values, books)
        except FAULTS as fault:
            faults.append(f"{subject['kind']} {subject['key']} {subject['name']}: {type(fault).__name__} {fault}")
    return faults


def total(items):
    return sum((Fraction(item["amount"]) for item in items), Fraction(0))


def check_subject(subject, explanation, values, books):
    amount = Fraction(subject["amount"])
    for item in subject["items"] + subject["elsewhere"] + subject["moved"]:
        check_item(item, explanation, values, books)
    if subject["kind"] == "fund":
        check_fund(subject, amount)
    else:
        assert total(subject["items"]) == amount, f"the items make {float(total(subject['items']))}"
        if subject["year"] is None:
            assert not subject["elsewhere"], "items of other funds without a year's amount"
        else:
            assert amount + total(subject["elsewhere"]) == Fraction(subject["year"]), "the year's amount"
    for gate in subject["gates"]:
        check_gate(gate, subject, values)
    if subject["standing"]:
        place = subject["standing"]
        least, middle, most = (Fraction(place[name]) for name in ("least", "median", "most"))
        assert least <= middle <= most and least <= amount <= most and 1 <= place["rank"] <= place["count"], "place"
        assert place["count"] >= 5, "a group below five"


def check_item(item, explanation, values, books):
    amount = abs(Fraction(item["amount"]))
    if item["over"] is None:
        assert amount == abs(evaluate(values[item["cell"]])), f"{item['step']}: not the cell's value"
    elif item["over"]["terms"]:
        cells = figures(books, explanation["workbook"], item["over"]["terms"])
        filled = [Fraction(cell) for cell in cells if isinstance(cell, (int, float)) and cell]
        assert len(filled) == item["over"]["count"], f"{item['step']}: {len(filled)} rows hold an amount"
        assert close(abs(sum(filled)), amount), f"{item['step']}: the range makes {float(sum(filled))}"


def check_fund(subject, amount):
    """Every account is emptied but those where money ends, and these hold what came in."""
    assert total(item for item in subject["items"] if item["from"] is None) == amount, "what came in"
    balances = {}
    for item in subject["items"]:
        balances[item["to"]] = balances.get(item["to"], 0) + Fraction(item["amount"])
        if item["from"] is not None:
            balances[item["from"]] = balances.get(item["from"], 0) - Fraction(item["amount"])
    ends = {}
    for end in subject["ends"]:
        ends[end["account"]] = ends.get(end["account"], 0) + Fraction(end["amount"])
    assert {name: left for name, left in balances.items() if left} == ends, "where the money ended"
    assert sum(ends.values()) == amount, "what ended is not what came in"


def check_gate(gate, subject, values):
    without, left = Fraction(gate["without"]), Fraction(gate["with"])
    assert values[gate["cell"]] == ("是" if gate["bit"] else "否"), f"{gate['step']}: whether it bit"
    taken = [item for item in subject["items"] + subject["moved"] if item["step"] == gate["step"] and (item["to"] == gate["to"])]
    if subject["kind"] == "payee":
        assert left - without == total(taken), f"{gate['step']}: with and without"
    assert gate["bit"] or left == without, f"{gate['step']}: it did not bite and took"
    if subject["kind"] == "payee" and taken:
        sources = {(item["fund"], item["source"]) for item in taken}
        before = subject["items"][: subject["items"].index(taken[0])]
        there = total(item for item in before if (item["fund"], item["source"]) in sources)
        assert there == without, f"{gate['step']}: {float(there)} was there before"
    for name, value, cell in gate["evidence"]:
        held = evaluate(values[cell])
        assert not value or str(held) == value or values[cell] == value, f"{gate['step']}: {name}"


def plant(explanation, books, count=60):
    """One more in the last place of a random value: each must be caught."""
    rng, caught, tried = random.Random(20181231), 0, 0
    while tried < count:
        copy = dict(explanation, cells=list(explanation["cells"]), subjects=[])
        number = rng.randrange(len(copy["cells"]))
        cell = copy["cells"][number]
        match = re.fullmatch(r"(\d+\.\d+|\d+)", cell["value"])
        if not match or cell["how"]["kind"] == "structure":
            continue
        digits = cell["value"]
        other = digits[:-1] + str((int(digits[-1]) + 1) % 10)
        copy["cells"][number] = dict(cell, value=other)
        tried += 1
        values = [c["value"] for c in copy["cells"]]
        try:
            check_cell(copy["cells"][number], copy, values, books)
        except (AssertionError, NotTaken, ArithmeticError, TypeError, ValueError):
            caught += 1
            continue
        print(f"not caught: {cell['table']}.{cell['column']} {digits} → {other}: {cell['how']}")
    return caught, tried


def plant_subjects(explanation, books, count=60):
    """One fen more in what is said of a subject: each must be caught."""
    rng, caught, tried = random.Random(20181231), 0, 0
    values = [cell["value"] for cell in explanation["cells"]]
    fen = lambda text: str(Fraction(text) * 100 + 1) + "/100"
    while tried < count:
        subject = json.loads(json.dumps(rng.choice(explanation["subjects"])))
        places = [(item, "amount") for item in subject["items"] + subject["elsewhere"]] + [(subject, "amount")]
        places += [(item, "amount") for item in subject["moved"] if item["over"] is None or item["over"]["terms"]]
        places += [(item["over"], "count") for item in subject["items"] if item["over"] and item["over"]["terms"]]
        places += [(end, "amount") for end in subject["ends"]]
        places += [(gate, "with") for gate in subject["gates"] if subject["kind"] == "payee"]
        holder, name = rng.choice(places)
        before = holder[name]
        holder[name] = before + 1 if name == "count" else fen(before)
        tried += 1
        try:
            check_subject(subject, explanation, values, books)
        except FAULTS:
            caught += 1
            continue
        print(f"not caught: {subject['kind']} {subject['name']} {name} {before}: {holder}")
    return caught, tried


def main():
    batch, path = Path(sys.argv[1]), Path(sys.argv[2])
    explanation = json.loads(path.read_text(encoding="utf-8"))
    books = Workbooks(batch)
    faults = check(explanation, books)
    for fault in faults[:40]:
        print(fault)
    if faults:
        sys.exit(f"{len(faults)} faults")
    kinds, subjects = {}, {}
    for cell in explanation["cells"]:
        kinds[cell["how"]["kind"]] = kinds.get(cell["how"]["kind"], 0) + 1
    for subject in explanation["subjects"]:
        subjects[subject["kind"]] = subjects.get(subject["kind"], 0) + 1
    print(f"{subjects} redone to the fen from {len(explanation['cells'])} cells: {kinds}")
    if "--plant" in sys.argv:
        for planted in (plant, plant_subjects):
            caught, tried = planted(explanation, books)
            print(f"{caught} of {tried} planted faults caught")
            if caught < tried:
                sys.exit(1)


main()

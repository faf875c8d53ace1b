"""Walks the formulas of the audit workbook from every person's net pay (实发) down to constants, and checks that
every input, parameter and standard is reached that the program's Book says the amount rests on.

    precedents.py BATCH LEAVES.json [--plant]

LEAVES.json is written by the example oracle-leaves. The tracer is not the program's: it knows formulas from the
workbook alone, cut into tokens by openpyxl. It follows INDEX to the one cell that its row number points at, and
SUMIFS and COUNTIFS to the rows whose constant group numbers fit, so that reaching a cell means something.
--plant replaces one formula by its value first and must find that out.
"""
import argparse
import json
import sys
import time
from functools import reduce

from office import fail, letters_of, number_of, only_batch, sheets, split_address
from openpyxl.formula import Tokenizer
from recalculate import AUDIT

UNKNOWN = object()
SHOWN_MAX = 10


def parse(formula):
    """A formula as a tree without its operators: texts are operands, pairs (name, arguments) are calls."""
    stack = [("", [[]])]
    for token in Tokenizer("=" + formula).items:
        if token.subtype == "OPEN":
            stack.append((token.value[:-1].upper(), [[]]))
        elif token.subtype == "CLOSE":
            call = stack.pop()
            stack[-1][1][-1].append(call)
        elif token.type == "SEP":
            stack[-1][1].append([])
        elif token.type == "OPERAND":
            stack[-1][1][-1].append((token.subtype, token.value))
    (call,) = stack
    return call


def area(reference, sheet):
    """`'教职工'!$R$5:$R$1217` → sheet, first column, first row, last column, last row."""
    if "!" in reference:
        sheet, reference = reference.rsplit("!", 1)
        sheet = sheet.strip("'").replace("''", "'")
    first, _, last = reference.replace("$", "").partition(":")
    (left, top), (right, bottom) = split_address(first), split_address(last or first)
    return sheet, number_of(left), top, number_of(right), bottom


class Tracer:
    """Sets of constants as whole numbers, one bit a cell: the listed ones and all cells of input columns."""

    def __init__(self, workbook, listed):
        self.cells = {(sheet, address): cell for sheet, cells in workbook.items() for address, cell in cells.items()}
        self.bits = {cell: number for number, cell in enumerate(listed)}
        self.inputs = {
            (sheet, split_address(address)[0])
            for (sheet, address), (_, value) in self.cells.items() if value == "录入" and split_address(address)[1] == 3
        }
        self.known = {}
        self.selections = {}
        self.indexes = {}

    def cell(self, key):
        """What a cell rests on."""
        known = self.known.get(key)
        if known is None:
            formula, _ = self.cells.get(key, (None, None))
            if formula is None:
                known = self.constant_bit(key)
            else:
                self.known[key] = UNKNOWN
                known = self.call(parse(formula), key[0])
            self.known[key] = known
        if known is UNKNOWN:
            fail(f"{key} rests on itself")
        return known

    def constant_bit(self, key):
        if key not in self.bits:
            if (key[0], split_address(key[1])[0]) not in self.inputs:
                return 0
            self.bits[key] = len(self.bits)
        return 1 << self.bits[key]

    def call(self, call, sheet):
        name, arguments = call
        if name == "INDEX":
            return self.index(arguments, sheet)
        if name == "SUMIFS":
            return self.conditional(arguments[:1], arguments[1:], sheet)
        if name == "COUNTIFS":
            return self.conditional([], arguments, sheet)
        return reduce(lambda found, argument: found | self.argument(argument, sheet), arguments, 0)

    def argument(self, argument, sheet):
        found = 0
        for kind, value in argument:
            if kind == "RANGE":
                found |= self.range(area(value, sheet))
            elif isinstance(value, list):
                found |= self.call((kind, value), sheet)
        return found

    def range(self, of, rows=None):
        """Union over a range, or over those rows of it."""
        sheet, left, top, right, bottom = of
        if left == right and top == bottom and rows is None:
            return self.cell((sheet, f"{letters_of(left)}{top}"))
        key = (of, rows)
        if key not in self.selections:
            found = 0
            for column in map(letters_of, range(left, right + 1)):
                for row in range(top, bottom + 1) if rows is None else rows:
                    found |= self.cell((sheet, f"{column}{row}"))
            self.selections[key] = found
        return self.selections[key]

    def constant(self, argument, sheet):
        """The value of an expression that rests on row numbers alone; UNKNOWN for any other."""
        if len(argument) != 1:
            return UNKNOWN
        (kind, value), = argument
        if kind == "NUMBER":
            return float(value)
        if kind == "TEXT":
            return None if value == '""' else UNKNOWN
        if kind == "RANGE":
            of = area(value, sheet)
            return UNKNOWN if of[1:3] != of[3:5] else self.constant_cell(of[0], of[1], of[2])
        if kind == "INDEX":
            of = area(value[0][0][1], sheet)
            number = self.constant(value[1], sheet)
            return number if number in (None, UNKNOWN) else self.constant_cell(of[0], of[1], of[2] + int(number) - 1)
        if kind == "IF" and value[0][0][0] == "ISNUMBER":
            number = self.constant(value[0][0][1][0], sheet)
            return number if number is UNKNOWN else self.constant(value[1 if number is not None else 2], sheet)
        return UNKNOWN

    def constant_cell(self, sheet, column, row):
        formula, value = self.cells.get((sheet, f"{letters_of(column)}{row}"), (None, None))
        return UNKNOWN if formula is not None else value

    def index(self, arguments, sheet):
        of = area(arguments[0][0][1], sheet)
        number = self.constant(arguments[1], sheet)
        found = self.argument(arguments[1], sheet)
        if number is UNKNOWN:
            return found | self.range(of)
        if number is None:  # leads nowhere
            return found
        return found | self.cell((of[0], f"{letters_of(of[1])}{of[2] + int(number) - 1}"))

    def conditional(self, summed, pairs, sheet):
        """Ranges of SUMIFS and COUNTIFS, cut down to the rows whose constants fit."""
        found, rows = 0, None
        ranges = [area(argument[0][1], sheet) for argument in summed]
        for tested, criterion in zip(pairs[::2], pairs[1::2]):
            of = area(tested[0][1], sheet)
            ranges.append(of)
            found |= self.argument(criterion, sheet)
            number = self.constant(criterion, sheet)
            fitting = self.rows_of(of).get(number, frozenset()) if isinstance(number, float) else None
            if fitting is not None and self.rows_of(of):
                rows = fitting if rows is None else rows & fitting
        # All ranges of one call have the same rows, counted from their own top.
        selection = None if rows is None else tuple(sorted(rows))
        for of in ranges:
            found |= self.range(of, selection if selection is None else tuple(of[2] + row for row in selection))
        return found

    def rows_of(self, of):
        """For a range of constants: the rows of each number; empty for any other range."""
        if of not in self.indexes:
            sheet, column, top, _, bottom = of
            index = {}
            for row in range(top, bottom + 1):
                value = self.constant_cell(sheet, column, row)
                if value is UNKNOWN:
                    index = {}
                    break
                if isinstance(value, float):
                    index.setdefault(value, set()).add(row - top)
            self.indexes[of] = {value: frozenset(rows) for value, rows in index.items()}
        return self.indexes[of]


def plant(workbook, persons, cells):
    """Puts a constant in place of the one formula that reads some leaf; says which."""
    tracer_cells = {(sheet, address): cell for sheet, members in workbook.items() for address, cell in members.items()}
    for leaf in (cells[number] for start, end in persons[0]["leaves"] for number in range(start, end)):
        sheet, address = leaf
        letters, row = split_address(address)
        own = [
            key for key, (formula, _) in tracer_cells.items()
            if key[0] == sheet and formula and f"${letters}{row}" in formula
        ]
        ranged = any(
            formula and f"'{sheet}'!${letters}$" in formula for formula, _ in tracer_cells.values()
        )
        if len(own) == 1 and not ranged:
            (_, value) = tracer_cells[own[0]]
            workbook[sheet][own[0][1]] = (None, value)
            return leaf, own[0]
    fail("found no place to plant a fault")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("batch")
    arguments.add_argument("leaves")
    arguments.add_argument("--plant", action="store_true", help="plant a fault, which must be found")
    arguments = arguments.parse_args()
    start = time.monotonic()
    sys.setrecursionlimit(100_000)
    listed = json.load(open(arguments.leaves, encoding="utf-8"))
    cells = [tuple(cell.rsplit("!", 1)) for cell in listed["cells"]]
    persons = listed["persons"]
    workbook = dict(sheets(only_batch(arguments.batch) / AUDIT))
    if arguments.plant:
        leaf, planted = plant(workbook, persons, cells)
        print(f"planted: {planted[0]}!{planted[1]} is a constant now, so that {leaf[0]}!{leaf[1]} is not reached")
    tracer = Tracer(workbook, cells)
    missed, checked, beyond, example = [], 0, 0, None
    for person in persons:
        net = tuple(person["cell"].rsplit("!", 1))
        if tracer.cells.get(net, (None, None))[0] is None:
            fail(f"{person['cell']} holds no formula")
        found = tracer.cell(net)
        listed_bits = sum(((1 << end - start) - 1) << start for start, end in person["leaves"])
        checked += listed_bits.bit_count()
        missing, more = listed_bits & ~found, found & ~listed_bits
        beyond += more.bit_count()
        if more:
            example = (person["cell"], more.bit_length() - 1)
        while missing:
            bit = missing & -missing
            missed.append((person["cell"], listed["cells"][bit.bit_length() - 1]))
            missing ^= bit
    for net, leaf in missed[:SHOWN_MAX]:
        print(f"  {net} does not reach {leaf}")
    seconds = time.monotonic() - start
    print(
        f"precedents: {len(persons)} persons, {len(cells)} cells, {checked} leaves of persons, {len(missed)} not "
        f"reached, {beyond} inputs reached that are not listed, {seconds:.0f} s"
    )
    if example:
        names = {bit: cell for cell, bit in tracer.bits.items()}
        print(f"  not listed, for example: {example[0]} reaches {'!'.join(names[example[1]])}")
    if arguments.plant:
        if not missed:
            fail("the planted fault was not found")
        print("the planted fault was found")
    elif missed or not checked:
        fail("a payout does not reach what it rests on")


if __name__ == "__main__":
    main()

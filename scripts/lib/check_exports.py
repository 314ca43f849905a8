"""Exports a store in every format and compares what other readers find with the plain CSV. Called by check-exports."""

import csv
import datetime
import json
import pathlib
import re
import shutil
import subprocess
import sys
from decimal import Decimal

import openpyxl

WIDE = ["applications", "outcomes", "disclosure", "procurement", "proceedings"]
HOSTILE = "=cmd|' /C calc'!A0"
FORMULA_STARTS = "=+-@\t\r"
csv.field_size_limit(1 << 30)
faults = []


def check(condition, message):
    if not condition:
        faults.append(message)
        print(f"fault: {message}")


def run(*arguments):
    result = subprocess.run([gongkai, *arguments], capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"gongkai {' '.join(arguments)} failed: {result.stderr}")


def rows_of(path, encoding="utf-8"):
    with open(path, encoding=encoding, newline="") as file:
        return list(csv.reader(file))


def unescaped(text):
    """What a spreadsheet shows for a cell's text: _xHHHH_ is a character."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)


def number(text):
    """Of a number in a spreadsheet: 15 digits are what it keeps."""
    return format(float(text), ".15g")


def is_numeric(kind):
    return kind in ("integer", "number")


def compare_cell(value, expected, kind, place):
    if expected == "":
        check(value in (None, ""), f"{place}: {value!r} where nothing is known")
    elif is_numeric(kind) and not isinstance(value, str):
        check(number(value) == number(expected), f"{place}: {value!r} is not {expected}")
    elif kind == "date" and isinstance(value, (datetime.datetime, datetime.date)):
        check(value.strftime("%Y-%m-%d") == expected, f"{place}: {value!r} is not {expected}")
    else:
        check(isinstance(value, str), f"{place}: {value!r} is no text")
        found = unescaped(str(value)).replace("\r\n", "\n").replace("\r", "\n")
        wanted = expected.replace("\r\n", "\n").replace("\r", "\n")
        if len(expected.encode("utf-16-le")) <= 2 * 32767:
            check(found == wanted or found.strip() == wanted.strip(), f"{place}: {found!r} is not {wanted!r}")


def check_workbook(path, expected, kinds):
    """Each sheet against the CSV of its table: header, rows, types, frozen header, filter; no formula anywhere."""
    book = openpyxl.load_workbook(path)
    cells = 0
    for sheet in book.worksheets:
        check(sheet.freeze_panes == "A2", f"{path.name}/{sheet.title}: header is not frozen")
        check(sheet.auto_filter.ref is not None, f"{path.name}/{sheet.title}: no filter")
        for row in sheet.iter_rows():
            for cell in row:
                check(cell.data_type != "f" and cell.hyperlink is None, f"{sheet.title}!{cell.coordinate}: formula or link")
        if sheet.title not in expected:
            continue
        rows = expected[sheet.title]
        found = list(sheet.iter_rows(values_only=True))
        check(list(found[0]) == rows[0], f"{path.name}/{sheet.title}: header differs")
        check(len(found) == len(rows), f"{path.name}/{sheet.title}: {len(found) - 1} rows, not {len(rows) - 1}")
        for line, (one, other) in enumerate(zip(found[1:], rows[1:]), start=2):
            for name, value, wanted in zip(rows[0], one, other):
                compare_cell(value, wanted, kinds(sheet.title, name), f"{path.name}/{sheet.title}!{name}:{line}")
                cells += 1
    return len(book.worksheets), cells


def check_spreadsheet_csv(name, plain, kinds, folder):
    path = folder / f"{name}.csv"
    check(path.read_bytes()[:3] == b"\xef\xbb\xbf", f"{name}: no byte order mark")
    harmless = rows_of(path, "utf-8-sig")
    check(len(harmless) == len(plain), f"{name}: --excel has other rows")
    count = 0
    for line, (one, other) in enumerate(zip(harmless[1:], plain[1:]), start=2):
        for column, value, original in zip(plain[0], one, other):
            if kinds(name, column) != "string":
                check(value == original, f"{name}!{column}:{line}: a number changed")
                continue
            dangerous = original[:1] != "" and original[0] in FORMULA_STARTS
            check(value == ("'" + original if dangerous else original), f"{name}!{column}:{line}: {value!r}")
            count += dangerous
    return count


def check_json_lines(name, plain, kinds, folder):
    with open(folder / f"{name}.jsonl", encoding="utf-8", newline="\n") as file:
        lines = file.read().split("\n")[:-1]
    check(len(lines) == len(plain) - 1, f"{name}.jsonl: {len(lines)} rows")
    for line, expected in zip(lines, plain[1:]):
        found = json.loads(line, parse_float=Decimal)
        check(list(found) == plain[0], f"{name}.jsonl: keys differ")
        for column, value, wanted in zip(plain[0], found.values(), expected):
            check(("" if value is None else str(value)) == wanted, f"{name}.jsonl!{column}: {value!r} is not {wanted!r}")


def check_libreoffice(path, expected, kinds, folder):
    """Each sheet converted back to CSV: the same rows, the Chinese intact, no warning."""
    profile = folder / "profile"
    # UTF-8, raw contents instead of as shown, every sheet into a file of its own.
    target = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    result = subprocess.run(
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to", target,
         "--outdir", str(folder), str(path)], capture_output=True, text=True)
    output = result.stdout + result.stderr
    # A LibreOffice without Java says so; that is not about the file.
    warnings = [line for line in output.splitlines() if re.search(r"error|warn|repair", line, re.I) and "java" not in line]
    check(result.returncode == 0 and not warnings, f"LibreOffice says: {output}")
    texts = 0
    for name, rows in expected.items():
        file = folder / f"{path.stem}-{name}.csv"
        check(file.exists(), f"LibreOffice wrote no {file.name}")
        if not file.exists():
            continue
        found = rows_of(file)
        check(len(found) == len(rows), f"LibreOffice: {name} has {len(found) - 1} rows, not {len(rows) - 1}")
        check(found[0] == rows[0], f"LibreOffice: the header of {name} differs")
        for line, (one, other) in enumerate(zip(found[1:], rows[1:]), start=2):
            for column, value, wanted in zip(rows[0], one, other):
                if is_numeric(kinds(name, column)):
                    same = "" not in (value, wanted) and number(value) == number(wanted) or value == wanted
                    check(same, f"LibreOffice: {name}!{column}:{line}: {value!r}, not {wanted!r}")
                else:
                    same = value.replace("\r", "") == wanted.replace("\r", "") or value.strip() == wanted.strip()
                    check(same, f"LibreOffice: {name}!{column}:{line}: {value!r} is not {wanted!r}")
                    texts += 1
    return texts


def check_store(store, scratch):
    """All exports of a store; returns the number of cells that --excel made harmless."""
    package = json.loads((pathlib.Path(store) / "current/datapackage.json").read_text(encoding="utf-8"))
    types = {
        resource["name"]: {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        for resource in package["resources"]
    }
    tables = list(types)

    def kind_of(table, column):
        return types[table].get(column, "string")

    def export(*arguments):
        run("export", *arguments, "--store", store)

    scratch.mkdir()
    folders = {name: scratch / name for name in ("plain", "excel", "jsonl")}
    export(*tables, "--output", str(folders["plain"]))
    export(*tables, "--excel", "--output", str(folders["excel"]))
    export(*tables, "--format", "jsonl", "--output", str(folders["jsonl"]))
    plain = {name: rows_of(folders["plain"] / f"{name}.csv") for name in tables}
    total = sum(len(rows) - 1 for rows in plain.values())

    neutralised = sum(check_spreadsheet_csv(name, plain[name], kind_of, folders["excel"]) for name in tables)
    print(f"csv --excel: {len(tables)} tables, {total} rows, {neutralised} cells neutralised")
    for name in tables:
        check_json_lines(name, plain[name], kind_of, folders["jsonl"])
    print(f"jsonl: {len(tables)} tables, {total} rows")

    books = {"all": (scratch / "all.xlsx", plain, kind_of)}
    export(*tables, "--format", "xlsx", "--output", str(books["all"][0]))
    export(*WIDE, "--wide", "--labels", "zh", "--output", str(scratch / "wide.csv"))
    export(*WIDE, "--wide", "--labels", "zh", "--format", "xlsx", "--output", str(scratch / "wide.xlsx"))
    wide = {"wide": rows_of(scratch / "wide.csv")}
    numeric = {name for name in wide["wide"][0] if "/" in name} | {"报告年度", "错误数", "警告数"}
    books["wide"] = (scratch / "wide.xlsx", wide, lambda table, column: "number" if column in numeric else "string")
    for path, expected, kinds in books.values():
        sheets, cells = check_workbook(path, expected, kinds)
        print(f"openpyxl {openpyxl.__version__}: {path.name}: {sheets} sheets, {cells} cells compared")
    export(*tables, "--format", "xlsx", "--output", str(scratch / "again.xlsx"))
    check((scratch / "again.xlsx").read_bytes() == books["all"][0].read_bytes(), "a second export has other bytes")

    if shutil.which("soffice"):
        for path, expected, kinds in books.values():
            texts = check_libreoffice(path, expected, kinds, scratch)
            print(f"LibreOffice: {path.name}: {len(expected)} sheets, {texts} text cells came back")
    else:
        print("LibreOffice: not installed, not checked (--install installs it)")
    return neutralised


def hostile_store(scratch):
    """A store of one report that carries a formula as its index number, and cells that begin with signs."""
    inbox = scratch / "inbox"
    inbox.mkdir()
    text = pathlib.Path("samples/anji-bamboo-2020.html").read_text(encoding="utf-8")
    text = text.replace("330523-ZCY-2021-0007", HOSTILE).replace("<td>0</td>", "<td>-</td>", 3)
    text = text.replace("发布机构：", "发布机构：@SUM(1+1)*")
    (inbox / "=1+1.html").write_text(text, encoding="utf-8")
    run("run", str(inbox), "--store", str(scratch / "hostile"), "--quiet")
    return str(scratch / "hostile")


gongkai, given, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
print(f"store {given}")
check_store(given, folder / "given")
print("a store with hostile cells")
count = check_store(hostile_store(folder), folder / "cells")
check(count >= 4, f"only {count} hostile cells reached the export")
sys.exit(f"{len(faults)} faults" if faults else 0)

"""What a careful analyst would write in Python: the yardstick of scripts/bench, not a part of the software.

  pipeline.py PARSER FOLDER OUTPUT [--processes N] [--limit N]

PARSER is selectolax, lxml or bs4. Reads every page below FOLDER: its paragraphs, its tables cell by cell, looks every
first cell up among the labels of the form, and writes the cells found by Polars as one CSV file in zstd. Prints
documents, bytes, seconds and cells, separated by tabs.
"""
import argparse
import multiprocessing
import os
import re
import time

LABELS = {
    label: code
    for code, label in enumerate(
        """规章 规范性文件 行政规范性文件 行政许可 其他对外管理服务事项 行政处罚 行政强制 行政事业性收费 政府集中采购
        一、本年新收政府信息公开申请数量 二、上年结转政府信息公开申请数量 （一）予以公开 1.属于国家秘密 2.其他法律行政法规禁止公开
        3.危及“三安全一稳定” 4.保护第三方合法权益 5.属于三类内部事务信息 6.属于四类过程性信息 7.属于行政执法案卷
        8.属于行政查询事项 1.本机关不掌握相关政府信息 2.没有现成信息需要另行制作 3.补正后申请内容仍不明确 1.信访举报投诉类申请
        2.重复申请 3.要求提供公开出版物 4.无正当理由大量反复申请 5.要求行政机关确认或重新出具已获取信息
        1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
        3.其他 （七）总计 四、结转下年度继续办理""".split()
    )
}
SPACE = re.compile(r"\s+")
FIGURE = re.compile(r"(\d[\d,.]*)\s*(万?)(条|件|篇|次|人次|人|期|场)")


def tables_selectolax(source):
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(source)
    paragraphs = [node.text() for node in tree.css("p")]
    tables = [
        [[cell.text() for cell in row.css("td, th")] for row in table.css("tr")] for table in tree.css("table")
    ]
    return paragraphs, tables


def tables_lxml(source):
    import lxml.html

    tree = lxml.html.fromstring(source)
    paragraphs = [node.text_content() for node in tree.iter("p")]
    tables = [
        [[cell.text_content() for cell in row.iter("td", "th")] for row in table.iter("tr")]
        for table in tree.iter("table")
    ]
    return paragraphs, tables


def tables_bs4(source):
    from bs4 import BeautifulSoup

    tree = BeautifulSoup(source, "html.parser")
    paragraphs = [node.get_text() for node in tree.find_all("p")]
    tables = [
        [[cell.get_text() for cell in row.find_all(["td", "th"])] for row in table.find_all("tr")]
        for table in tree.find_all("table")
    ]
    return paragraphs, tables


PARSERS = {"selectolax": tables_selectolax, "lxml": tables_lxml, "bs4": tables_bs4}


def read(job):
    parser, path = job
    with open(path, "rb") as file:
        source = file.read()
    paragraphs, tables = PARSERS[parser](source)
    name = os.path.basename(path)
    rows = []
    for table in tables:
        for row in table:
            cells = [SPACE.sub("", cell) for cell in row]
            for place, cell in enumerate(cells):
                label = LABELS.get(cell)
                if label is not None:
                    rows += [(name, label, column, value) for column, value in enumerate(cells[place + 1 :])]
    figures = [(name, match[1], match[3]) for text in paragraphs for match in FIGURE.finditer(text)]
    return len(source), rows, figures


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("parser", choices=PARSERS)
    arguments.add_argument("folder")
    arguments.add_argument("output")
    arguments.add_argument("--processes", type=int, default=2)
    arguments.add_argument("--limit", type=int, default=0)
    options = arguments.parse_args()
    import polars
    import zstandard

    paths = sorted(
        os.path.join(folder, name)
        for folder, _, names in os.walk(options.folder)
        for name in names
        if name.endswith(".html")
    )
    if options.limit:
        paths = paths[: options.limit]
    start = time.monotonic()
    byte_count = 0
    rows, figures = [], []
    with multiprocessing.Pool(options.processes) as pool:
        for size, found, read_figures in pool.imap(read, [(options.parser, path) for path in paths], chunksize=16):
            byte_count += size
            rows += found
            figures += read_figures
    cells = polars.DataFrame(rows, schema=["document", "label", "column", "value"], orient="row")
    numbers = polars.DataFrame(figures, schema=["document", "value", "unit"], orient="row")
    compressor = zstandard.ZstdCompressor(level=3)
    for name, frame in (("cells", cells), ("figures", numbers)):
        with open(f"{options.output}/{name}.csv.zst", "wb") as file:
            file.write(compressor.compress(frame.write_csv().encode()))
    print(len(paths), byte_count, f"{time.monotonic() - start:.3f}", len(rows), sep="\t")


if __name__ == "__main__":
    main()

"""Prints generated pages to PDF in several ways and measures what is published of them. See scripts/check-prints."""
import argparse
import concurrent.futures
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

KINDS = {
    "pages": "the pages themselves",
    "chromium-ruled": "chromium, rulings",
    "chromium-open": "chromium, no rulings",
    "word-ruled": "DOCX, rulings",
    "word-open": "DOCX, no rulings",
}
# Rulings as browsers draw them by themselves (two lines around every cell), collapsed to one, and around the tables that
# set the page, too.
COLLAPSED = "border:0.75pt solid #000;padding:1px 3px}table{border-collapse:collapse}"
RULED = ["", "table[border=\"1\"]>tbody>tr>td{" + COLLAPSED, "td{" + COLLAPSED]
OPEN = "table,td,th{border:0 none!important}td,th{padding:1px 6px}"


def options():
    parser = argparse.ArgumentParser(prog="scripts/check-prints")
    parser.add_argument("programs")
    parser.add_argument("accuracy")
    parser.add_argument("count", nargs="?", type=int, default=36)
    parser.add_argument("seed", nargs="?", default="77")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--keep", metavar="FOLDER", help="work in this folder, use what is there, leave it")
    parser.add_argument("--verbose", action="store_true", help="print what scripts/accuracy says of each kind")
    return parser.parse_args()


def make_pages(choice, folder):
    """COUNT pages with their truth; other media of the corpus are left out."""
    if os.path.isdir(folder):
        return
    corpus = folder + "-corpus"
    subprocess.run([f"{choice.programs}/make-corpus", corpus, str(choice.count * 4 + 20), choice.seed], check=True,
                   stdout=sys.stderr)
    os.makedirs(folder)
    number = lambda path: int(re.search(r"-(\d+)-html\.html$", path).group(1))
    for path in sorted(glob.glob(corpus + "/*-html.html"), key=number)[:choice.count]:
        shutil.copy(path, folder)
        shutil.copy(path + ".truth.json", folder)
    shutil.rmtree(corpus)


def page_text(path):
    data = open(path, "rb").read()
    encoding = "gb18030" if re.search(rb"charset=[\"']?(gb|GB)", data[:2000]) else "utf-8"
    text = data.decode(encoding, "replace")
    return re.sub(r"charset=(\"?)[\w-]+", r"charset=\1utf-8", text, count=1)


def without_portal(text):
    """What an office would write of the page: no navigation, no tables that only set it."""
    start = re.search(r"<nav>.*?<table width=\"100%\"><tr><td>", text, flags=re.I | re.S)
    end = text.rfind("<footer>")
    if not start or end < 0:
        return text
    body = text[start.end():end]
    for _ in range(2):
        body = body[:body.lower().rfind("</table>")]
    return text[:start.start()] + body + "</body></html>"


def styled(path, number, ruled, of_office=False):
    """The page in UTF-8 with its rulings, or without any."""
    text = page_text(path)
    if of_office:
        text = without_portal(text)
    if not ruled:
        text = re.sub(r"(<table)([^>]*?) border=\"1\"", r'\1\2 border="0"', text, flags=re.I)
    style = RULED[number % len(RULED)] if ruled else OPEN
    style = f"<style>{style}</style>"
    return re.sub(r"(</head>)", lambda match: style + match.group(1), text, count=1, flags=re.I)


def print_with_chromium(pages, folder, ruled, scratch):
    def one(item):
        number, path = item
        source = f"{scratch}/{number}.html"
        open(source, "w", encoding="utf-8").write(styled(path, number, ruled))
        target = f"{folder}/{os.path.basename(path)[:-5]}.pdf"
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                        f"--user-data-dir={scratch}/profile-{number}", f"--print-to-pdf={target}", source],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        list(pool.map(one, enumerate(pages)))


def print_with_word(pages, folder, ruled, scratch):
    office = ["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless"]
    sources = []
    for number, path in enumerate(pages):
        source = f"{scratch}/{os.path.basename(path)}"
        open(source, "w", encoding="utf-8").write(styled(path, number, ruled, of_office=True))
        sources.append(source)
    def convert(files, *arguments):
        subprocess.run([*office, *arguments, *files], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    convert(sources, "--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML", "--outdir", scratch)
    documents = [source[:-5] + ".docx" for source in sources]
    convert(documents, "--convert-to", "pdf:writer_pdf_Export", "--outdir", folder)


def make_prints(kind, pages, folder):
    if os.path.isdir(folder):
        return
    partial = folder + "-partial"
    shutil.rmtree(partial, ignore_errors=True)
    os.makedirs(partial)
    with tempfile.TemporaryDirectory(prefix="gongkai-print-") as scratch:
        maker = print_with_word if kind.startswith("word") else print_with_chromium
        maker(pages, partial, kind.endswith("ruled"), scratch)
    for path in pages:
        truth = json.load(open(path + ".truth.json"))
        truth["doc"] = os.path.basename(path)[:-5] + ".pdf"
        json.dump(truth, open(f"{partial}/{truth['doc']}.truth.json", "w"), ensure_ascii=False)
    os.rename(partial, folder)


def measure(choice, folder):
    store = folder + "-store"
    shutil.rmtree(store, ignore_errors=True)
    code = subprocess.run([f"{choice.programs}/gongkai", "run", folder, "--store", store, "--quiet"],
                          stdout=subprocess.DEVNULL).returncode
    if code not in (0, 3):
        sys.exit(f"gongkai run over {folder} failed with exit code {code}")
    output = subprocess.run([choice.accuracy, folder, "--store", store], capture_output=True, text=True).stdout
    open(folder + ".txt", "w").write(output)
    total = next(line.split() for line in output.splitlines() if line.startswith("all "))
    injected = re.search(r"injected errors found: (\d+) of (\d+); rows wrongly flagged: (\d+) of (\d+)", output)
    return total[1:], [int(number) for number in injected.groups()], output


def main():
    choice = options()
    root = choice.keep or tempfile.mkdtemp(prefix="gongkai-prints-")
    os.makedirs(root, exist_ok=True)
    root = os.path.abspath(root)
    missing = {name for name in ("chromium", "soffice") if not shutil.which(name)}
    silent = 0
    try:
        make_pages(choice, root + "/pages")
        pages = sorted(glob.glob(root + "/pages/*.html"))
        print(f"{'kind':22}{'reports':>8}{'unread':>7}{'determined':>11}{'published':>10}{'share':>8}{'silent':>7}"
              f"{'wrong, flagged':>15}{'not named':>10}", flush=True)
        for kind in choice.kinds.split(","):
            program = "soffice" if kind.startswith("word") else "chromium" if kind.startswith("chromium") else None
            if program in missing:
                print(f"{KINDS[kind]:22} left out: {program} is not installed")
                continue
            folder = f"{root}/{kind}"
            if kind != "pages":
                make_prints(kind, pages, folder)
            total, injected, output = measure(choice, folder)
            documents, _, determined, published, _, wrong, flagged, unread = (int(text) for text in total[:8])
            silent += wrong
            # Reports that were not loaded count with every cell they have: their truth is read for it.
            share = published / determined if determined else 1
            print(f"{KINDS[kind]:22}{documents:>8}{unread:>7}{determined:>11}{published:>10}{share:>8.2%}{wrong:>7}"
                  f"{flagged:>15}{injected[1] - injected[0]:>10}", flush=True)
            if choice.verbose:
                print(output)
    finally:
        if not choice.keep:
            shutil.rmtree(root)
    sys.exit(1 if silent else 0)


main()

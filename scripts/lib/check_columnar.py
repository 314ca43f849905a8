"""Compares the writers of table files with others on the same rows; see scripts/check-columnar."""

import os
import subprocess
import sys
import time

import pyarrow
import pyarrow.compute
import pyarrow.parquet

ROUNDS = 3
GROUP_ROWS = 131072


def timed(work):
    """The least of several times, in seconds: the one that other work on the machine disturbed least."""
    best = None
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        seconds = time.perf_counter() - start
        best = seconds if best is None else min(best, seconds)
    return best


def ours(benchmark, folder, rows):
    """Least seconds and bytes of each format, and the number of rows."""
    best = {}
    for _ in range(ROUNDS):
        output = subprocess.run([benchmark, folder, str(rows)], check=True, stdout=subprocess.PIPE, text=True).stdout
        for line in output.splitlines():
            name, count, seconds, size = line.split()
            before = best.get(name, (int(count), float("inf"), 0))
            best[name] = (int(count), min(before[1], float(seconds)), int(size))
    return best


def main():
    benchmark, folder, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
    results = ours(benchmark, folder, rows)
    packed, plain = os.path.join(folder, "outcomes.csv.zst"), os.path.join(folder, "outcomes.csv")
    subprocess.run(["zstd", "-dqf", packed, "-o", plain], check=True)
    plain_size = os.path.getsize(plain)
    other = os.path.join(folder, "command.zst")
    command_seconds = timed(lambda: subprocess.run(["zstd", "-3", "-T2", "-qf", plain, "-o", other], check=True))
    os.remove(plain)

    table = pyarrow.parquet.read_table(os.path.join(folder, "outcomes.parquet"), read_dictionary=[])
    count, seconds, size = results["parquet"]
    if table.num_rows != count or count != results["csv"][0]:
        sys.exit(f"pyarrow reads {table.num_rows} rows, {count} were written")
    again = os.path.join(folder, "pyarrow.parquet")
    arrow_seconds = timed(
        lambda: pyarrow.parquet.write_table(
            table, again, compression="zstd", compression_level=3, row_group_size=GROUP_ROWS, version="2.6",
            write_page_checksum=True))
    if not pyarrow.parquet.read_table(again).equals(table):
        sys.exit("pyarrow does not read back what it wrote")

    csv_ratio = command_seconds / results["csv"][1]
    speed_ratio = arrow_seconds / seconds
    size_ratio = size / os.path.getsize(again)
    print(f"{count} rows, {plain_size / 1e6:.0f} MB as CSV; least of {ROUNDS} rounds each")
    print(f"CSV      {plain_size / 1e6 / results['csv'][1]:8.0f} MB/s from rows to file"
          f"   zstd -3 -T2 {plain_size / 1e6 / command_seconds:8.0f} MB/s   ratio {csv_ratio:.2f} (at least 0.50)")
    print(f"         {results['csv'][2]:12d} bytes             zstd -3 -T2 {os.path.getsize(other):12d} bytes")
    print(f"Parquet  {count / 1e6 / seconds:8.2f} million rows/s        pyarrow "
          f"{count / 1e6 / arrow_seconds:8.2f} million rows/s   ratio {speed_ratio:.2f} (at least 1.00)")
    print(f"         {size:12d} bytes                 pyarrow {os.path.getsize(again):12d} bytes   ratio "
          f"{size_ratio:.2f} (at most 1.05)")
    return 0 if csv_ratio >= 0.5 and speed_ratio >= 1 and size_ratio <= 1.05 else 1


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Reads inboxes on the executors of a Spark cluster and publishes one store, byte for byte that of `gongkai run`.

    spark-submit scripts/spark/gongkai_spark.py INBOX... --store DIR --shared DIR --bin DIR
        [--master URL] [--partition-bytes N] [--options "--rules DIR --ocr ..."] [--keep]

Every machine sees the inboxes and --shared at the same path, and has the four executables of one build in --bin.
The driver lists the entries and cuts them into partitions by bytes; an executor runs, for each partition,

    gongkai-extract INBOX... --documents LIST --records - | gongkai-normalize --records - --output FILE

and renames FILE when both have ended well; then the driver runs gongkai-load over all files. What a partition makes
depends on its documents alone: tasks that are tried again or run twice at a time are harmless, and what a killed one
leaves behind has a name that nobody reads. Needs no Python package but pyspark.
Exit code: that of gongkai-load (0, or 3 where a document is newly set aside); 1 where a partition or the load failed.
"""
import argparse
import os
import shlex
import shutil
import subprocess
import sys
import uuid

# What a file costs besides its bytes: opening it on a shared file system.
FILE_OVERHEAD = 16 << 10
LARGEST_COUNT = 20_000
# Archives are packed about ten to one, and each is read by one task from its start to its end.
ARCHIVE_WEIGHT = 10
ARCHIVE_SUFFIXES = (b".zip", b".tar", b".gz", b".tgz", b".zst", b".xz", b".bz2", b".7z", b".rar", b".warc")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inboxes", nargs="+", metavar="INBOX")
    parser.add_argument("--store", required=True)
    parser.add_argument("--shared", required=True, help="a folder that every machine sees at this path")
    parser.add_argument("--bin", required=True, help="the folder of the executables, on every machine")
    parser.add_argument("--master", help="only without spark-submit, which knows it")
    parser.add_argument("--partition-bytes", type=int, default=256 << 20)
    parser.add_argument("--options", default="", help="options of gongkai for all stages, such as --rules DIR or --ocr")
    parser.add_argument("--keep", action="store_true", help="keeps lists and records in --shared")
    given = parser.parse_args()
    given.inboxes = [os.path.abspath(inbox) for inbox in given.inboxes]
    for name in ("store", "shared", "bin"):
        setattr(given, name, os.path.abspath(getattr(given, name)))
    return given


def listed(command):
    """Yields (bytes, path) of the entries of the inboxes in order."""
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        rest = b""
        while piece := child.stdout.read(1 << 20):
            *items, rest = (rest + piece).split(b"\0")
            for item in items:
                size, _, path = item.partition(b"\t")
                yield int(size), path
    if child.returncode != 0:
        sys.exit(1)


def write_lists(entries, folder, partition_bytes):
    """Cuts the entries into lists of about equal weight, each a file; the weights. Neighbours stay together."""
    weights = []
    current, weight = [], 0

    def close():
        nonlocal current, weight
        if not current:
            return
        with open(f"{folder}/{len(weights):06d}.list", "wb") as out:
            out.write(b"".join(path + b"\0" for path in current))
        weights.append(weight)
        current, weight = [], 0

    for size, path in entries:
        own = size * (ARCHIVE_WEIGHT if path.lower().endswith(ARCHIVE_SUFFIXES) else 1) + FILE_OVERHEAD
        if current and (weight + own > partition_bytes or len(current) >= LARGEST_COUNT):
            close()
        current.append(path)
        weight += own
    close()
    return weights


def make_records(job, number):
    """Runs the pipe of one partition on an executor; returns (number, attempt, whether it was there already)."""
    import ctypes
    import signal

    from pyspark import TaskContext

    context = TaskContext.get()
    attempt = context.attemptNumber() if context else 0
    target = f"{job['folder']}/records/{number:06d}.records"
    if os.path.exists(target):
        return number, attempt, True
    # The dot keeps it out of what is loaded; the rest makes it this attempt's own.
    temporary = f"{job['folder']}/records/.{number:06d}.{uuid.uuid4().hex}"

    def end_with_parent():
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)

    options = ["--jobs", "1", *job["options"]]
    extract = [
        job["bin"] + "/gongkai-extract", *job["inboxes"], "--documents", f"{job['folder']}/lists/{number:06d}.list",
        "--records", "-", "--partition", f"{number}/{job['count']}", *options]
    normalize = [job["bin"] + "/gongkai-normalize", "--records", "-", "--output", temporary, *options]
    # What they say goes to the log of the executor.
    with subprocess.Popen(extract, stdout=subprocess.PIPE, preexec_fn=end_with_parent) as first:
        second = subprocess.run(normalize, stdin=first.stdout, preexec_fn=end_with_parent)
        first.stdout.close()
    if first.returncode != 0 or second.returncode != 0:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise RuntimeError(
            f"partition {number}: gongkai-extract ended with {first.returncode}, "
            f"gongkai-normalize with {second.returncode}; see the log of the executor")
    descriptor = os.open(temporary, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    os.rename(temporary, target)
    return number, attempt, False


def main():
    given = arguments()
    options = shlex.split(given.options)
    folder = f"{given.shared}/gongkai-{uuid.uuid4().hex[:12]}"
    os.makedirs(folder + "/lists")
    os.makedirs(folder + "/records")
    try:
        entries = listed([given.bin + "/gongkai-extract", *given.inboxes, "--list-documents"])
        weights = write_lists(entries, folder + "/lists", given.partition_bytes)
        if not weights:
            sys.exit("gongkai_spark: the inboxes are empty")
        count = len(weights)
        print(f"gongkai_spark: {count} partitions in {folder}", file=sys.stderr, flush=True)

        from pyspark.sql import SparkSession

        builder = SparkSession.builder.appName("gongkai")
        if given.master:
            builder = builder.master(given.master)
        session = builder.getOrCreate()
        job = {"folder": folder, "bin": given.bin, "inboxes": given.inboxes, "options": options, "count": count}
        # The heaviest first, so that none is left alone at the end.
        numbers = sorted(range(count), key=lambda number: -weights[number])
        try:
            done = (
                session.sparkContext.parallelize(numbers, count)
                .mapPartitions(lambda own: [make_records(job, number) for number in own]).collect())
        except Exception as failure:
            print(f"gongkai_spark: a partition failed; nothing was loaded.\n{failure}", file=sys.stderr)
            return 1
        finally:
            session.stop()
        if sorted(number for number, _, _ in done) != list(range(count)):
            print("gongkai_spark: partitions are missing; nothing was loaded", file=sys.stderr)
            return 1
        again = sum(1 for _, attempt, _ in done if attempt > 0)
        print(f"gongkai_spark: {count} partitions read, {again} of them tried again", file=sys.stderr, flush=True)
        load = [given.bin + "/gongkai-load", "--records", folder + "/records", "--store", given.store, *options]
        return subprocess.run(load).returncode
    finally:
        if not given.keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())

"""Runs the same inbox on one machine and on a cluster that loses a worker, and compares; see scripts/check-spark."""
import glob
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time

folder, bin_folder, inbox = sys.argv[1:]
here = os.path.dirname(os.path.abspath(__file__))
spark_home = os.path.join(os.path.dirname(__import__("pyspark").__file__))
faults = 0


def say(ok, text):
    global faults
    faults += not ok
    print(("ok    " if ok else "FAULT ") + text, flush=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Daemon:
    """A process of Spark with its log and its own process group."""

    def __init__(self, name, command):
        self.log = f"{folder}/{name}.log"
        environment = dict(
            os.environ, SPARK_HOME=spark_home, SPARK_LOCAL_IP="127.0.0.1", PYSPARK_PYTHON=sys.executable,
            SPARK_LOCAL_DIRS=folder + "/spark")
        self.child = subprocess.Popen(
            [spark_home + "/bin/spark-class", *command], stdout=open(self.log, "wb"), stderr=subprocess.STDOUT,
            env=environment, start_new_session=True)

    def wait_for(self, text, seconds=60):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if text in open(self.log, errors="replace").read():
                return
            if self.child.poll() is not None:
                break
            time.sleep(0.2)
        sys.exit(f"{self.log}: '{text}' did not come:\n" + open(self.log, errors="replace").read()[-2000:])

    def kill(self):
        """Ends it and the executors that it started, without warning."""
        if self.child.poll() is None:
            os.killpg(self.child.pid, signal.SIGKILL)
            self.child.wait()


def data_files(store):
    top = os.path.realpath(store + "/current")
    files = {}
    for path in glob.glob(top + "/**", recursive=True):
        name = os.path.relpath(path, top)
        if os.path.isfile(path) and name != "manifest.json":
            files[name] = open(path, "rb").read()
    return files


def run(command):
    start = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 3):
        sys.exit(f"{command[0]} ended with {done.returncode}:\n{done.stderr[-3000:]}")
    return time.monotonic() - start, done


def on_cluster(store, loses_a_worker):
    """One run on a fresh cluster; seconds, and what the driver said."""
    port = free_port()
    url = f"spark://127.0.0.1:{port}"
    daemons = []
    try:
        master = Daemon("master", [
            "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(port),
            "--webui-port", str(free_port())])
        daemons.append(master)
        master.wait_for("Starting Spark master")
        for number in (1, 2):
            daemons.append(Daemon(f"worker-{number}", [
                "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "1g",
                "--webui-port", str(free_port()), "--work-dir", f"{folder}/worker-{number}", url]))
        for worker in daemons[1:]:
            worker.wait_for("Successfully registered with master")
        shared = f"{store}-shared"
        os.makedirs(shared)
        start = time.monotonic()
        # No task before both workers are there, or one might do it all alone.
        environment = dict(
            os.environ, SPARK_HOME=spark_home, SPARK_LOCAL_IP="127.0.0.1", PYSPARK_PYTHON=sys.executable,
            SPARK_LOCAL_DIRS=folder + "/spark",
            PYSPARK_SUBMIT_ARGS="--conf spark.cores.max=2 --conf spark.scheduler.minRegisteredResourcesRatio=1.0 "
            "--conf spark.scheduler.maxRegisteredResourcesWaitingTime=120s pyspark-shell")
        with open(store + ".log", "wb") as log:
            driver = subprocess.Popen(
                [sys.executable, here + "/gongkai_spark.py", inbox, "--store", store, "--shared", shared,
                 "--bin", bin_folder, "--master", url, "--partition-bytes", str(1 << 20)],
                stdout=subprocess.DEVNULL, stderr=log, env=environment)
            killed = None
            while driver.poll() is None:
                lists = len(glob.glob(shared + "/*/lists/*.list"))
                records = len(glob.glob(shared + "/*/records/[0-9]*.records"))
                busy = glob.glob(shared + "/*/records/.0*")
                is_time = records >= lists // 4 and len(busy) >= 2 or records >= lists * 3 // 4
                if loses_a_worker and killed is None and lists > 4 and is_time:
                    daemons[2].kill()
                    killed = (records, lists)
                if time.monotonic() - start > 900:
                    driver.kill()
                time.sleep(0.02)
        said = open(store + ".log", errors="replace").read()
        if driver.returncode not in (0, 3):
            sys.exit(f"the run on the cluster ended with {driver.returncode}:\n{said[-4000:]}")
        if loses_a_worker:
            say(killed is not None and killed[0] < killed[1],
                "a worker was killed after {} of {} partitions".format(*(killed or ("none", "the"))))
            again = re.search(r"(\d+) of them tried again", said)
            say(again is not None and int(again[1]) > 0, f"partitions tried again: {again[1] if again else 'unknown'}")
            say(os.listdir(shared) == [], "lists and records are gone from the shared folder")
        return time.monotonic() - start, said
    finally:
        for daemon in reversed(daemons):
            daemon.kill()


def compare(name, one, other):
    files, others = data_files(one), data_files(other)
    differing = [path for path in sorted(set(files) | set(others)) if files.get(path) != others.get(path)]
    say(not differing and len(files) > 10,
        f"{name}: {len(files)} data files, {sum(map(len, files.values())):,} bytes, {len(differing)} differ"
        + "".join("\n      " + path for path in differing[:20]))


def read_by_spark(store):
    from pyspark.sql import SparkSession, functions

    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"

    session = (
        SparkSession.builder.appName("check").master("local[2]").config("spark.ui.enabled", "false")
        .config("spark.sql.adaptive.enabled", "false").config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1").config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "2").getOrCreate())
    manifest = json.load(open(store + "/current/manifest.json"))
    rows = {}

    def visit(node):
        if isinstance(node, dict):
            path = node.get("path", "")
            if isinstance(path, str) and path.startswith("parquet/") and "rows" in node:
                table = path.split("/")[1]
                rows[table] = rows.get(table, 0) + node["rows"]
            for child in node.values():
                visit(child)
        elif isinstance(node, list):
            for child in node:
                visit(child)

    visit(manifest)
    say(len(rows) >= 8, f"the manifest names {len(rows)} tables in Parquet")
    for table in sorted(rows):
        frame = session.read.parquet(f"{store}/current/parquet/{table}")
        count = frame.count()
        say(count == rows[table], f"Spark SQL reads {table}: {count:,} rows, the manifest has {rows[table]:,}")
    frame = session.read.parquet(store + "/current/parquet/outcomes")
    year = frame.groupBy("report_year").count().orderBy(functions.desc("report_year")).first()
    wanted = frame.filter(frame.report_year == year["report_year"]).select("report_id")
    plan = wanted._jdf.queryExecution().executedPlan()
    found = len(wanted.collect())
    leaf = plan.collectLeaves().head()
    read = leaf.metrics().apply("numOutputRows").value()
    say(found == year["count"] and read < rows["outcomes"],
        f"report_year = {year['report_year']}: {found:,} rows found; {read:,} of {rows['outcomes']:,} rows left the scan, "
        "the other row groups were skipped")
    session.stop()


single = folder + "/single"
seconds, _ = run([bin_folder + "/gongkai", "run", inbox, "--store", single, "--quiet"])
print(f"      one machine: {seconds:.1f} s", flush=True)
seconds, _ = on_cluster(folder + "/cluster", loses_a_worker=False)
print(f"      cluster of two workers: {seconds:.1f} s, the start of Spark included", flush=True)
compare("cluster against one machine", single, folder + "/cluster")
seconds, _ = on_cluster(folder + "/lossy", loses_a_worker=True)
print(f"      cluster that loses a worker: {seconds:.1f} s", flush=True)
compare("cluster that lost a worker against one machine", single, folder + "/lossy")
_, again = run([bin_folder + "/gongkai", "run", inbox, "--store", folder + "/lossy"])
say("Nothing to do" in again.stdout, "a run on one machine over the cluster's store finds nothing to do")
read_by_spark(folder + "/lossy")
sys.exit(1 if faults else 0)

"""Checks a folder of reports on Apache Spark: every partition pipes its drafts through `gouji check --ndjson`.

    python check_reports.py FOLDER [--gouji PATH] [--partitions N]

Prints a line a report, the gravest first: errors, warnings, the file, and its first finding. Gouji is one program
without a server, so an engine needs nothing but a pipe: one JSON object a line in, one a line out, in the same order.
"""

import argparse
import base64
import json
import shlex
from pathlib import Path

from pyspark.sql import SparkSession


def request(file):
    """A file as a line that `gouji check --ndjson` reads."""
    path, content = file
    return json.dumps({"name": Path(path).name, "base64": base64.b64encode(content).decode("ascii")})


def summary(line):
    """What is kept of an answer: errors, warnings, the file, and what was found first."""
    answer = json.loads(line)
    if "error" in answer:
        return {"file": answer["file"], "errors": None, "warnings": None, "first": answer["error"]["message"]}
    counts, findings = answer["summary"], answer["findings"]
    worst = min(findings, key=lambda one: ["error", "warning", "info"].index(one["severity"]), default=None)
    return {
        "file": answer["file"],
        "errors": counts["errors"],
        "warnings": counts["warnings"],
        "first": worst["message"] if worst else "",
    }


def check(context, folder, gouji="gouji", partitions=4):
    """The summaries of every file of the folder, files that could not be read first, then the gravest."""
    files = context.binaryFiles(f"file://{Path(folder).resolve()}", minPartitions=partitions)
    # Exit status 1 says that something was found, 2 that a file was not read: both are told line by line.
    command = f"sh -c {shlex.quote(shlex.quote(str(gouji)) + ' check --ndjson || true')}"
    answers = files.repartition(partitions).map(request).pipe(command)
    gravest = lambda one: (one["errors"] is not None, -(one["errors"] or 0), -(one["warnings"] or 0), one["file"])
    return sorted(answers.map(summary).collect(), key=gravest)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--gouji", default="gouji", help="the program, if it is not on the path")
    parser.add_argument("--partitions", type=int, default=4)
    arguments = parser.parse_args()
    session = SparkSession.builder.master("local[*]").appName("gouji").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        for one in check(session.sparkContext, arguments.folder, arguments.gouji, arguments.partitions):
            errors = "unread" if one["errors"] is None else one["errors"]
            print(f"{errors!s:>6}  {one['warnings'] or 0:>4}  {one['file']}  {one['first']}")
    finally:
        session.stop()


if __name__ == "__main__":
    main()

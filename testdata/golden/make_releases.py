#!/usr/bin/env python3
"""Records where older releases answer otherwise than the recorded newest one.

    make_releases.py ROOTS [SUBJECT...]     ROOTS holds VERSION/oracle for each release

Asks the questions of make_SUBJECT.py (discover, net, select) again and writes SUBJECT-releases.jsonl:
the rows of SUBJECT.jsonl whose answer differs, each with its line (from 0) and its answers by release,
from the first to the last that gives them ("1.21-1.24"). A release that is not named there answers as the
newest.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
RELEASES = ["1.21.13", "1.22.10", "1.23.9", "1.24.11", "1.25.5", "1.26.6"]
SUBJECTS = {"discover": "answer", "net": "go", "select": "answer"}


def asked(subject, oracle):
    """The rows that make_SUBJECT.py records with this oracle, without touching the recorded ones."""
    with tempfile.TemporaryDirectory() as folder:
        script = shutil.copy(HERE / f"make_{subject}.py", folder)
        run = subprocess.run([sys.executable, script, oracle], capture_output=True, text=True, check=True)
        written = pathlib.Path(folder, f"{subject}.jsonl")
        text = written.read_text() if written.exists() else run.stdout
    return rows_of(text)


def rows_of(text):
    return [json.loads(line) for line in text.split("\n") if line]


def make(subject, roots):
    field, file = SUBJECTS[subject], HERE / f"{subject}.jsonl"
    newest = rows_of(file.read_text())
    rows = {}
    for version in RELEASES:
        older = asked(subject, roots / version / "oracle")
        for line, (row, other) in enumerate(zip(newest, older, strict=True)):
            assert {**row, field: None} == {**other, field: None}, f"{subject}, line {line}: another question"
            if row[field] != other[field]:
                rows.setdefault(line, {})[version.rpartition(".")[0]] = other[field]
        print(subject, version, sum(version.rpartition(".")[0] in row for row in rows.values()), file=sys.stderr)
    lines = (json.dumps({"line": line, "releases": ranges(rows[line])}, ensure_ascii=False) for line in sorted(rows))
    (HERE / f"{subject}-releases.jsonl").write_text("".join(line + "\n" for line in lines))


def ranges(answers):
    """Neighbours that answer alike are one."""
    found = []
    for version in (full.rpartition(".")[0] for full in RELEASES):
        if version in answers and found and found[-1][1:] == [version_before(version), answers[version]]:
            found[-1][1] = version
        elif version in answers:
            found.append([version, version, answers[version]])
    return {first if first == last else f"{first}-{last}": answer for first, last, answer in found}


def version_before(version):
    return f"1.{int(version[2:]) - 1}"


for wanted in sys.argv[2:] or SUBJECTS:
    make(wanted, pathlib.Path(sys.argv[1]).resolve())

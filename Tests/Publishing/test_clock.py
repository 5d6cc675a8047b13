"""Clocks that go wrong: the program sees another time (libfaketime), of the day and of files, than the machine has."""

import os
import re
import secrets
import shutil
import subprocess

import pytest

from conftest import Site, project, tree, whole
from test_publish import releases

WAITING = "1 份文件还未到发布时间，2030-01-01 09:00，届时再运行 gongkai "


class Clocked(Site):
    """A site whose commands run at a moment, in Beijing time; they are told none."""

    moment = "2030-01-01 08:00:00"

    def command(self, *arguments) -> list[str]:
        line = super().command(*arguments)
        if "--at" in line:
            line = line[:line.index("--at")]
        return ["env", "TZ=Asia/Shanghai", shutil.which("faketime") or "faketime", "--exclude-monotonic", self.moment, *line]

    def at(self, moment: str) -> "Clocked":
        self.moment = moment
        return self


@pytest.fixture
def site(tmp_path):
    site = Clocked(tmp_path / "site")
    site.token = "T" + secrets.token_hex(8)
    return site


def embargo(site):
    site.write("2022/721001/9.md", project(Site.code(9), site.token, keys="发布时间: 2030-01-01 09:00\n"))


def holds(folder, token: str) -> bool:
    return any(token.encode() in data for data in tree(folder).values())


def test_an_embargo_that_is_over_begins_again(site, tmp_path):
    folder = tmp_path / "www"
    embargo(site)
    assert WAITING + "build" in site.at("2030-01-01 08:59:00").ok("build").stdout
    assert not holds(site.public, site.token)
    assert WAITING + f"publish {folder}" in site.ok("publish", folder).stdout
    early = tree(site.public)
    assert "发布时间" not in site.at("2030-01-01 09:00:00").ok("build").stdout
    assert holds(site.public, site.token)
    site.ok("publish", folder)
    late = tree(folder / "current")
    # Years back, the same: hidden, and that is said.
    assert WAITING + "build" in site.at("2024-01-01 00:00:00").ok("build").stdout
    assert not holds(site.public, site.token) and tree(site.public) == early
    # What is out is not taken back by a clock.
    result = site.run("publish", folder)
    assert result.returncode == 1 and "1 个网址会打不开" in result.stderr
    assert WAITING + "publish；若时间已过，请核对电脑的时钟" in result.stderr
    assert tree(folder / "current") == late
    # The time that is told wins over the clock.
    told = [*site.command("publish", folder), "--at", "2030-01-01 09:00"]
    subprocess.run(told, check=True, capture_output=True)
    assert tree(folder / "current") == late


def test_nothing_in_the_output_depends_on_the_clock(site, tmp_path):
    site.at("2037-12-31 23:59:59").ok("publish", tmp_path / "a.zip", "--precompress")
    shutil.rmtree(site.public)
    shutil.rmtree(site.root / ".gongkai")
    site.at("2001-01-01 00:00:00").ok("publish", tmp_path / "b.zip", "--precompress")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_an_edit_under_a_clock_that_went_back_is_seen(site):
    path = site.root / "content/2022/721001/0.md"
    site.at("2037-12-31 00:00:00").ok("build")
    for number, moment in enumerate(["2030-01-01 00:00:00", "2001-01-01 00:00:00", "2030-01-01 00:00:00"]):
        # Of the same length, and no younger than before.
        before = path.stat()
        path.write_text(re.sub("公务用.。", f"公务用{'甲乙丙'[number]}。", path.read_text()))
        os.utime(path, (before.st_atime, before.st_mtime))
        site.at(moment).ok("build")
        assert f"公务用{'甲乙丙'[number]}。" in (site.public / Site.page(0)).read_text()


def test_the_order_of_releases_is_that_of_publishing(site, tmp_path):
    folder = tmp_path / "www"
    shown = []
    for number, moment in enumerate(["2031-01-01", "2030-01-01", "2001-01-01", "2035-01-01", "1999-01-01"]):
        site.rename(f"第{number}站")
        site.at(moment + " 00:00:00").ok("publish", folder, "--keep", 3)
        shown.append(tree(folder / "current"))
        # The times of files say nothing, either.
        for release in (folder / "releases").iterdir():
            os.utime(release, (0, (7 * number + len(release.name)) % 5))
    assert [line.split(" ")[1] for line in (folder / "releases.txt").read_text().splitlines()] == [
        "2001-01-01", "2035-01-01", "1999-01-01"]
    assert sorted(releases(folder)) == sorted(path.name for path in (folder / "releases").iterdir())
    for former in (3, 2):
        site.ok("publish", "--rollback", folder)
        assert tree(folder / "current") == shown[former]
        whole(folder / "current")

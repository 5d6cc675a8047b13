"""Publishing to another machine: a real sshd on a loopback port, and nginx serving what it received."""

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from conftest import Site, project, tree, whole
from servers import Reader, nginx, sshd


@pytest.fixture
def remote(tmp_path):
    with sshd(tmp_path / "sshd") as environment:
        yield environment


def test_publish_take_back_and_verify(tmp_path, site, remote):
    site.write("2022/721001/扫描 'x' $HOME.pdf", b"%PDF")
    folder = tmp_path / "srv/it's here"
    target = f"127.0.0.1:{folder}"
    assert "还没有发布过" in site.ok("publish", target, "--dry-run", env=remote).stdout
    assert not folder.exists()
    site.ok("publish", target, env=remote)
    first = tree(folder / "current")
    assert first == tree(site.public)
    assert (folder / "current/index.html").stat().st_mode & 0o777 == 0o644
    site.write("2022/721001/0.md", project(Site.code(0), "车辆保险费（0）", goal="换了目标。"))
    assert f"改动  {Site.page(0)}" in site.ok("publish", target, "--dry-run", env=remote).stdout
    site.ok("publish", target, env=remote)
    second = tree(folder / "current")
    assert second == tree(site.public)
    old = os.readlink(folder / "current")
    site.ok("publish", "--rollback", target, env=remote)
    assert tree(folder / "current") == first
    # Unchanged files were not sent, nor are they kept, twice.
    assert (folder / "current" / Site.page(1)).samefile(folder / old / Site.page(1))
    result = site.run("publish", "--rollback", target, env=remote)
    assert result.returncode == 74 and "没有比" in result.stderr
    # A damaged release is sent anew.
    (folder / "current" / Site.page(1)).unlink()
    site.ok("publish", target, env=remote)
    assert tree(folder / "current") == second
    for number in range(3):
        site.rename(f"第{number}站")
        site.ok("publish", target, "--keep", 2, env=remote)
    assert len(list((folder / "releases").iterdir())) == 2
    site.ok("verify", folder)


def test_going_back_does_not_return_what_was_withdrawn(tmp_path, site, remote):
    folder = tmp_path / "srv"
    target = f"127.0.0.1:{folder}"
    site.ok("publish", target, env=remote)
    path = site.root / "content/2022/721001/0.md"
    path.write_text(path.read_text().replace("---\n", "---\n状态: 已撤下\n", 1))
    site.ok("publish", target, env=remote)
    served = os.readlink(folder / "current")
    first = next(path for path in (folder / "releases").iterdir() if path.name != os.path.basename(served))
    (first / "index.html").rename(first / "away.html")
    result = site.run("publish", "--rollback", "--confirm", target, env=remote)
    assert result.returncode == 74 and "已经损坏（index.html 缺少或改动过）" in result.stderr
    (first / "away.html").rename(first / "index.html")
    result = site.run("publish", "--rollback", target, env=remote)
    assert result.returncode == 1 and "退回会重新公开 1 个已经撤下的页面" in result.stderr
    assert os.readlink(folder / "current") == served
    site.ok("publish", "--rollback", "--confirm", target, env=remote)
    assert os.readlink(folder / "current") != served


def test_a_folder_of_other_things_is_not_published_into(tmp_path, site, remote):
    folder = tmp_path / "html"
    folder.mkdir()
    (folder / "index.html").write_text("Welcome")
    for options in ((), ("--dry-run",)):
        result = site.run("publish", f"127.0.0.1:{folder}", *options, env=remote)
        assert result.returncode == 74 and "里有别的文件（index.html）" in result.stderr
    assert tree(folder) == {"index.html": b"Welcome"}


def test_programs_that_are_missing_or_refuse(tmp_path, site, remote):
    alone = tmp_path / "bin"
    alone.mkdir()
    result = site.run("publish", f"127.0.0.1:{tmp_path}/x", env=dict(remote, PATH=str(alone)))
    assert result.returncode == 74 and "没有找到程序 ssh；请先安装：apt install openssh-client" in result.stderr
    for name in ("ssh", "cat", "mkdir"):
        (alone / name).symlink_to(f"/usr/bin/{name}")
    result = site.run("publish", f"127.0.0.1:{tmp_path}/x", env=dict(remote, PATH=str(alone)))
    assert result.returncode == 74 and "没有找到程序 rsync；请先安装：apt install rsync" in result.stderr
    result = site.run("publish", f"127.0.0.1:{tmp_path}/x", env=dict(remote, RSYNC_RSH="ssh -F none -o BatchMode=yes -p 1"))
    assert result.returncode == 74 and "ssh 连不上 127.0.0.1" in result.stderr
    (tmp_path / "file").write_text("x")
    result = site.run("publish", f"127.0.0.1:{tmp_path}/file/x", env=remote)
    assert result.returncode == 74 and "原来发布的版本没有动" in result.stderr


def descendants(process: int) -> list[int]:
    children = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            children += [child, *descendants(child)]
    return children


def test_rsync_and_ssh_killed_half_way(tmp_path, site, remote):
    folder = tmp_path / "srv"
    target = f"127.0.0.1:{folder}"
    bodies = set()
    for name in ("甲站", "乙站"):
        site.rename(name)
        site.write("2022/721001/big.bin", os.urandom(8 << 20))
        begin = time.monotonic()
        site.ok("publish", target, env=remote)
        duration = time.monotonic() - begin
        bodies.add((folder / "current/index.html").read_bytes())
    with nginx(tmp_path / "nginx", f"location / {{ root {folder}/current; }}") as address:
        with Reader(address + "/index.html") as reader:
            chance = random.Random(3)
            told = 0
            for number in range(16):
                site.rename(["甲站", "乙站"][number % 2])
                site.write("2022/721001/big.bin", os.urandom(8 << 20))
                process = subprocess.Popen(
                    site.command("publish", target), env=remote, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                wanted = chance.uniform(0.3, 1) * duration
                begin = time.monotonic()
                while process.poll() is None and (time.monotonic() - begin < wanted or not descendants(process.pid)):
                    time.sleep(0.002)
                for child in descendants(process.pid):
                    try:
                        os.kill(child, signal.SIGKILL)
                    except ProcessLookupError:
                        pass
                messages = process.communicate(timeout=60)[1]
                assert process.returncode in (0, 74), messages
                if process.returncode == 74:
                    told += 1
                    assert messages.startswith("错误: "), messages
                    assert "原来发布的版本没有动" in messages or "都是完整的；请再运行一次" in messages, messages
                # The other machine may still be at its last step.
                whole((folder / "current").resolve())
        assert not reader.failures and reader.seen <= bodies and reader.count > 100
        assert told > 3
    site.ok("publish", target, env=remote)
    assert tree(folder / "current") == tree(site.public)
    assert not [path for path in (folder / "releases").iterdir() if path.name.startswith(".")]


def test_two_publications_at_once(tmp_path, site, remote):
    target = f"127.0.0.1:{tmp_path}/srv"
    site.ok("publish", target, env=remote)
    before = tree(tmp_path / "srv/current")
    other = Site(tmp_path / "other")
    other.rename("乙站")
    # The first one waits with its upload, since the other machine's rsync stands still.
    site.write("2022/721001/big.bin", os.urandom(1 << 20))
    process = subprocess.Popen(site.command("publish", target), env=remote, stderr=subprocess.PIPE, text=True)
    while not (stopped := [child for child in descendants(process.pid) if "rsync" in command_line(child)]):
        assert process.poll() is None
    for child in stopped:
        os.kill(child, signal.SIGSTOP)
    result = other.run("publish", target, env=remote)
    assert result.returncode == 74, result.stdout
    assert result.stderr == f"错误: 另一个 gongkai 正在发布到 {target}；请等它结束后重试\n"
    assert "另一个 gongkai 正在发布" in other.run("publish", "--rollback", target, env=remote).stderr
    # A publication on that machine itself is kept out as well.
    assert other.run("publish", tmp_path / "srv").returncode == 74
    assert tree(tmp_path / "srv/current") == before
    # Killed, even with its helpers going on for a while, it leaves no lock behind.
    process.kill()
    process.communicate()
    for child in stopped:
        os.kill(child, signal.SIGCONT)
    other.ok("publish", target, env=remote)
    assert tree(tmp_path / "srv/current") == tree(other.public)


def command_line(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except OSError:
        return ""

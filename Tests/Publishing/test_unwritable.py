"""Places that may not be written, or that are gone: a clear message, and the old site served throughout."""

import os
import shutil
import subprocess
from contextlib import contextmanager

import pytest

from conftest import Site, program, tree, whole
from servers import Reader, nginx

AS_NOBODY = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] if os.getuid() == 0 else []


@contextmanager
def served(folder, place):
    """nginx serves a folder, and a reader asks for its home page until the end, when it has always got the same."""
    body = (folder / "index.html").read_bytes()
    with nginx(place, f"location / {{ root {folder}; }}") as address, Reader(address + "/index.html") as reader:
        yield
        reader.wait_for(20)
    assert not reader.failures and reader.seen == {body}


@pytest.fixture
def disk(tmp_path):
    """A disk of its own, and a way to make it read-only and writable again."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], stderr=subprocess.DEVNULL).returncode != 0:
        pytest.fail("these tests mount a small file system; run them as root")
    yield folder
    subprocess.run(["umount", folder], check=True)


def remount(disk, options: str):
    subprocess.run(["mount", "-o", f"remount,{options}", disk], check=True)


@pytest.mark.parametrize("command, served_at", [(("build", "--output"), "x"), (("publish",), "x/current")])
def test_a_disk_that_became_read_only(site, disk, tmp_path, command, served_at):
    site.ok(*command, disk / "x")
    before = tree(disk / "x")
    site.rename("新站")
    with served(disk / served_at, tmp_path / "nginx"):
        remount(disk, "ro")
        # A new destination on that disk can be made as little.
        for target in (disk / "x", disk / "y", *([disk / "y.zip"] if "publish" in command else [])):
            result = site.run(*command, target)
            assert result.returncode == 74, target
            assert result.stderr.startswith(f"错误: 无法") and "磁盘是只读的；请换一个可写的位置" in result.stderr
            assert result.stdout == ""
        assert tree(disk / "x") == before and [path.name for path in disk.iterdir() if path.name[0] != "."] == ["x"]
        remount(disk, "rw")
    site.ok(*command, disk / "x")
    whole(disk / served_at)
    assert "新站" in (disk / served_at / "index.html").read_text()


@pytest.mark.parametrize("command, served_at", [(("build", "--output"), "x"), (("publish",), "x/current")])
def test_a_disk_that_is_full(site, disk, tmp_path, command, served_at):
    remount(disk, "size=1200k")
    site.ok(*command, disk / "x")
    before = tree(disk / served_at)
    site.write("2022/721001/big.pdf", os.urandom(2 << 20))
    with served(disk / served_at, tmp_path / "nginx"):
        for target in (disk / "x", *([disk / "x.zip"] if "publish" in command else [])):
            result = site.run(*command, target)
            assert result.returncode == 74 and "磁盘已满" in result.stderr and result.stdout == ""
        assert tree(disk / served_at) == before
    (site.root / "content/2022/721001/big.pdf").unlink()
    site.rename("新站")
    site.ok(*command, disk / "x")
    whole(disk / served_at)
    assert "新站" in (disk / served_at / "index.html").read_text()


@pytest.mark.parametrize("command, served_at", [(("build", "--output"), "x"), (("publish",), "x/current")])
def test_folders_that_may_not_be_written(tmp_path, command, served_at):
    site = Site(tmp_path / "site")
    site.ok(*command, tmp_path / "x")
    # The program may lie where only its builder may read.
    shutil.copy(program(), tmp_path / "gongkai")
    before = tree(tmp_path / "x")
    site.rename("新站")
    if AS_NOBODY:
        for path in [site.root, *site.root.rglob("*")]:
            os.chown(path, 65534, 65534)
    folders = [path for path in [tmp_path / "x", *(tmp_path / "x").rglob("*")] if path.is_dir() and not path.is_symlink()]
    modes = {path: path.stat().st_mode for path in folders}
    for path in folders:
        path.chmod(0o555)
    with served(tmp_path / served_at, tmp_path / "nginx"):
        line = [str(tmp_path / "gongkai"), *site.command(*command, tmp_path / "x")[1:]]
        result = subprocess.run([*AS_NOBODY, *line], capture_output=True, text=True)
        assert result.returncode == 74 and result.stdout == ""
        assert result.stderr.startswith("错误: 无法") and "没有权限；请检查文件夹的读写权限" in result.stderr
        assert str(tmp_path / "x") in result.stderr
        assert tree(tmp_path / "x") == before
    for path, mode in modes.items():
        path.chmod(mode)
    site.ok(*command, tmp_path / "x")
    assert "新站" in (tmp_path / served_at / "index.html").read_text()


def test_a_release_that_is_gone_is_told_and_healed(site, tmp_path):
    folder = tmp_path / "www"
    site.ok("publish", folder)
    first = tree(folder / "current")
    site.rename("新站")
    site.ok("publish", folder)
    gone = (folder / "current").resolve()
    shutil.rmtree(gone)
    told = f"注意: {folder}/current 指向的版本 {gone.name} 已经不在了"
    result = site.ok("publish", folder, "--dry-run")
    assert told in result.stderr and not (folder / "current").exists()
    result = site.ok("publish", folder)
    assert told in result.stderr
    assert whole(folder / "current") and "新站" in (folder / "current/index.html").read_text()
    assert "注意" not in site.ok("publish", folder).stderr
    # Or the one before it is served again.
    shutil.rmtree(gone)
    assert "没有清单或清单已损坏" in site.run("publish", "--rollback", folder).stderr
    site.ok("publish", "--rollback", "--confirm", folder)
    assert tree(folder / "current") == first


def test_an_output_folder_that_is_gone_while_it_is_served(site, tmp_path):
    (tmp_path / "disk").mkdir()
    site.public.symlink_to(tmp_path / "disk")
    site.ok("build")
    (tmp_path / "disk").rename(tmp_path / "away")
    site.rename("新站")
    with served(tmp_path / "away", tmp_path / "nginx"):
        result = site.run("build")
        assert result.returncode == 74
        assert f"无法打开 {site.public}：它是符号链接，指向的文件夹已经不在了；请恢复那个文件夹，或改正链接" in result.stderr
    (tmp_path / "away").rename(tmp_path / "disk")
    site.ok("build")
    assert "新站" in (tmp_path / "disk/index.html").read_text()

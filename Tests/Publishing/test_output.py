"""Where the output folder may lie, and what becomes of what else is in it."""

import fcntl
import os
import shutil
import subprocess

import pytest

from conftest import Site, program, tree, whole

AS_NOBODY = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] if os.getuid() == 0 else []


def test_a_link_to_the_folder_stays_and_its_target_is_exchanged(site, tmp_path):
    (tmp_path / "www/html").mkdir(parents=True)
    (tmp_path / "www/html/CNAME").write_text("example.gov.cn")
    site.public.symlink_to(tmp_path / "www/html")
    site.ok("build")
    site.rename("新站")
    site.ok("build")
    assert site.public.is_symlink()
    assert "新站" in (tmp_path / "www/html/index.html").read_text()
    assert (tmp_path / "www/html/CNAME").read_text() == "example.gov.cn"


def test_a_link_whose_target_is_gone_is_named(site):
    site.public.symlink_to("nowhere")
    result = site.run("build")
    assert result.returncode == 74
    assert "它是符号链接，指向的文件夹已经不在了" in result.stderr
    assert not (site.root / "nowhere").exists()


def test_what_no_build_made_stays_as_it_is(site):
    site.ok("build")
    (site.public / "empty/inner").mkdir(parents=True)
    (site.public / "2022/old").mkdir()
    (site.public / "2022/old/index.html").write_text("old")
    (site.public / "latest").symlink_to("2022/old")
    (site.public / "2022").chmod(0o750)
    site.public.chmod(0o751)
    inode = (site.public / "2022/old/index.html").stat().st_ino
    for name in "甲乙丙":
        site.rename(name)
        site.ok("build")
    assert (site.public / "empty/inner").is_dir()
    assert (site.public / "2022/old/index.html").stat().st_ino == inode
    assert os.readlink(site.public / "latest") == "2022/old"
    assert site.public.stat().st_mode & 0o777 == 0o751
    assert (site.public / "2022").stat().st_mode & 0o777 == 0o750
    shutil.rmtree(site.root / "content/2022")
    site.ok("build")
    assert not (site.public / "2022/721001").exists() and (site.public / "2022/old/index.html").exists()


def test_unchanged_files_keep_their_inodes(site):
    site.ok("build")
    before = {path: path.stat().st_ino for path in site.public.rglob("*.html")}
    site.write("2022/721001/0.md", (site.root / "content/2022/721001/0.md").read_text().replace("公务用车。", "公务。"))
    for _ in range(2):
        site.ok("build")
    # The data page tells the checksums of the downloads.
    changed = {path.relative_to(site.public).as_posix() for path, inode in before.items() if path.stat().st_ino != inode}
    assert changed == {Site.page(0), "data/index.html"}
    shutil.rmtree(site.root / ".gongkai")
    site.rename("新站")
    site.ok("build")
    whole(site.public)


def test_a_second_build_at_once_says_so(site):
    site.ok("build")
    before = tree(site.public)
    site.rename("新站")
    descriptor = os.open(site.root / ".gongkai/output-public", os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    result = site.run("build")
    os.close(descriptor)
    assert result.returncode == 74
    assert "另一个 gongkai 正在写这个文件夹；请等它结束后重试" in result.stderr
    assert tree(site.public) == before


@pytest.fixture
def mounted(site):
    site.public.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", site.public], stderr=subprocess.DEVNULL).returncode != 0:
        pytest.fail("these tests mount a small file system; run them as root")
    yield site.public
    subprocess.run(["umount", site.public], check=True)


def test_a_mount_point_is_filled_and_that_is_said(site, mounted):
    assert "不能整体切换（它是一个挂载点），已逐个替换文件" in site.ok("build").stderr
    whole(mounted)
    assert "挂载点" not in site.ok("build").stderr
    site.rename("新站")
    site.ok("build")
    whole(mounted)


def test_a_folder_above_that_may_not_be_written_is_said(tmp_path):
    site = Site(tmp_path / "site")
    site.ok("build")
    shutil.rmtree(site.root / ".gongkai")
    if AS_NOBODY:
        for path in [site.public, *site.public.rglob("*")]:
            os.chown(path, 65534, 65534)
    site.root.chmod(0o555)
    site.rename("新站")
    # The program may lie where only its builder may read.
    copy = tmp_path / "gongkai"
    shutil.copy(program(), copy)
    result = subprocess.run([*AS_NOBODY, str(copy), *site.command("build")[1:]], capture_output=True, text=True)
    site.root.chmod(0o755)
    assert result.returncode == 0, result.stderr
    assert "它的上级文件夹不能写入" in result.stderr
    whole(site.public)
    assert "新站" in (site.public / "index.html").read_text()


def test_a_link_left_beside_the_output_is_not_written_through(site, tmp_path):
    """Pages of a year are kept elsewhere and linked; then the program makes that year itself."""
    archive = tmp_path / "archive"
    (archive / "721001").mkdir(parents=True)
    (archive / "index.html").write_text("old")
    site.ok("build")
    (site.public / "2021").symlink_to(archive)
    for name in "甲乙":
        site.rename(name)
        site.ok("build")
    (site.public / "2021").unlink()
    shutil.copytree(site.root / "content/2022", site.root / "content/2021")
    site.ok("build")
    assert sorted(path.name for path in archive.rglob("*")) == ["721001", "index.html"]
    assert (archive / "index.html").read_text() == "old"
    assert not (site.public / "2021").is_symlink() and (site.public / "2021/721001/index.html").is_file()
    site.ok("verify", site.public)


def test_a_link_in_place_of_the_tree_beside_the_output_is_not_followed(site, tmp_path):
    other = tmp_path / "other"
    (other / "2022").mkdir(parents=True)
    (other / "2022/x.txt").write_text("x")
    (site.root / ".gongkai/output-public").mkdir(parents=True)
    (site.root / ".gongkai/output-public/next").symlink_to(other)
    for name in "甲乙":
        site.rename(name)
        site.ok("build")
    assert sorted(path.name for path in other.rglob("*")) == ["2022", "x.txt"] and not site.public.is_symlink()
    site.ok("verify", site.public)


def test_a_manifest_of_other_files_is_not_taken_over(site):
    """Merging two branches of a repository that holds public/ leaves the files of both and the manifest of one."""
    site.write("2022/721001/a.txt", "一")
    site.ok("build")
    former = (site.public / "manifest.json").read_bytes()
    site.write("2022/721001/a.txt", "二")
    site.write("2022/721001/0.md", (site.root / "content/2022/721001/0.md").read_text().replace("公务用车。", "公务。"))
    site.ok("build")
    shutil.rmtree(site.root / ".gongkai")
    (site.public / "manifest.json").write_bytes(former)
    site.ok("build")
    site.ok("verify", site.public)

"""Publishing to a folder and to an archive, taking back, and what is not let out."""

import os
import shutil
import subprocess
import zipfile

import pytest

from conftest import Site, listed, present, project, tree, whole


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "www"


def releases(folder) -> list[str]:
    return [line.split(" ")[0] for line in (folder / "releases.txt").read_text().splitlines()]


def test_publish_change_publish_take_back(site, folder):
    assert "新增 15 页，改动 0 页，删除 0 页，整站摘要 " in site.ok("publish", folder).stdout
    first = tree(folder / "current")
    assert whole(folder / "current").startswith(os.readlink(folder / "current").removeprefix("releases/"))
    assert first == tree(site.public)
    site.write("2022/721001/0.md", project(Site.code(0), "车辆保险费（0）", goal="换了目标。"))
    dry = site.ok("publish", folder, "--dry-run")
    assert f"改动  {Site.page(0)}\n" in dry.stdout and "新增 0 页，改动 2 页，删除 0 页" in dry.stdout
    assert tree(folder / "current") == first
    site.ok("publish", folder)
    assert "换了目标" in (folder / "current" / Site.page(0)).read_text()
    # What did not change is not kept twice.
    one, other = (folder / "releases" / name / Site.page(1) for name in releases(folder))
    assert one.samefile(other)
    site.ok("publish", "--rollback", folder)
    assert tree(folder / "current") == first
    result = site.run("publish", "--rollback", folder)
    assert result.returncode == 74 and "没有比" in result.stderr
    # What was taken back is not gone back to.
    site.write("2022/721001/0.md", project(Site.code(0), "车辆保险费（0）", goal="又换了目标。"))
    site.ok("publish", folder)
    site.ok("publish", "--rollback", folder)
    assert tree(folder / "current") == first


def test_only_the_latest_are_kept(site, folder):
    for number in range(5):
        site.rename(f"第{number}站")
        site.ok("publish", folder, "--keep", 3)
    assert len(releases(folder)) == 3
    assert sorted(releases(folder)) == sorted(path.name for path in (folder / "releases").iterdir())
    assert whole(folder / "current").startswith(releases(folder)[-1])


def test_a_folder_of_other_things_is_not_published_into(site, folder):
    site.ok("publish", folder)
    before = tree(folder)
    for target in (folder / "current", folder / "releases" / releases(folder)[0], folder / "releases"):
        for options in ((), ("--dry-run",)):
            result = site.run("publish", target, *options)
            assert result.returncode == 74 and "不是 gongkai 发布用的文件夹" in result.stderr, target
    assert tree(folder) == before
    other = folder.parent / "html"
    other.mkdir()
    (other / "index.nginx-debian.html").write_text("Welcome")
    result = site.run("publish", other)
    assert result.returncode == 74 and "里有别的文件（index.nginx-debian.html）" in result.stderr
    assert tree(other) == {"index.nginx-debian.html": b"Welcome"}
    # What is left of a first publication that was killed, and what the system keeps, is nobody's.
    (other / "index.nginx-debian.html").unlink()
    for name in ("releases", "lost+found"):
        (other / name).mkdir()
    (other / ".well-known").mkdir()
    site.ok("publish", other)
    assert tree(other / "current") == tree(site.public)


def test_publishing_the_same_again_changes_nothing(site, folder):
    site.ok("publish", folder)
    inode = (folder / "current/index.html").stat().st_ino
    site.ok("publish", folder)
    assert (folder / "current/index.html").stat().st_ino == inode and len(releases(folder)) == 1


def test_a_damaged_release_is_replaced(site, folder):
    site.ok("publish", folder)
    before = tree(folder / "current")
    (folder / "current" / Site.page(0)).write_text("x")
    site.ok("publish", folder)
    assert tree(folder / "current") == before


def test_what_no_build_made_is_not_published(site, folder):
    site.ok("build")
    (site.public / "notes.txt").write_text("mine")
    site.ok("publish", folder)
    assert not (folder / "current/notes.txt").exists() and (site.public / "notes.txt").exists()


def test_a_clock_that_went_back_does_not_matter(site, folder):
    site.ok("publish", folder, "--at", "2031-01-01")
    first = tree(folder / "current")
    site.rename("新站")
    site.ok("publish", folder, "--at", "2001-01-01")
    assert "新站" in (folder / "current/index.html").read_text()
    site.ok("publish", "--rollback", folder)
    assert tree(folder / "current") == first


@pytest.mark.parametrize("target", ["content", "theme/x", "public", "."])
def test_the_site_itself_is_no_destination(site, target):
    assert site.run("publish", site.root / target).returncode == 64


def test_a_folder_of_somebody_else_is_refused(site, folder):
    (folder / "current").mkdir(parents=True)
    (folder / "current/index.html").write_text("mine")
    result = site.run("publish", folder)
    assert result.returncode == 74 and "不是 gongkai 建立的链接" in result.stderr
    assert (folder / "current/index.html").read_text() == "mine"


# What is not let out


def test_errors_and_strict_warnings_block(site, folder):
    site.write("2022/721001/9.md", project(Site.code(9), budget="很多"))
    result = site.run("publish", folder)
    assert result.returncode == 1 and "没有发布" in result.stderr and not folder.exists()
    site.write("2022/721001/9.md", project(Site.code(9), keys="不认识的键: 1\n"))
    assert site.run("publish", folder, "--strict").returncode == 1
    site.ok("publish", folder)


@pytest.mark.parametrize("severity", ["提醒", "提示", "关闭"])
def test_personal_numbers_block_even_when_the_rule_is_lowered(site, folder, severity):
    site.write("index.md", f"---\n网站名称: 测试站\n检查: {{pii-mobile: {severity}}}\n---\n")
    site.write("2022/721001/9.md", project(Site.code(9), goal="联系 13912345678。"))
    site.ok("build")
    result = site.run("publish", folder)
    assert result.returncode == 1 and not (folder / "current").exists()
    assert "个人信息：content/2022/721001/9.md:12:4：疑似手机号码“139*****678”，不得公开 [pii-mobile]\n" in result.stderr
    assert "在网站的“检查”里调低或关闭规则，不能让它们发布出去" in result.stderr and "13912345678" not in result.stderr
    # Somebody who looked at that file may stand by it, and for that file alone.
    site.write("2022/721001/9.md", project(Site.code(9), goal="联系 13912345678。", keys="已核实: {pii-mobile: 对外服务电话}\n"))
    site.ok("publish", folder)
    site.write("2022/721001/8.md", project(Site.code(8), goal="联系 13912345679。"))
    assert "content/2022/721001/8.md:12:4" in site.run("publish", folder).stderr


@pytest.mark.parametrize("reason", ["' '", "'\u3000'", "'\u200b'", "''"])
def test_a_reason_that_shows_nothing_is_none(site, folder, reason):
    keys = f"已核实: {{pii-mobile: {reason}}}\n"
    site.write("2022/721001/9.md", project(Site.code(9), goal="联系 13912345678。", keys=keys))
    result = site.run("publish", folder)
    assert result.returncode == 1 and "“pii-mobile”后面没有写理由" in result.stderr
    assert not folder.exists()


@pytest.mark.parametrize(
    "written", ["_13912345678_", "wx13912345678", "139\u00a01234\u00a05678", "139—1234—5678", "&#49;3912345678", "139[1234](https://a.example/)5678"])
def test_a_mobile_number_blocks_however_it_is_written(site, folder, written):
    site.write("2022/721001/9.md", project(Site.code(9), goal=f"联系 {written}。"))
    result = site.run("publish", folder)
    assert result.returncode == 1 and "疑似手机号码“139*****678”" in result.stderr
    assert not folder.exists()


def test_numbers_in_names_of_folders_and_drafts_under_other_names_block(site, folder):
    site.write("2022/721001/张三11010519491231002X/说明.txt", "说明")
    site.write("2022/721001/副本.txt", project(Site.code(9), keys="状态: 草稿\n"))
    result = site.run("publish", folder)
    assert result.returncode == 1
    assert "文件夹名里有疑似公民身份号码“1101**********002X”" in result.stderr
    assert "附件“副本.txt”以文件头开头" in result.stderr
    assert not folder.exists()


def test_an_identity_number_can_neither_be_lowered_nor_stood_by(site, folder):
    goal = "张某 11010519491231002X。"
    for text, keys in (("检查: {pii-id-number: 关闭}\n", ""), ("", "已核实: {pii-id-number: 无妨}\n")):
        site.write("index.md", f"---\n网站名称: 测试站\n{text}---\n")
        site.write("2022/721001/9.md", project(Site.code(9), goal=goal, keys=keys))
        result = site.run("publish", folder)
        assert result.returncode == 1 and "规则“pii-id-number”不能调低或跳过" in result.stderr
    assert not folder.exists()


def test_a_link_in_a_template_to_nowhere_blocks(site, folder):
    template = site.root / "theme/templates/accessibility.html"
    template.write_text(template.read_text().replace("{{/main}}", '<a href="{{page.root}}nowhere.html">x</a>\n{{/main}}'))
    result = site.run("publish", folder)
    assert result.returncode == 1 and "链接没有着落：accessibility.html → nowhere.html" in result.stderr


def test_an_address_that_would_vanish_is_refused(site, folder):
    site.ok("publish", folder)
    before = tree(folder / "current")
    path = site.root / "content/2022/721001/0.md"
    text = path.read_text()
    path.unlink()
    result = site.run("publish", folder, "--confirm")
    assert result.returncode == 1 and Site.page(0) in result.stderr and "状态: 已撤下" in result.stderr
    assert tree(folder / "current") == before
    path.write_text(text.replace("---\n", "---\n状态: 已撤下\n更正:\n  - 日期: 2030-01-01\n    内容: 撤下\n    原因: 重复\n", 1))
    site.ok("publish", folder)
    assert "已经撤下" in (folder / "current" / Site.page(0)).read_text()
    # The page that says so may not vanish, either.
    path.unlink()
    assert site.run("publish", folder).returncode == 1


def test_many_removed_pages_want_to_be_confirmed(tmp_path, folder):
    site = Site(tmp_path / "site", projects=60)
    site.ok("publish", folder)
    # Lists grow shorter when projects are withdrawn; here the whole site becomes small, in another folder's place.
    small = Site(tmp_path / "small", projects=1)
    manifest = folder / "current/manifest.json"
    text = manifest.read_text()
    assert site.page(50) in text
    result = small.run("publish", folder)
    assert result.returncode == 1 and "59 个网址会打不开" in result.stderr
    for number in range(60):
        path = site.root / f"content/2022/721001/{number}.md"
        path.write_text(path.read_text().replace("---\n", "---\n状态: 已撤下\n", 1))
    result = site.run("publish", folder)
    assert result.returncode == 1 and "--confirm" in result.stderr
    assert manifest.read_text() == text
    site.ok("publish", folder, "--confirm")


def withdraw(site, number):
    path = site.root / f"content/2022/721001/{number}.md"
    path.write_text(path.read_text().replace("---\n", "---\n状态: 已撤下\n", 1))


def test_what_is_withdrawn_is_called_so(site, folder):
    site.ok("publish", folder)
    withdraw(site, 0)
    dry = site.ok("publish", folder, "--dry-run").stdout
    assert f"撤下  {Site.page(0)}\n" in dry and "撤下 1 页，删除 0 页" in dry
    assert "撤下 1 页，删除 0 页" in site.ok("publish", folder).stdout


def test_going_back_does_not_return_what_was_withdrawn(site, folder):
    site.ok("publish", folder)
    first = tree(folder / "current")
    withdraw(site, 0)
    site.ok("publish", folder)
    second = tree(folder / "current")
    result = site.run("publish", "--rollback", folder)
    assert result.returncode == 1 and "退回会重新公开 1 个已经撤下的页面" in result.stderr and Site.page(0) in result.stderr
    assert tree(folder / "current") == second
    assert "重新公开撤下过的 1 页" in site.ok("publish", "--rollback", "--confirm", folder).stdout
    assert tree(folder / "current") == first


def test_going_back_does_not_return_what_was_moved_and_withdrawn(site, folder):
    site.ok("publish", folder)
    path = site.root / "content/2022/721001/0.md"
    text = path.read_text().replace(site.code(0), site.code(90)).replace(
        "---\n", f"---\n状态: 已撤下\n曾用网址: {site.page(0)}\n", 1)
    path.write_text(text)
    assert "撤下 1 页" in site.ok("publish", folder).stdout
    result = site.run("publish", "--rollback", folder)
    assert result.returncode == 1 and site.page(0) in result.stderr
    (folder / "current/manifest.json").write_text("{}")
    result = site.run("publish", "--rollback", folder)
    assert result.returncode == 74 and "没有清单或清单已损坏" in result.stderr


def attach(site, number, name):
    site.write(f"2022/721001/{name}", "原件")
    path = site.root / f"content/2022/721001/{number}.md"
    path.write_text(path.read_text().replace("---\n", f"---\n附件: {name}\n", 1))


def test_an_attachment_goes_with_the_document_that_is_withdrawn(site, folder):
    attach(site, 0, "扫描件.txt")
    site.write("2022/721001/单位的.txt", "单位的")
    site.ok("publish", folder)
    withdraw(site, 0)
    site.ok("publish", folder)
    assert not (folder / "current/2022/721001/扫描件.txt").exists() and (folder / "current/2022/721001/单位的.txt").exists()
    # A unit takes its own along.
    path = site.root / "content/2022/721001/index.md"
    path.write_text(path.read_text().replace("---\n", "---\n状态: 已撤下\n", 1))
    site.ok("publish", folder, "--confirm")
    assert not (folder / "current/2022/721001/单位的.txt").exists()


def test_an_attachment_alone_goes_when_that_is_confirmed(site, folder):
    attach(site, 0, "扫描件.txt")
    site.ok("publish", folder)
    (site.root / "content/2022/721001/扫描件.txt").unlink()
    path = site.root / "content/2022/721001/0.md"
    path.write_text(path.read_text().replace("附件: 扫描件.txt\n", ""))
    result = site.run("publish", folder)
    assert result.returncode == 1 and "已公布的 1 个附件会打不开：\n  2022/721001/扫描件.txt\n" in result.stderr
    assert "删除  2022/721001/扫描件.txt" in site.ok("publish", folder, "--dry-run").stdout
    site.ok("publish", folder, "--confirm")
    assert not (folder / "current/2022/721001/扫描件.txt").exists()


@pytest.mark.parametrize("damage", ["gone", "altered"])
def test_a_damaged_release_is_not_gone_back_to(site, folder, damage):
    site.ok("publish", folder)
    first = os.readlink(folder / "current")
    site.rename("第二站")
    site.ok("publish", folder)
    page = folder / first / "index.html"
    page.unlink() if damage == "gone" else page.write_text("别的")
    second = os.readlink(folder / "current")
    result = site.run("publish", "--rollback", folder)
    assert result.returncode == 74 and "已经损坏（index.html 缺少或改动过），没有退回" in result.stderr
    assert os.readlink(folder / "current") == second


@pytest.mark.parametrize("place", ["content/发布.zip", "public/x.zip", "theme/x.zip"])
def test_an_archive_does_not_lie_in_the_site_itself(site, place):
    site.public.mkdir()
    result = site.run("publish", site.root / place)
    assert result.returncode == 64 and "发布的目标不能是" in result.stderr and not (site.root / place).exists()


def test_what_a_killed_archive_left_is_cleared_away(site):
    archive = site.root / "a.zip"
    dead = subprocess.Popen(["true"])
    dead.wait()
    remains = [site.root / f"a.zip.{dead.pid}.tmp", site.root / f"a.zip.{dead.pid}.tmp.x8Yz1q"]
    others = [site.root / f"a.zip.{os.getpid()}.tmp", site.root / "a.zip.bak.tmp", site.root / "b.zip"]
    for path in remains + others:
        path.write_text("x")
    site.ok("publish", archive)
    assert not any(path.exists() for path in remains) and all(path.exists() for path in others)


def test_a_destination_that_cannot_be_is_told(site):
    result = site.run("publish", "D:\\网站")
    assert result.returncode == 64 and "“D:\\网站”是 Windows 的写法" in result.stderr
    result = site.run("publish", site.root / "没有/b.zip")
    assert result.returncode == 74 and result.stderr.endswith("没有/b.zip：上级文件夹不存在；请先建好它，或换一个位置\n")


# The archive


def test_two_archives_under_different_settings_are_the_same(tmp_path):
    archives = []
    for number, (umask, zone, language) in enumerate([(0o077, "America/St_Johns", "C"), (0o002, "Asia/Shanghai", "zh_CN.UTF-8")]):
        site = Site(tmp_path / f"site{number}")
        site.write("2022/721001/扫描 件.pdf", "%PDF" + "x" * 1000)
        environment = dict(os.environ, TZ=zone, LC_ALL=language, LANG=language, SOURCE_DATE_EPOCH=str(number * 86400))
        site.ok("publish", site.root / "a.zip", "--precompress", env=environment, umask=umask)
        archives.append(site.root / "a.zip")
    assert archives[0].read_bytes() == archives[1].read_bytes()
    with zipfile.ZipFile(archives[0]) as archive:
        assert archive.namelist() == sorted(archive.namelist())
        archive.extractall(tmp_path / "unpacked")
    assert tree(tmp_path / "unpacked") == tree(tmp_path / "site0/public")
    whole(tmp_path / "unpacked")
    assert oct(zipfile.ZipFile(archives[0]).infolist()[0].external_attr >> 16) == "0o100644"


def test_an_archive_is_replaced_at_once_or_not_at_all(site, tmp_path):
    archive = tmp_path / "a.zip"
    site.ok("publish", archive)
    before = archive.read_bytes()
    site.write("2022/721001/9.md", project(Site.code(9), budget="很多"))
    assert site.run("publish", archive).returncode == 1
    assert archive.read_bytes() == before and [path.name for path in tmp_path.iterdir()].count("a.zip") == 1
    result = site.run("publish", "--rollback", archive)
    assert result.returncode == 74 and "只有一个版本" in result.stderr
    (site.root / "content/2022/721001/9.md").unlink()
    assert site.run("publish", tmp_path / "none/a.zip").returncode == 74


def test_compressed_copies_are_those_of_gzip(site):
    site.ok("build", "--precompress")
    files = tree(site.public)
    texts = [name for name in files if name + ".gz" in files]
    assert "index.html" in texts and "assets/style.css" in texts and "manifest.json" not in texts
    for name in texts:
        assert subprocess.run(["gzip", "-dc"], input=files[name + ".gz"], capture_output=True).stdout == files[name]
        # No name, no time.
        assert files[name + ".gz"][3:8] == bytes(5)
    site.ok("build")
    assert not [name for name in tree(site.public) if name.endswith(".gz")]

"""A figure that was published changes: silently it may not, and with a correction everybody is told."""

import json
import re
import xml.etree.ElementTree

from conftest import Site, project, tree, whole

ATOM = "{http://www.w3.org/2005/Atom}"
CHANGE = "车辆保险费（0）：预算数 0.40 → 0.50"
CORRECTION = "更正:\n  - 日期: 2022-05-01\n    内容: 预算数由0.40万元改为0.50万元\n    原因: 录入<错>误\n"


def write(site, budget: str, keys: str = ""):
    site.write("2022/721001/0.md", project(Site.code(0), "车辆保险费（0）", budget, keys))


def test_a_changed_figure(site, tmp_path):
    folder = tmp_path / "www"
    write(site, "0.40")
    site.ok("publish", folder, "--strict")
    before = tree(folder / "current")
    write(site, "0.50")
    # Told what would happen, with the old value and the new one.
    dry = site.ok("publish", folder, "--dry-run").stdout
    assert f"  {CHANGE}（没有写更正）\n" in dry and "已公布的数据改动" in dry
    result = site.run("publish", folder, "--strict")
    assert result.returncode == 1 and result.stdout == ""
    assert result.stderr.startswith("错误: 已公布的 2 个数字变了，却没有写“更正”：\n") and f"  {CHANGE}\n" in result.stderr
    assert "改法: 在这些文件里写“更正”：日期、内容、原因。没有发布。\n" in result.stderr
    assert tree(folder / "current") == before
    # With a correction nothing stands in the way.
    write(site, "0.50", CORRECTION)
    dry = site.ok("publish", folder, "--dry-run").stdout
    assert f"  {CHANGE}\n" in dry
    result = site.ok("publish", folder, "--strict")
    assert result.stderr == ""
    whole(folder / "current")
    # It stands on the page, …
    page = text(folder / "current" / Site.page(0))
    assert "0.50" in page and "2022-05-01预算数由0.40万元改为0.50万元原因：录入&lt;错&gt;误" in page
    # … among all corrections, the newest on the home page as well, …
    for path in ("corrections.html", "index.html"):
        listed = text(folder / "current" / path)
        assert "预算数由0.40万元改为0.50万元" in listed and "2022-05-01" in listed and "车辆保险费（0）" in listed
        assert f'href="{Site.page(0)}"' in (folder / "current" / path).read_text()
    # … and in the feed, where readers of the former release hear of it.
    feed = xml.etree.ElementTree.parse(folder / "current/feed.xml").getroot()
    entries = ["".join(entry.itertext()) for entry in feed.iter(f"{ATOM}entry")]
    told = [entry for entry in entries if "预算数由0.40万元改为0.50万元" in entry]
    assert len(told) == 1 and "车辆保险费（0）" in told[0] and "录入<错>误" in told[0]
    # The correction is used up: the next silent change is one again.
    write(site, "0.60", CORRECTION)
    assert site.run("publish", folder, "--strict").returncode == 1


def test_without_strict_a_changed_figure_is_published_with_a_warning(site, tmp_path):
    write(site, "0.40")
    for target in (tmp_path / "www", tmp_path / "a.zip"):
        write(site, "0.40")
        site.ok("publish", target)
        write(site, "0.50")
        result = site.ok("publish", target)
        assert result.stderr.startswith("提醒: 已公布的 2 个数字变了，却没有写“更正”：\n") and f"  {CHANGE}\n" in result.stderr
        assert result.stdout.startswith(f"已发布到 {target}：")
    assert "0.50" in text(tmp_path / "www/current" / Site.page(0))


def test_a_release_with_tables_side_by_side_is_compared_too(site, tmp_path):
    """What was published before units had their projects inside of them."""
    folder = tmp_path / "www"
    write(site, "0.40")
    site.ok("publish", folder)
    file = folder / "current/2022/721001/721001-2022.json"
    unit, = json.loads(file.read_text())["units"]
    tables = {"units": [unit], "projects": unit.pop("projects")}
    for form in [unit, *tables["projects"]]:
        for name in [name for name, rows in form.items() if isinstance(rows, list)]:
            keys = {key: form[key] for key in ("unit_id", "project_id") if key in form}
            tables.setdefault(name, []).extend(keys | row for row in form.pop(name))
    file.write_text(json.dumps(tables, ensure_ascii=False))
    write(site, "0.50")
    dry = site.ok("publish", folder, "--dry-run").stdout
    assert f"  {CHANGE}（没有写更正）\n" in dry and dry.count("→") == 2


def text(path) -> str:
    """A page without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", path.read_text()))

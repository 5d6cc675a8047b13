"""The quality page (公开质量): its figures are those of the check, it is for everyone to read, and it is off by default."""

import json
import subprocess

from conftest import program
from test_accessibility import LOOKS, WIDTHS, findings, look


def cells(page, table):
    rows = page.locator(f"table:has(caption:text-is('{table}')) tbody tr")
    return [row.locator("th, td").all_inner_texts() for row in rows.all()]


def test_the_figures_are_those_of_the_check(page, large_site):
    page.goto(large_site.url("index.html"))
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="质量").click()
    assert page.get_by_role("link", name="质量").get_attribute("aria-current") == "page"

    root = large_site.folder.parent
    command = [program(), "check", "--root", str(root), "--at", "2030-01-01", "--format", "json"]
    checked = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
    expected, unit_shares = {}, set()
    for finding in checked["diagnostics"]:
        if finding["id"] == "measurable-share":
            if finding["summary"].startswith("全单位"):
                unit_shares.add(finding["summary"])
            continue
        if "已撤下" in (root / finding["file"]).read_text():
            continue
        severity = {"warning": "提醒", "note": "提示"}[finding["severity"]]
        expected[finding["id"], severity] = expected.get((finding["id"], severity), 0) + 1
    found = {(row[1], row[2]): int(row[3]) for row in cells(page, "按规则统计")}
    assert found == expected and len(found) > 3

    rows = cells(page, "各单位，按年度分列")
    assert {f"全单位 {row[2]} 项指标中 {row[3]} 项能衡量（{row[4].strip()}）" for row in rows} == unit_shares
    assert sum(int(row[5]) for row in rows) == sum(
        count for (_, severity), count in expected.items() if severity == "提醒")


def test_axe_finds_nothing(shared_page, large_site):
    shared_page.goto(large_site.url("quality.html"))
    for width in WIDTHS:
        for scheme, contrast in LOOKS:
            look(shared_page, width, scheme, contrast)
            assert shared_page.evaluate("document.documentElement.scrollWidth") <= width
            assert findings(shared_page, colours_only=(scheme, contrast) != LOOKS[0]) == [], (width, scheme, contrast)


def test_it_is_off_by_default(page, seed_site):
    assert not (seed_site.folder / "quality.html").exists()
    page.goto(seed_site.url("index.html"))
    assert page.get_by_role("link", name="质量").count() == 0

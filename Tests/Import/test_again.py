"""Importing again updates what nobody edited, merges what both changed apart, and overwrites nothing."""

import shutil

import pytest

from conftest import SEED

CAR = "content/2022/721001/车辆保险费.md"


@pytest.fixture
def imported(site, tmp_path):
    site.run("import", SEED)
    site.source = tmp_path / "seed.txt"
    site.source.write_bytes(SEED.read_bytes())
    return site


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_same_document_changes_nothing(imported):
    before = imported.files()
    assert "未变" in imported.run("import", SEED)
    assert imported.files() == before


def test_a_file_that_nobody_edited_is_updated(imported):
    edit(imported.source, "公务用车保险费\n", "两辆公务用车保险费\n")
    output = imported.run("import", imported.source)
    assert f"更新 {CAR}" in output and output.count("未变") == 4
    assert "资金用途: 两辆公务用车保险费\n" in (imported.root / CAR).read_text(encoding="utf-8")


def test_edits_stay_and_the_documents_changes_come_in(imported):
    edit(imported.root / CAR, "| 次 |", "| ≥100次 |")
    edit(imported.source, "公务用车保险费\n", "两辆公务用车保险费\n")
    assert f"合并 {CAR}" in imported.run("import", imported.source)
    text = (imported.root / CAR).read_text(encoding="utf-8")
    assert "| ≥100次 |" in text and "资金用途: 两辆公务用车保险费\n" in text


def test_the_terminal_names_what_stays(imported):
    edit(imported.root / CAR, "预算数: 0.40", "预算数: 0.45")
    edit(imported.root / CAR, "| 次 |", "| ≥100次 |")
    line = (imported.root / CAR).read_text(encoding="utf-8").split("| ≥100次 |")[0].count("\n") + 1
    output = imported.run("import", imported.source)
    assert f"保留 {CAR}　车辆保险费\n      以前改过的，照文件里的保留：“预算数”、第 {line} 行\n" in output
    edit(imported.source, "公务用车保险费\n", "两辆公务用车保险费\n")
    output = imported.run("import", imported.source)
    assert f"合并 {CAR}　车辆保险费\n      以前改过的，照文件里的保留：“预算数”、第 {line} 行\n" in output


def test_neighbouring_lines_edited_by_two_merge(imported):
    edit(imported.root / CAR, "预算数: 0.40", "预算数: 0.45")
    edit(imported.source, "其中：财政    资金\n\t0.40", "其中：财政    资金\n\t0.44")
    imported.run("import", imported.source)
    text = (imported.root / CAR).read_text(encoding="utf-8")
    assert "预算数: 0.45\n财政资金: 0.44\n" in text


def test_a_conflict_keeps_the_file_and_shows_both_every_time(imported):
    edit(imported.root / CAR, "资金用途: 公务用车保险费", "资金用途: 一辆公务用车保险费")
    edit(imported.source, "公务用车保险费\n", "两辆公务用车保险费\n")
    edited = (imported.root / CAR).read_bytes()
    for _ in range(2):
        output = imported.run("import", imported.source, code=1)
        assert "文件里：资金用途: 一辆公务用车保险费" in output and "原件里：资金用途: 两辆公务用车保险费" in output
        assert (imported.root / CAR).read_bytes() == edited
    report = (imported.root / "导入报告.html").read_text(encoding="utf-8")
    assert "一辆公务用车保险费" in report and "两辆公务用车保险费" in report


def test_without_the_memory_the_attached_original_tells_what_was_edited(imported):
    shutil.rmtree(imported.root / ".gongkai")
    edit(imported.root / CAR, "| 次 |", "| ≥100次 |")
    edit(imported.source, "公务用车保险费\n", "两辆公务用车保险费\n")
    assert f"合并 {CAR}" in imported.run("import", imported.source)
    text = (imported.root / CAR).read_text(encoding="utf-8")
    assert "| ≥100次 |" in text and "资金用途: 两辆公务用车保险费\n" in text


def test_without_any_memory_nothing_is_touched_and_all_differences_are_shown(imported):
    shutil.rmtree(imported.root / ".gongkai")
    (imported.root / "content/2022/721001/seed.txt").unlink()
    edit(imported.root / CAR, "| 次 |", "| ≥100次 |")
    before = (imported.root / CAR).read_bytes()
    assert "≥100次" in imported.run("import", imported.source, code=1)
    assert (imported.root / CAR).read_bytes() == before

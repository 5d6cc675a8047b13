"""Projects of one name or one code in one document: each keeps its file and its code, however often it is imported."""

import random
import re
import shutil

import pytest
from docx import Document

from test_identity import code_of, projects


def save(site, forms, file="a.docx"):
    """A Word document of forms, each a name and a code, and by what it says other than the others."""
    document = Document()
    for name, code, text in forms:
        for line in ("2022年项目绩效目标表", "721001区文联", "单位：万元"):
            document.add_paragraph(line)
        rows = [["项目编码", code, "项目名称", name], ["预算数", "0.40", "绩效目标", text],
                ["一级指标", "二级指标", "三级指标", "指标值"], ["产出指标", "数量指标", "次数", "≥1次"]]
        table = document.add_table(rows=4, cols=4)
        for row, texts in zip(table.rows, rows):
            for cell, value in zip(row.cells, texts):
                cell.text = value
    path = site.root / file
    path.parent.mkdir(exist_ok=True)
    document.save(path)
    return file


def told(site):
    """The code and the goal of each project, by the names of their files."""
    return {name: (code_of(text), re.search("## 绩效目标\n\n(.*)\n", text)[1]) for name, text in projects(site).items()}


def imported_twice(site, forms, *options, code=0):
    """Imports a document twice: the second time changes no byte and says so."""
    save(site, forms)
    first = site.run("import", "a.docx", *options, code=code)
    before = site.files("."), told(site)
    again = site.run("import", "a.docx", *options, code=code)
    assert told(site) == before[1]
    report = "导入报告.html"
    assert {**site.files("."), report: b""} == {**before[0], report: b""}
    assert not any(word in again for word in ("新建", "更新", "合并", "保留"))
    return first


def test_two_forms_without_code_keep_the_codes_that_they_got(site):
    imported_twice(site, [("设备", "", "甲"), ("设备", "", "乙")], "--assign-codes")
    assert told(site) == {"设备": ("721001-01", "甲"), "设备-2": ("721001-02", "乙")}


def test_drafts_of_one_name_get_their_codes_later(site):
    imported_twice(site, [("设备", "", "甲"), ("设备", "", "乙")])
    assert all("状态: 草稿" in text for text in projects(site).values())
    site.run("import", "a.docx", "--assign-codes")
    assert told(site) == {"设备": ("721001-01", "甲"), "设备-2": ("721001-02", "乙")}


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("options, code", [([], ""), (["--assign-codes"], "721001-06")])
def test_a_form_without_code_never_gets_that_of_its_namesake(site, is_first, options, code):
    forms = [("设备", "721001-05", "有"), ("设备", "", "无")]
    imported_twice(site, forms if is_first else forms[::-1], *options)
    assert sorted(told(site).values()) == sorted([("721001-05", "有"), (code, "无")])


def test_one_project_of_two_forms_is_two_files_and_told(site):
    output = imported_twice(site, [("设备", "721001-B", "目标"), ("设备", "721001-B", "自评"), ("设备", "721001-B", "监控")])
    assert output.count("项目编码 721001-B 在这份文件里不止一张表用，另一张存在 content/2022/721001/设备.md") == 2
    assert told(site) == {"设备": ("721001-B", "目标"), "设备-2": ("721001-B", "自评"), "设备-3": ("721001-B", "监控")}
    assert "都用编码“721001-B”" in site.run("check", code=1)


def test_two_names_with_one_code_are_told_at_once(site):
    output = imported_twice(site, [("设备", "721001-B", "甲"), ("车辆", "721001-B", "乙")], code=1)
    assert "冲突 content/2022/721001/设备.md　车辆\n      这个文件里的“设备”已经用了项目编码 721001-B，没有导入“车辆”" in output
    assert told(site) == {"设备": ("721001-B", "甲")}
    report = (site.root / "导入报告.html").read_text(encoding="utf-8")
    assert "没有导入。导入的话，文件是这样。" in report and report.count('<div class="built">') == 1


def test_two_files_of_one_code_from_earlier_stay_as_they_are(site):
    save(site, [("设备", "721001-B", "甲"), ("车辆", "721001-C", "乙")])
    site.run("import", "a.docx")
    for path in ("content/2022/721001/车辆.md", ".gongkai/import/content/2022/721001/车辆.md"):
        file = site.root / path
        file.write_text(file.read_text(encoding="utf-8").replace("721001-C", "721001-B"), encoding="utf-8")
    imported_twice(site, [("设备", "721001-B", "甲"), ("车辆", "721001-B", "乙")])
    assert told(site) == {"设备": ("721001-B", "甲"), "车辆": ("721001-B", "乙")}


def test_no_code_is_given_away_that_another_form_bears(site):
    imported_twice(site, [("设备", "", "无"), ("车辆", "721001-01", "有")], "--assign-codes")
    assert told(site) == {"设备": ("721001-02", "无"), "车辆": ("721001-01", "有")}


@pytest.mark.parametrize("code", ["721001-9223372036854775807", "721001-99999999999999999999999"])
def test_a_code_that_ends_in_a_long_number_is_none_of_the_counted(site, code):
    imported_twice(site, [("设备", code, "有"), ("车辆", "", "无")], "--assign-codes")
    assert told(site)["车辆"] == ("721001-01", "无")


def test_what_a_later_version_says_more_or_less_moves_no_code(site):
    one, two = ("设备", "", "甲"), ("设备", "", "乙")
    imported_twice(site, [one, two], "--assign-codes")
    # A new one in front, the others the other way round, and one less.
    imported_twice(site, [("设备", "", "新"), two, one], "--assign-codes")
    expected = {"设备": ("721001-01", "甲"), "设备-2": ("721001-02", "乙"), "设备-3": ("721001-03", "新")}
    assert told(site) == expected
    imported_twice(site, [two], "--assign-codes")
    assert told(site) == expected
    # What is changed goes to the one that nothing else claims.
    imported_twice(site, [one, ("设备", "", "改"), ("设备", "", "新")], "--assign-codes")
    assert told(site) == {**expected, "设备-2": ("721001-02", "改")}


def test_edits_stay_in_the_file_that_they_were_made_in(site):
    forms = [("设备", "", "甲"), ("设备", "", "乙")]
    imported_twice(site, forms, "--assign-codes")
    path = site.root / "content/2022/721001/设备-2.md"
    edited = path.read_text(encoding="utf-8").replace("预算数: 0.40", "预算数: 0.45")
    path.write_text(edited, encoding="utf-8")
    assert "保留 content/2022/721001/设备-2.md" in site.run("import", "a.docx", "--assign-codes")
    assert path.read_text(encoding="utf-8") == edited
    save(site, [forms[0], ("设备", "", "丙")])
    assert "合并 content/2022/721001/设备-2.md" in site.run("import", "a.docx", "--assign-codes")
    assert path.read_text(encoding="utf-8") == edited.replace("乙", "丙")


def test_without_any_memory_namesakes_are_not_mixed_up(site):
    forms = [("设备", "", "甲"), ("设备", "", "乙")]
    imported_twice(site, forms)
    shutil.rmtree(site.root / ".gongkai")
    imported_twice(site, forms)
    shutil.rmtree(site.root / ".gongkai")
    path = site.root / "content/2022/721001/设备-2.md"
    edited = path.read_text(encoding="utf-8").replace("乙", "甲")
    path.write_text(edited, encoding="utf-8")
    assert "文件里：甲" in site.run("import", "a.docx", code=1)
    assert path.read_text(encoding="utf-8") == edited


def test_namesakes_of_another_document_stay(site):
    save(site, [("设备", "", "甲")], "甲/a.docx")
    site.run("import", "甲/a.docx")
    output = imported_twice(site, [("设备", "", "乙"), ("设备", "", "丙")], code=1)
    assert "甲/a.docx" in output and "原件里：乙" in output and "原件里：丙" in output
    assert told(site) == {"设备": ("", "甲")}


@pytest.mark.parametrize("seed", range(24))
def test_any_document_changes_nothing_the_second_time(site, seed):
    rng = random.Random(seed)
    codes = ["", "", "721001-A", "721001-B", "721001-01"]
    forms = [(rng.choice("甲乙丙"), rng.choice(codes), f"第{number}张") for number in range(rng.randint(2, 5))]
    names = {}
    for name, code, _ in forms:
        names.setdefault(code or (name, code), set()).add(name)
    is_refused = any(len(found) > 1 for found in names.values())
    imported_twice(site, forms, *rng.choice([[], ["--assign-codes"]]), code=1 if is_refused else 0)
    assert is_refused or {goal for _, goal in told(site).values()} == {text for *_, text in forms}

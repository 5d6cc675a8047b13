"""The daily work: a new site, new documents, and what has been filed."""

import shutil
import subprocess

import pytest

from conftest import REPOSITORY, program


def run(folder, *arguments, code=0):
    result = subprocess.run([program(), *map(str, arguments)], cwd=folder, capture_output=True, text=True)
    assert result.returncode == code, result.stdout + result.stderr
    return result.stdout + result.stderr


@pytest.fixture
def started(tmp_path):
    """A new site, made by the binary alone in a folder where nothing else of the repository is."""
    alone = tmp_path / "bin/gongkai"
    alone.parent.mkdir()
    shutil.copy(program(), alone)
    subprocess.run([alone, "init", "site"], cwd=tmp_path, check=True, capture_output=True, env={})
    return tmp_path / "site"


def test_a_new_site_builds_and_has_no_findings(started):
    output = run(started, "check")
    assert "0 错误 0 提醒 0 提示" in output
    assert "1 个项目" in run(started, "build", "--strict")
    assert {path.name for path in started.iterdir()} >= {".gitignore", "README.md", "content", "theme", "public"}
    assert "gongkai preview" in (started / "README.md").read_text(encoding="utf-8")


def test_the_theme_in_the_program_is_the_repositorys(started):
    def files(folder):
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    assert files(started / "theme") == files(REPOSITORY / "theme")


def test_init_overwrites_nothing(started):
    before = {path: path.read_bytes() for path in started.rglob("*") if path.is_file()}
    assert "不覆盖" in run(started, "init", code=1)
    assert {path: path.read_bytes() for path in started.rglob("*") if path.is_file()} == before


def test_a_new_project_has_the_forms_rows_and_is_a_draft(started):
    assert "content/2024/901001/车辆保险费.md" in run(started, "new", "project", "车辆保险费")
    text = (started / "content/2024/901001/车辆保险费.md").read_text(encoding="utf-8")
    assert "项目名称: 车辆保险费\n" in text and "状态: 草稿\n" in text and text.count("指标 |") > 9
    assert "不覆盖" in run(started, "new", "project", "《车辆保险费》", code=1)
    assert "1 个项目" in run(started, "build")
    assert "车辆保险费" not in "".join(path.read_text(encoding="utf-8") for path in started.glob("public/**/*.html"))


def test_a_new_unit_takes_a_glued_name_apart(started):
    run(started, "new", "unit", "901002文化部门示例区图书馆本级", "--year", "2025")
    text = (started / "content/2025/901002/index.md").read_text(encoding="utf-8")
    assert "单位编码: 901002\n单位名称: 示例区图书馆本级\n部门名称: 文化部门\n" in text
    assert "## 一、总体绩效目标" in text


def test_a_new_year_takes_over_the_units(started):
    assert "content/2025/901001/index.md" in run(started, "new", "year", "2025")
    assert "不覆盖" in run(started, "new", "year", "2025", code=1)
    assert "缺" in run(started, "status")


@pytest.mark.parametrize("name", ["../x", ".hidden", "", "  ", "a\nb", "x" * 101, "《》"])
def test_unsafe_names_are_refused(started, name):
    before = sorted(started.rglob("*"))
    assert "不能用作名称" in run(started, "new", "project", name, code=64)
    assert sorted(started.rglob("*")) == before


def test_a_name_may_hold_what_no_file_name_can(started):
    assert "content/2024/901001/车辆保险费.md" in run(started, "new", "project", "车辆/保险费\\")
    text = (started / "content/2024/901001/车辆保险费.md").read_text(encoding="utf-8")
    assert "项目名称: 车辆/保险费\\\n" in text
    assert "content/2024/甲乙局/index.md" in run(started, "new", "unit", "甲/乙局")


def test_a_year_without_units_lists_none(started):
    for unit in [], ["--unit", "999"]:
        output = run(started, "new", "project", "购书费", "--year", "2023", *unit, code=1)
        assert output == "错误: 2023 年还没有单位\n  改法: 先建单位：gongkai new unit 单位名称 --year 2023\n"


def test_a_reserved_code_is_said_to_be_one(started):
    assert "“index”是保留的名称" in run(started, "new", "project", "购书费", "--code", "index", code=64)


@pytest.mark.parametrize("arguments", [("year", "abc"), ("unit", ""), ("project", "甲", "--code", "a/b")])
def test_what_is_wrong_in_any_site_is_wrong_usage(started, arguments):
    before = sorted(started.rglob("*"))
    assert "改法: " in run(started, "new", *arguments, code=64)
    assert sorted(started.rglob("*")) == before


def test_a_project_of_one_of_several_units_has_to_say_which(started):
    run(started, "new", "unit", "示例区图书馆", "--code", "901002")
    assert "用 --unit 指明" in run(started, "new", "project", "购书费", code=1)
    run(started, "new", "project", "购书费", "--unit", "901002", "--code", "90100224P000000000009")
    assert "项目编码: 90100224P000000000009" in (started / "content/2024/901002/购书费.md").read_text(encoding="utf-8")


def test_status_says_what_is_filed_missing_draft_and_waiting(started):
    run(started, "new", "project", "车辆保险费")
    waiting = started / "content/2024/901001/场馆免费开放经费.md"
    waiting.write_text(waiting.read_text(encoding="utf-8").replace("资金用途", "发布时间: 2099-01-01 09:00\n资金用途"), encoding="utf-8")
    run(started, "new", "unit", "示例区图书馆", "--code", "901002")
    output = run(started, "status")
    assert "901001 示例区文化馆本级" in output and "草稿　　车辆保险费" in output
    assert "待公布　场馆免费开放经费，2099-01-01 09:00 公布" in output
    assert "1 份文件还未到发布时间，2099-01-01 09:00，届时再运行 gongkai build 或 publish" in output
    assert "还缺　　项目绩效目标表、整体绩效目标的文字" in output
    assert "0 错误 2 提醒" in output and "最近改动" in output

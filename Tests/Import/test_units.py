"""A unit that a form names with its code in brackets is that unit, however the line is written."""

import pytest

FORM = "2022年项目绩效目标表\n\n{}\n\n项目编码\tP{}\t项目名称\t车辆保险费{}\n\n预算数\t0.40\n\n" \
    "一级指标\t二级指标\t三级指标\t指标值\n\n产出指标\t数量指标\t次数\t≥1次\n"


def taken(site, line, number=100):
    (site.root / f"a{number}.txt").write_text(FORM.format(line, number, number), encoding="utf-8")
    site.run("import", f"a{number}.txt")
    return {name: text.decode() for name, text in site.files().items() if name.endswith(".md") and "/" in name}


@pytest.mark.parametrize("line", [
    "填报单位：区文联（721001）", "申报单位:区文联(721001)", "项目单位：区文联（721001）　　金额单位：万元",
    "单位名称（编码）：区文联（编码：721001）", "填报单位（盖章）：区文联 （ 721001 ）", "填报单位\t区文联［721001］"])
def test_a_name_with_its_code_is_both(site, line):
    files = taken(site, line)
    assert files.keys() == {"2022/721001/index.md", "2022/721001/车辆保险费100.md"}
    assert files["2022/721001/index.md"].startswith("---\n单位编码: 721001\n单位名称: 区文联\n金额单位: 万元\n---")
    assert "区文联" not in files["2022/721001/车辆保险费100.md"] and "单位" not in files["2022/721001/车辆保险费100.md"]


def test_further_forms_find_the_same_unit(site):
    taken(site, "721001区文联")
    files = taken(site, "填报单位：区文联（721001）", 101)
    assert {name.rsplit("/", 1)[0] for name in files} == {"2022/721001"}


@pytest.mark.parametrize("name", ["区文联（本级）", "区文联（2022）", "区文联（文联机关）"])
def test_other_brackets_are_part_of_the_name(site, name):
    files = taken(site, f"填报单位：{name}")
    index = next(text for path, text in files.items() if path.endswith("index.md"))
    assert f"单位编码:\n单位名称: {name}\n" in index

"""What a document may change: its own projects and units, and never those of another document."""

import pytest
from openpyxl import Workbook

HEAD = "单位：{unit}\n\n721001区文联\n\n"
FORM = "项目名称\t{name}\t预算数\t{budget}\n\n绩效目标\t{goal}\n\n" \
    "一级指标\t二级指标\t三级指标\t指标值\n\n产出指标\t数量指标\t次数\t≥1次\n"
CODE = "13030322P003970100139"


def write(site, file, name, *, code="", budget="0.40", goal="1.保障用车。", unit="万元", before="", after=""):
    first = f"项目编码\t{code}\n\n" if code else ""
    text = "2022年项目绩效目标表\n\n" + before + HEAD.format(unit=unit) + first
    text += FORM.format(name=name, budget=budget, goal=goal) + after
    path = site.root / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return file


def projects(site):
    """The texts of the projects, by the names of their files."""
    return {name.rsplit("/", 1)[1][:-3]: text.decode() for name, text in site.files("content/2022").items()
            if name.endswith(".md") and not name.endswith("index.md")}


def code_of(text):
    return next(line for line in text.splitlines() if line.startswith("项目编码:"))[5:].strip()


def test_codes_are_assigned_on_and_on(site):
    files = [write(site, f"{name}.txt", name) for name in ("车辆", "设备", "培训")]
    site.run("import", *files, "--assign-codes")
    assert {name: code_of(text) for name, text in projects(site).items()} == {
        "车辆": "721001-01", "设备": "721001-02", "培训": "721001-03"}
    before = projects(site)
    site.run("import", write(site, "会议.txt", "会议"), *files, "--assign-codes")
    assert projects(site) == {**before, "会议": projects(site)["会议"]} and code_of(projects(site)["会议"]) == "721001-04"
    # Once assigned, a code stays, whether it is asked for again or not.
    write(site, "设备.txt", "设备", budget="0.50")
    site.run("import", "设备.txt")
    assert code_of(projects(site)["设备"]) == "721001-02" and "预算数: 0.50\n" in projects(site)["设备"]
    assert "草稿" not in projects(site)["设备"]


def test_drafts_without_codes_get_them_each_its_own(site):
    files = [write(site, f"{name}.txt", name) for name in ("车辆", "设备")]
    assert "--assign-codes" in site.run("import", *files)
    site.run("import", *files, "--assign-codes")
    assert {name: code_of(text) for name, text in projects(site).items()} == {"车辆": "721001-01", "设备": "721001-02"}


def test_a_code_that_another_project_has_changes_nothing(site):
    site.run("import", write(site, "车辆.txt", "车辆", code=CODE))
    before = site.files()
    output = site.run("import", write(site, "设备.txt", "设备", code=CODE), code=1)
    assert f"“车辆”已经用了项目编码 {CODE}，没有导入“设备”" in output and "改正原件里的项目编码" in output
    assert "除上面没有导入的" in output and site.files() == before
    site.run("import", write(site, "设备.txt", "设备", code=CODE[:-1] + "8"))
    assert projects(site).keys() == {"车辆", "设备"}


def test_projects_of_one_name_and_two_codes_are_two(site):
    site.run("import", write(site, "a.txt", "公用经费", code=CODE))
    site.run("import", write(site, "b.txt", "公用经费", code=CODE[:-1] + "8", budget="0.80"))
    assert {name: code_of(text) for name, text in projects(site).items()} == {
        "公用经费": CODE, "公用经费-2": CODE[:-1] + "8"}
    before = site.files()
    site.run("import", "a.txt", "b.txt")
    assert site.files() == before


def test_a_namesake_without_a_code_does_not_take_the_place_of_the_first(site):
    site.run("import", write(site, "甲/表.txt", "办公经费", goal="1.甲的目标。"))
    before = site.files()
    output = site.run("import", write(site, "乙/表.txt", "办公经费", goal="1.乙的目标。"), code=1)
    assert "甲/表.txt" in output and "原件里：1.乙的目标。" in output and site.files() == before
    # A later version of the first may.
    site.run("import", write(site, "甲/表.txt", "办公经费", goal="1.甲的新目标。"))
    assert "1.甲的新目标。" in projects(site)["办公经费"]


def test_a_line_in_another_document_does_not_wipe_the_units_goals(site):
    goals = "一、总体绩效目标\n\n全年举办文艺活动30场，推动文艺事业发展。\n\n"
    (site.root / "整体.txt").write_text("区文联2022年度部门整体绩效目标\n\n721001区文联\n\n" + goals, encoding="utf-8")
    site.run("import", "整体.txt", "--unit", "721001", "--unit-name", "区文联")
    index = site.root / "content/2022/721001/index.md"
    before = index.read_bytes()
    write(site, "项目.txt", "车辆", code=CODE, after="\n本表由办公室填报，一式两份，由财政局留存。\n")
    for _ in range(2):
        output = site.run("import", "项目.txt", code=1)
        assert "整体.txt" in output and "原件里：本表由办公室填报，一式两份，由财政局留存。" in output
        assert index.read_bytes() == before and "车辆" in projects(site)


def test_without_any_memory_a_second_import_overwrites_no_more_than_the_first(site):
    site.run("import", write(site, "a.txt", "车辆", code=CODE))
    path = site.root / "content/2022/721001/车辆.md"
    path.write_text(path.read_text(encoding="utf-8").replace("保障用车", "保障两辆用车"), encoding="utf-8")
    for file in [*(site.root / ".gongkai/import").rglob("*"), site.root / "content/2022/721001/a.txt"]:
        if file.is_file():
            file.unlink()
    before = path.read_bytes()
    assert "原件里：1.保障用车。" in site.run("import", "a.txt", code=1)
    assert path.read_bytes() == before
    # Now that the original lies beside it, it tells what was edited.
    assert "以前改过的，照文件里的保留" in site.run("import", "a.txt")
    assert path.read_bytes() == before


def test_amounts_in_another_unit_are_a_draft(site):
    site.run("import", write(site, "a.txt", "车辆", code=CODE))
    output = site.run("import", write(site, "b.txt", "设备", code=CODE[:-1] + "8", budget="35000.00", unit="元"))
    assert "表里的金额单位是元，本单位的是万元：数字没有换算，存为草稿" in output
    text = projects(site)["设备"]
    assert "预算数: 35000.00\n" in text and "金额单位（原表）: 元\n" in text and "状态: 草稿\n" in text
    assert "预算 0.40 万元" in site.run("build")


def test_an_amount_that_cannot_be_taken_is_not_called_missing(site):
    output = site.run("import", write(site, "a.txt", "车辆", code=CODE, budget="4000元"))
    assert "原表的预算数写作“4000元”，不能直接用" in output and "原表没有" not in output
    assert "预算数（原表）: 4000元\n" in projects(site)["车辆"]


def test_the_original_on_the_page_is_the_one_that_was_imported_last(site):
    site.run("import", write(site, "a.txt", "车辆", code=CODE))
    assert "更新附件" in site.run("import", write(site, "a.txt", "车辆", code=CODE, budget="9.99"))
    folder = site.root / "content/2022/721001"
    assert (folder / "a.txt").read_bytes() == (site.root / "a.txt").read_bytes()
    # One of another document of the same name, and one that somebody exchanged, stay.
    site.run("import", write(site, "乙/a.txt", "车辆", code=CODE, budget="8.88"))
    assert "附件: 2-a.txt\n" in projects(site)["车辆"] and {path.name for path in folder.glob("*.txt")} == {"a.txt", "2-a.txt"}
    (folder / "a.txt").write_text("另一份", encoding="utf-8")
    site.run("import", write(site, "a.txt", "车辆", code=CODE, budget="7.77"))
    assert (folder / "a.txt").read_text(encoding="utf-8") == "另一份" and "附件: 3-a.txt\n" in projects(site)["车辆"]


def test_neighbours_of_one_name_in_a_list_are_two_projects(site):
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["2022年度项目绩效目标汇总表"])
    sheet.append(["单位名称", "项目编码", "项目名称", "预算数", "一级指标", "二级指标", "三级指标", "指标值"])
    sheet.append(["甲小学", CODE, "公用经费", "10.00", "产出指标", "数量指标", "学生数", "100人"])
    sheet.append([None, None, None, None, "效益指标", "社会效益指标", "教学", "好"])
    sheet.append(["乙小学", CODE[:-1] + "8", "公用经费", "20.00", "产出指标", "数量指标", "学生数", "200人"])
    sheet.append(["乙小学", CODE[:-1] + "8", "公用经费", "20.00", "效益指标", "社会效益指标", "教学", "更好"])
    sheet.append(["乙小学", CODE[:-1] + "7", "公用经费", "3.00", "产出指标", "数量指标", "维修", "1次"])
    workbook.save(site.root / "a.xlsx")
    assert "全部文字都已收入" in site.run("import", "a.xlsx")
    texts = {path: text.decode() for path, text in site.files("content/2022").items() if path.endswith("费.md") or path[-4].isdigit()}
    assert {path: (code_of(text), text.count("指标 |")) for path, text in texts.items()} == {
        "甲小学/公用经费.md": (CODE, 7), "乙小学/公用经费.md": (CODE[:-1] + "8", 7), "乙小学/公用经费-2.md": (CODE[:-1] + "7", 5)}


@pytest.mark.parametrize("goal", ["圆满完成年度工作目标", "达到预期目标", "1.新目标"])
def test_a_goal_that_ends_like_a_heading_is_a_goal(site, goal):
    site.run("import", write(site, "a.txt", "车辆", code=CODE, goal=goal))
    assert f"## 绩效目标\n\n{goal}\n" in projects(site)["车辆"]


def test_facts_with_numbers_are_no_table_of_contents(site):
    text = "一、总体绩效目标\n\n受益人数\t120\n\n培训场次……30\n\n目录\n\n第一部分……1\n\n第二部分……12\n\n二、分项绩效目标\n\n一句话。\n"
    (site.root / "a.txt").write_text(text, encoding="utf-8")
    site.run("import", "a.txt", "--year", "2022", "--unit", "721001", "--unit-name", "区文联")
    index = (site.root / "content/2022/721001/index.md").read_text(encoding="utf-8")
    assert "受益人数" in index and "120" in index and "培训场次……30" in index and "部分" not in index


def test_amounts_by_turns_with_their_names_are_kept(site):
    text = "2022年项目绩效自评表\n\n721001区文联\n\n项目编码\t{}\t项目名称\t车辆\n\n预算数\t5.00\t全年执行数\t4.80\n\n项目类别\t其他\t资金性质\t财政拨款\n\n" \
        "一级指标\t二级指标\t三级指标\t指标值\n\n产出指标\t数量指标\t次数\t≥1次\n".format(CODE)
    (site.root / "a.txt").write_text(text, encoding="utf-8")
    assert "全部文字都已收入" in site.run("import", "a.txt")
    text = projects(site)["车辆"]
    assert "预算数: 5.00\n全年执行数: 4.80\n项目类别: 其他\n资金性质: 财政拨款\n" in text and "草稿" not in text


def test_blanks_to_fill_in_stay_as_they_are(site):
    line = "全年完成____项工作，培训____人次，填报人：________　__粗__和_细_"
    (site.root / "a.txt").write_text(f"一、总体绩效目标\n\n{line}\n", encoding="utf-8")
    site.run("import", "a.txt", "--year", "2022", "--unit", "721001", "--unit-name", "区文联")
    site.run("build")
    assert line in (site.root / "public/2022/721001/index.html").read_text(encoding="utf-8")


def test_a_form_goes_on_below_a_line_that_says_so(site):
    write(site, "a.txt", "车辆", code=CODE, after="\n（续表）\n\n一级指标\t二级指标\t三级指标\t指标值\n\n效益指标\t社会效益指标\t影响\t好\n")
    site.run("import", "a.txt")
    text = projects(site)["车辆"]
    assert text.count("## 绩效指标") == 1 and "| 效益指标 | 社会效益指标 | 影响 | 好 |" in text and len(projects(site)) == 1


def test_the_folder_of_an_unknown_unit_is_remembered(site):
    text = "2022年项目绩效目标表\n\n项目编码\t{}\t项目名称\t车辆\n\n预算数\t0.40\n\n一级指标\t二级指标\t三级指标\t指标值\n\n产出指标\t数量指标\t次数\t≥1次\n"
    (site.root / "a.txt").write_text(text.format(CODE), encoding="utf-8")
    assert "--unit" in site.run("import", "a.txt")
    assert "content/2022/未填单位/ 里；核对以后，把那个文件夹删去" in site.run("import", "a.txt", "--unit", "721001")


@pytest.mark.parametrize("goal", ["目标完成情况", "年度目标"])
def test_a_goal_that_reads_like_a_heading_and_heads_nothing_is_a_goal(site, goal):
    assert "全部文字都已收入" in site.run("import", write(site, "a.txt", "车辆", code=CODE, goal=goal))
    assert f"## 绩效目标\n\n{goal}\n" in projects(site)["车辆"]


def test_an_amount_behind_its_own_name_is_the_amount(site):
    site.run("import", write(site, "a.txt", "车辆", code=CODE, goal="保障\n\n资金来源\t财政资金\t金额（万元）\t0.40"))
    assert "财政资金: 0.40\n" in projects(site)["车辆"] and "金额" not in projects(site)["车辆"]


def test_an_original_is_not_public_before_the_drafts_in_it(site):
    both = FORM.format(name="设备", budget="1.00", goal="设备").replace("项目名称", f"项目编码\t{CODE[:-1]}8\n\n项目名称", 1)
    file = write(site, "a.txt", "车辆", after="\n2022年项目绩效目标表\n\n" + both)
    output = site.run("import", file, "--unit", "721001", "--unit-name", "区文联")
    assert "这些草稿公布以前，原件也不公布" in output
    texts = projects(site)
    assert "附件: a.txt\n状态: 草稿\n" in texts["车辆"] and "附件" not in texts["设备"] and "草稿" not in texts["设备"]
    site.run("build")
    assert (site.root / f"public/2022/721001/{CODE[:-1]}8.html").is_file()
    assert not list((site.root / "public").rglob("a.txt"))
    path = site.root / "content/2022/721001/车辆.md"
    path.write_text(texts["车辆"].replace("项目编码:", f"项目编码: {CODE}").replace("状态: 草稿\n", ""), encoding="utf-8")
    site.run("build")
    assert len(list((site.root / "public").rglob("a.txt"))) == 1
def test_an_attachment_larger_than_any_document_stays(site):
    big = site.root / "content/2022/721001/a.txt"
    big.parent.mkdir(parents=True)
    with big.open("wb") as file:
        file.truncate((64 << 20) + 1)
    site.run("import", write(site, "a.txt", "车辆", code=CODE))
    assert big.stat().st_size == (64 << 20) + 1
    assert (big.parent / "2-a.txt").read_bytes() == (site.root / "a.txt").read_bytes()
    assert "附件: 2-a.txt\n" in projects(site)["车辆"]


def listed(site, *rows, units="721001区文联"):
    workbook = Workbook()
    for row in (["2022年度项目绩效目标汇总表"], ["单位：万元"], [units],
                ["项目编码", "项目名称", "实施单位", "预算数（万元）", "一级指标", "二级指标", "三级指标", "指标值"], *rows):
        workbook.active.append(row)
    workbook.save(site.root / "a.xlsx")
    output = site.run("import", "a.xlsx")
    assert "全部文字都已收入" in output
    return output


@pytest.mark.parametrize("units", ["721001区文联", None])
def test_units_that_share_a_project_stand_beside_its_indicators(site, units):
    listed(site, [CODE, "车辆", "甲站", "1.00", "产出指标", "数量指标", "次数", "≥1次"],
           [CODE, "车辆", "乙站", "1.00", "产出指标", "数量指标", "趟数", "≥2次"],
           [CODE[:-1] + "8", "设备", "乙站", "2.00", "产出指标", "数量指标", "台数", "≥3台"], units=units)
    assert {name: code_of(text) for name, text in projects(site).items()} == {"车辆": CODE, "设备": CODE[:-1] + "8"}
    assert "| 甲站 | 产出指标 | 数量指标 | 次数 | ≥1次 |\n| 乙站 | 产出指标 | 数量指标 | 趟数 | ≥2次 |" in projects(site)["车辆"]
    assert "预算数: 1.00\n" in projects(site)["车辆"] and "实施单位: 乙站\n" in projects(site)["设备"]


def test_amounts_of_the_units_of_a_project_are_not_taken_for_its_own(site):
    output = listed(site, [CODE, "车辆", "甲站", "1.00", "产出指标", "数量指标", "次数", "≥1次"],
                    [CODE, "车辆", "乙站", "2.00", "产出指标", "数量指标", "趟数", "≥2次"])
    assert "原表各行的预算数不同，照原样留在绩效指标表里，存为草稿" in output and "原表没有" not in output
    assert "| 甲站 | 1.00 | 产出指标 |" in projects(site)["车辆"] and "状态: 草稿\n" in projects(site)["车辆"]

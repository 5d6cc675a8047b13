"""CSV, CSV for Excel and JSON: the same rows, everything that was filed, nothing that runs."""

import re
from decimal import Decimal

import pandas
import pytest

import rich
import tables
from conftest import build
from tables import path, records, rows, rows_of_units, units


def test_every_format_has_the_same_rows(site):
    for year in tables.years(site):
        json = rows_of_units(units(path(site, "disclosure", year, ".json")))
        assert set(json) <= set(tables.tables(site))
        for name in tables.tables(site):
            data = rows(site, name, year)
            heading, *excel = records(path(site, name, year, "-excel.csv"))
            assert heading[0].startswith("\ufeff") and len(excel) == len(data)
            numbers = tables.number_columns(site, name)
            for row, other, written in zip(data, excel, json.get(name, []), strict=True):
                for (key, value), shown in zip(row.items(), other, strict=True):
                    assert shown == value or shown == "'" + value and key not in numbers
                    found = written.get(key, "")
                    assert (Decimal(value) == found if key in numbers and value else str(found) == value), (key, value)


def test_years_make_up_the_whole(site):
    for name in tables.tables(site):
        parts = [row for year in tables.years(site)[1:] for row in rows(site, name, year)]
        key = tables.schema(site)[name]["primaryKey"]
        order = lambda row: [row[column] for column in key]  # noqa: E731
        assert sorted(parts, key=order) == sorted(rows(site, name), key=order)


def test_the_document_of_a_unit_is_its_part_of_the_whole(site):
    for unit in units(path(site, "disclosure", None, ".json")):
        file, = (site / unit["unit_id"]).glob("*.json")
        assert units(file) == [unit]


def test_files_are_what_rfc_4180_and_excel_want(site):
    for name in tables.tables(site):
        data, excel = path(site, name, None, ".csv").read_bytes(), path(site, name, None, "-excel.csv").read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf") and excel.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n") and excel.endswith(b"\r\n")
        # Outside of quotation marks every line ends in CRLF.
        assert not re.search(rb"(?<!\r)\n", re.sub(rb'"[^"]*"', b"", data))
        heading = records(path(site, name, None, ".csv"))[0]
        assert all(re.fullmatch("[a-z][a-z0-9_]*", column) for column in heading)
        assert all(re.search("[一-鿿]", title) for title in records(path(site, name, None, "-excel.csv"))[0])


def test_codes_and_amounts_stay_what_they_are(odd):
    project, other = [row for row in rows(odd, "projects", 2024) if row["unit_code"] == "0721001"]
    assert (project["project_code"], other["project_code"]) == ("0013030324P1", "13030322P003970100139")
    assert (project["budget_text"], project["budget"], project["budget_10k"]) == ("0.40", "0.40", "0.40")
    yuan, = [row for row in rows(odd, "projects") if row["unit_code"] == "722"]
    assert (yuan["budget"], yuan["amount_unit"], yuan["budget_10k"]) == ("4000.00", "元", "0.40")
    funds = [row for row in rows(odd, "funding", 2024) if row["project_id"] == project["project_id"]]
    assert [(row["source"], row["amount_text"], row["amount"]) for row in funds] == [
        ("财政资金", "0.40", "0.40"), ("其他资金", "", ""), ("上年结转资金", "", "")]


def test_target_values_stand_beside_what_they_say(odd):
    found = {row["target_text"]: row for row in rows(odd, "indicators", 2024)}
    read = lambda text: tuple(found[text][f"target_{key}"] for key in ("operator", "number", "upper", "unit"))  # noqa: E731
    assert read("≥95%") == ("≥", "95", "", "%")
    assert read("0.40") == ("", "0.40", "", "")
    assert read("100-120次") == ("", "100", "120", "次")
    assert read("≤3.50万元") == ("≤", "3.50", "", "万元")
    assert read("2024年12月") == ("", "", "", "") and found["2024年12月"]["measurability"] == "量化"
    assert [found[text]["measurability"] for text in ("是", "", "次")] == ["是否类", "待补", "待补"]


def test_formulas_are_neutral_for_excel_and_untouched_for_programs(odd):
    data = [row["description"] for row in rows(odd, "indicators", 2024)]
    heading, *excel = records(path(odd, "indicators", 2024, "-excel.csv"))
    shown = [row[heading.index("绩效指标描述")] for row in excel]
    for formula in rich.FORMULAS:
        assert formula in data and formula not in shown and "'" + formula in shown
    for name in tables.tables(odd):
        _, *found = records(path(odd, name, None, "-excel.csv"))
        assert not [cell for row in found for cell in row if re.match(r"[=+\-@\t\r\n＝＋－＠]", cell)]


def test_texts_come_back_character_for_character(odd):
    data = [row["description"] for row in rows(odd, "indicators", 2024)]
    json = rows_of_units(units(path(odd, "disclosure", 2024, ".json")))
    json = [row.get("description") for row in json["indicators"]]
    for text in rich.READ_TEXTS[:-1] + [rich.LONG]:
        assert text in data and text in json


def test_what_the_form_does_not_know_is_there_too(odd):
    extras = [(row["kind"], row["name"], row["value"]) for row in rows(odd, "extras", 2024)]
    for extra in [("栏目", "发文字号", "关文联〔2024〕1号"), ("栏目", "批复日期", "2024-01-31"), ("栏目", "项目类型", "运转类"),
                  ("栏目", "别的栏目", "别的=内容"), ("段落", "补充说明", "补充的段落，*原样*。"), ("栏名", "指标值", "年度指标值"),
                  ("指标栏", "附加栏", "附加3")]:
        assert extra in extras
    assert {row["weight"] for row in rows(odd, "indicators", 2024) if row["project_name"] == "=1+1项目"} == {"5"}
    goals = {row["heading"]: row["text"] for row in rows(odd, "goals", 2024) if not row["project_id"]}
    assert goals["一、总体绩效目标"] == "+办好文联的事。\n\n第二段。"
    assert [row["level3"] for row in rows(odd, "indicators") if not row["project_id"]] == ["活动场次"]
    assert [(row["date"], row["content"], row["reason"]) for row in rows(odd, "corrections")] == [
        ("2024-04-01", "把数改对了", "打字错误")]


def test_tables_beyond_the_form_are_there_only_where_something_is(seed, many):
    assert tables.tables(seed) == tables.TABLES[:6]
    assert not (seed / "data/extras.csv").exists() and (many / "data/extras.csv").exists()


def test_pandas_reads_every_file(site):
    for name in tables.tables(site):
        found = pandas.read_csv(path(site, name, None, ".csv"), dtype=str, keep_default_na=False)
        assert found.to_dict("records") == rows(site, name)
        excel = pandas.read_csv(path(site, name, None, "-excel.csv"), dtype=str, keep_default_na=False, encoding="utf-8-sig")
        assert len(excel) == len(found) and "\ufeff" not in excel.columns[0]


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
def test_two_builds_are_equal_byte_for_byte(odd, tmp_path, monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    again = build(rich.rich_site(tmp_path), tmp_path / "public")
    files = sorted(file.relative_to(odd) for file in odd.rglob("*") if file.is_file())
    assert files == sorted(file.relative_to(again) for file in again.rglob("*") if file.is_file())
    assert [file for file in files if (odd / file).read_bytes() != (again / file).read_bytes()] == []

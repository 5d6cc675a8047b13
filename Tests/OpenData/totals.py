"""Adds up the downloads of a built site, scrapes the totals of its pages and charts, and compares them: in decimal
arithmetic, with nothing of the program's own. `python totals.py PUBLIC` for a site of any size."""

import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import lxml.html

import tables


def text(element) -> str:
    return "".join(element.itertext()).strip()


def figures(page) -> dict[str, str]:
    """The figures at the head of a page by their labels, without their units."""
    return {text(item.find("dt")): (item.find("dd").text or "").strip() for item in page.cssselect(".figures div")}


def footer(page, caption: str) -> dict[str, str]:
    """The sums under a table of a page by their labels."""
    for table in page.cssselect("table.list"):
        if caption in text(table.find("caption")):
            return {cell.get("data-label"): text(cell) for cell in table.cssselect("tfoot td[data-label]")}
    return {}


def bars(page) -> list[tuple[str, Decimal]]:
    """The bars of a page's chart of amounts: what is written beside them."""
    found = []
    for item in page.cssselect(".bars li"):
        parts = [text(part) for part in item.cssselect("span")] or text(item).split()
        found.append((parts[0], Decimal(parts[-1].split()[0])))
    return found


class Sums:
    """What the downloads add up to, by unit and year."""

    def __init__(self, site: Path):
        self.budget, self.projects, self.indicators = defaultdict(Decimal), defaultdict(int), defaultdict(int)
        self.quantified, self.by_project = defaultdict(int), {}
        for row in tables.rows(site, "projects"):
            amount = Decimal(row["budget_10k"] or 0)
            self.by_project[row["project_id"]] = amount
            for key in (row["unit_id"], row["year"], "all"):
                self.budget[key] += amount
                self.projects[key] += 1
        self.units = defaultdict(int)
        self.names = {}
        for row in tables.rows(site, "units"):
            self.names[row["unit_id"]] = row["unit_name"]
            for key in (row["year"], "all"):
                self.units[key] += 1
        for row in tables.rows(site, "indicators"):
            for key in (row["unit_id"], row["year"], "all"):
                self.indicators[key] += 1
                self.quantified[key] += row["measurability"] == "量化"


def differences(site: Path) -> list[str]:
    """Every total of a page or chart that is not what the downloads add up to; and how many were compared."""
    sums, found, compared = Sums(site), [], 0

    def compare(place: str, shown: str, expected) -> None:
        nonlocal compared
        compared += 1
        if Decimal(shown) != Decimal(expected):
            found.append(f"{place}: {shown}, not {expected}")

    def compare_page(path: str, key: str, caption: str) -> None:
        page = lxml.html.parse(str(site / path)).getroot()
        shown = figures(page)
        for label, amount in (("预算合计", sums.budget), ("项目", sums.projects), ("绩效指标", sums.indicators),
                              ("有量化目标值", sums.quantified)):
            if label in shown or amount[key]:
                compare(f"{path} {label}", shown[label], amount[key])
        sum_row = footer(page, caption)
        for label, amount in (("预算合计", sums.budget), ("预算数", sums.budget), ("指标", sums.indicators),
                              ("其中量化", sums.quantified)):
            if label in sum_row:
                compare(f"{path} 合计 {label}", sum_row[label], amount[key])
        assert sum_row or not sums.projects[key], path
        if len(key) > 4:
            wanted = sorted((amount for name, amount in sums.by_project.items() if name.startswith(key + "/")), reverse=True)
        elif key != "all":
            wanted = sorted((sums.budget[unit] for unit in sums.names if unit.startswith(key + "/")), reverse=True)
        else:
            return
        for (label, shown), expected in zip(bars(page), wanted):
            compare(f"{path} 图 {label}", shown, expected)

    for unit in sums.names:
        compare_page(f"{unit}/index.html", unit, "个项目")
    for year in {unit.split("/")[0] for unit in sums.names}:
        compare_page(f"{year}/index.html", year, "个单位")
    # The home page tells of the newest year, or of a site's only unit.
    newest = max(unit.split("/")[0] for unit in sums.names)
    compare_page("index.html", newest if len(sums.names) > 1 else next(iter(sums.names)), "年 ")
    lists = lxml.html.parse(str(site / "projects.html")).getroot()
    assert f"共 {sums.projects['all']} 个项目" in text(lists)
    lists = lxml.html.parse(str(site / "indicators.html")).getroot()
    assert f"共 {sums.indicators['all']} 条绩效指标" in text(lists)
    found += differing_downloads(site, sums)
    return found + ([] if compared > len(sums.names) else [f"only {compared} figures were compared"])


def differing_downloads(site: Path, sums: Sums) -> list[str]:
    """Every download whose sum is another: the columns of `units`, the JSON, the workbooks."""
    import openpyxl
    found = []
    for row in tables.rows(site, "units"):
        if (Decimal(row["budget_total"]), int(row["project_count"]), int(row["indicator_count"])) != (
                sums.budget[row["unit_id"]], sums.projects[row["unit_id"]], sums.indicators[row["unit_id"]]):
            found.append(f"units.csv {row['unit_id']}")
        unit, = tables.units(next((site / row["unit_id"]).glob("*.json")))
        if sum(project.get("budget_10k", 0) for project in unit["projects"]) != sums.budget[row["unit_id"]]:
            found.append(f"{row['unit_id']} JSON")
    for year in tables.years(site):
        key = "all" if year is None else str(year)
        units = tables.units(tables.path(site, "disclosure", year, ".json"))
        if sum(project.get("budget_10k", 0) for unit in units for project in unit["projects"]) != sums.budget[key]:
            found.append(f"JSON {key}")
        book = openpyxl.load_workbook(tables.path(site, "disclosure", year, ".xlsx"), read_only=True)
        heading, *rows = book["项目"].iter_rows(values_only=True)
        column = heading.index("预算数（万元）")
        if sum(Decimal(str(row[column] or 0)) for row in rows) != sums.budget[key]:
            found.append(f"XLSX {key}")
    return found


if __name__ == "__main__":
    problems = differences(Path(sys.argv[1]))
    print("\n".join(problems) or "all equal")
    sys.exit(bool(problems))

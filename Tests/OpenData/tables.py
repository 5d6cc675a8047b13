"""Reads the downloads of a built site with the standard library alone."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

TABLES = ["units", "projects", "funding", "spending_plan", "goals", "indicators", "extras", "corrections"]
TITLES = dict(zip(TABLES, ["单位", "项目", "资金来源", "支出计划", "绩效目标", "绩效指标", "其他填报内容", "更正"]))


def years(site: Path) -> list[int | None]:
    """The whole site, as None, and each year."""
    return [None] + sorted(int(path.name) for path in (site / "data").iterdir() if path.is_dir())


def path(site: Path, name: str, year: int | None, ending: str) -> Path:
    return site / "data" / (f"{name}{ending}" if year is None else f"{year}/{name}-{year}{ending}")


def tables(site: Path) -> list[str]:
    return [name for name in TABLES if path(site, name, None, ".csv").exists()]


def records(file: Path) -> list[list[str]]:
    """The records of a CSV file, the heading first; a byte order mark stays in the first cell."""
    return list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8"), newline=""), strict=True))


def rows(site: Path, name: str, year: int | None = None) -> list[dict[str, str]]:
    heading, *found = records(path(site, name, year, ".csv"))
    return [dict(zip(heading, row, strict=True)) for row in found]


def document(file: Path) -> dict:
    """A JSON download, its numbers exact."""
    return json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)


def units(file: Path) -> list[dict]:
    """The units of a JSON download: each with its projects, both with the rows that belong to them."""
    found = document(file)
    assert list(found) == ["units"]
    return found["units"]


def rows_of_units(units: list[dict]) -> dict[str, list[dict]]:
    """The rows of every table that some units of a JSON download hold, each with what its unit and project say of it."""
    found = {}
    for unit in units:
        for form in [unit, *unit["projects"]]:
            own = {key: value for key, value in form.items() if not isinstance(value, list)}
            found.setdefault("units" if form is unit else "projects", []).append(own)
            above = {key: own[key] for key in ("unit_id", "project_id", "year", "unit_name", "project_name") if key in own}
            for name, rows in form.items():
                if name in TABLES and name != "projects":
                    assert rows and not [key for row in rows for key in row if key in above]
                    found.setdefault(name, []).extend(above | row for row in rows)
    return found


def schema(site: Path, year: int | None = None) -> dict[str, dict]:
    """The schemas of `datapackage.json` by the tables' names."""
    folder = site / "data" / (str(year) if year else "")
    return {resource["name"]: resource["schema"] for resource in document(folder / "datapackage.json")["resources"]}


def number_columns(site: Path, name: str) -> set[str]:
    return {field["name"] for field in schema(site)[name]["fields"] if field["type"] in ("number", "integer", "year")}

"""`datapackage.json`, validated by frictionless: types, constraints, primary and foreign keys, sizes, digests."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tables

FRICTIONLESS = Path(sys.executable).parent / "frictionless"


def validate(folder):
    return subprocess.run([FRICTIONLESS, "validate", "datapackage.json", "--json"], cwd=folder, capture_output=True, text=True)


def packages(site):
    return [site / "data"] + [site / "data" / str(year) for year in tables.years(site)[1:]]


def test_every_package_is_valid(site):
    for folder in packages(site):
        result = validate(folder)
        assert result.returncode == 0, result.stdout
        report = json.loads(result.stdout)
        assert report["valid"] and report["stats"]["tasks"] == len(tables.tables(site))


def test_every_column_has_a_title_and_a_description_in_chinese(site):
    for name, schema in tables.schema(site).items():
        for field in schema["fields"]:
            assert any("一" <= character <= "鿿" for character in field["title"]), (name, field)
            assert any("一" <= character <= "鿿" for character in field["description"]), (name, field)


def test_keys_are_declared(odd):
    schemas = tables.schema(odd)
    assert all(schema["primaryKey"] for schema in schemas.values())
    keys = {(name, key["fields"][0], key["reference"]["resource"])
            for name, schema in schemas.items() for key in schema.get("foreignKeys", [])}
    assert {("projects", "unit_id", "units"), ("funding", "project_id", "projects"), ("indicators", "project_id", "projects"),
            ("indicators", "unit_id", "units"), ("extras", "indicator_id", "indicators")} <= keys


def test_sizes_and_digests_are_those_of_the_files(site):
    for folder in packages(site):
        for resource in tables.document(folder / "datapackage.json")["resources"]:
            content = (folder / resource["path"]).read_bytes()
            assert resource["bytes"] == len(content)
            assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("file, old, new, error", [
    ("projects.csv", "2022/721001/13030322P003970100139,2022/721001,", "2022/721001/13030322P003970100139,2022/999,", "foreign-key"),
    ("funding.csv", "0139,2,", "0139,1,", "primary-key"),
    ("indicators.csv", ",量化,", ",大概,", "constraint-error"),
    ("units.csv", ",8.70,", ",八,", "type-error")])
def test_the_validation_finds_what_is_wrong(seed, tmp_path, file, old, new, error):
    """What passes here has been seen to fail: the sizes and digests are taken away, so that the rows are looked at."""
    folder = tmp_path / "data"
    shutil.copytree(seed / "data", folder)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        del resource["bytes"], resource["hash"]
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    text = (folder / file).read_bytes().decode("utf-8")
    assert old in text
    (folder / file).write_bytes(text.replace(old, new, 1).encode("utf-8"))
    result = validate(folder)
    assert result.returncode != 0 and f'"{error}' in result.stdout

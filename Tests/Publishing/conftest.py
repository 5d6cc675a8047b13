"""Small sites to be built and published, the program that does it, and what tells whether a copy is whole."""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
TIME = "2030-01-01"


def program() -> str:
    candidates = [os.environ.get("GONGKAI"), REPOSITORY / ".build/release/gongkai", REPOSITORY / ".build/debug/gongkai"]
    for candidate in candidates:
        if candidate and Path(candidate).is_file():
            return str(candidate)
    raise FileNotFoundError("no gongkai: build it, or name it in the environment variable GONGKAI")


INDICATORS = """
| 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |
| --- | --- | --- | --- | --- | --- |
| 产出指标 | 数量指标 | 出车次数 | 全年出车 | ≥100次 | 年度工作计划 |
| 效益指标 | 社会效益指标 | 准点率 | 准点出车的次数占比 | ≥95% | 历史标准 |
| 满意度指标 | 服务对象满意度指标 | 乘车人满意度 | 调查中满意的人数占比 | ≥90% | 行业标准 |
"""


def project(code: str, name: str = "车辆保险费", budget: str = "0.40", keys: str = "", goal: str = "保障公务用车。") -> str:
    return (f"---\n项目编码: {code}\n项目名称: {name}\n预算数: {budget}\n财政资金: {budget}\n其他资金:\n资金用途: 保险费\n{keys}---\n\n"
            f"## 绩效目标\n\n{goal}\n\n## 绩效指标\n{INDICATORS}")


class Site:
    """A site in a folder of its own."""

    def __init__(self, root: Path, projects: int = 6):
        self.root = root
        self.public = root / "public"
        shutil.copytree(REPOSITORY / "theme", root / "theme")
        self.write("index.md", "---\n网站名称: 测试站\n网址: https://example.gov.cn/\n---\n")
        self.write("2022/721001/index.md",
                   "---\n单位编码: 721001\n单位名称: 文联本级\n公开日期: 2022-02-10\n---\n\n## 一、总体绩效目标\n\n办好文联的事。\n")
        for number in range(projects):
            self.write(f"2022/721001/{number}.md", project(self.code(number), f"车辆保险费（{number}）"))

    @staticmethod
    def code(number: int) -> str:
        return f"13030322P{number:012d}"

    @staticmethod
    def page(number: int) -> str:
        return f"2022/721001/{Site.code(number)}.html"

    def write(self, path: str, text: str | bytes):
        file = self.root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def rename(self, name: str):
        """Changes every page."""
        self.write("index.md", f"---\n网站名称: {name}\n网址: https://example.gov.cn/\n---\n")

    def command(self, *arguments) -> list[str]:
        time = [] if arguments[0] == "verify" or "--rollback" in arguments or "--at" in arguments else ["--at", TIME]
        root = [] if arguments[0] == "verify" else ["--root", str(self.root)]
        return [program(), *map(str, arguments), *root, *time]

    def run(self, *arguments, **options) -> subprocess.CompletedProcess:
        return subprocess.run(self.command(*arguments), capture_output=True, text=True, timeout=120, **options)

    def ok(self, *arguments, **options) -> subprocess.CompletedProcess:
        result = self.run(*arguments, **options)
        assert result.returncode == 0, result.stderr + result.stdout
        return result


@pytest.fixture
def tmp_path():
    """A folder in memory, where there is one: what is tested here waits for the disk again and again."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=memory if os.access(memory, os.W_OK) else None))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path / "site")


def listed(folder: Path) -> dict[str, str]:
    """The digests of the files that a folder's manifest lists."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    return {file["path"]: file["sha256"] for file in manifest["files"]}


def present(folder: Path) -> dict[str, str]:
    """The digests of the files that lie in a folder, but its manifest."""
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.rglob("*") if path.is_file() and path != folder / "manifest.json"}


def whole(folder: Path) -> str:
    """The digest of a folder that holds what its manifest lists and nothing else."""
    assert present(folder) == listed(folder)
    return json.loads((folder / "manifest.json").read_bytes())["digest"]


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

"""The program, and sites for it to import into."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SEED = REPOSITORY / "Tests/Browser/seed.txt"


def program() -> str:
    candidates = [os.environ.get("GONGKAI"), REPOSITORY / ".build/release/gongkai", REPOSITORY / ".build/debug/gongkai"]
    for candidate in candidates:
        if candidate and Path(candidate).is_file():
            return str(candidate)
    raise FileNotFoundError("no gongkai: build it, or name it in the environment variable GONGKAI")


class Site:
    """A site's folder, and the program run in it."""

    def __init__(self, root: Path):
        self.root = root
        (root / "content").mkdir(parents=True)
        (root / "content/index.md").write_text("---\n网站名称: 测试站\n---\n", encoding="utf-8")
        (root / "theme").symlink_to(REPOSITORY / "theme")

    def run(self, *arguments, code=0, **options):
        result = subprocess.run([program(), *map(str, arguments)], cwd=self.root, capture_output=True, text=True, **options)
        assert result.returncode == code, result.stdout + result.stderr
        return result.stdout + result.stderr

    def files(self, folder="content") -> dict[str, bytes]:
        base = self.root / folder
        return {path.relative_to(base).as_posix(): path.read_bytes() for path in base.rglob("*") if path.is_file()}


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path / "site")


@pytest.fixture(scope="session")
def repository_content():
    folder = REPOSITORY / "content/2022/721001"
    return {path.name: path.read_bytes() for path in folder.iterdir()}

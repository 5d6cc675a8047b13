"""The sites that the tests read, the servers they are read from, and the browser that reads them."""

import functools
import http.server
import os
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

import sites
from nginx import nginx

REPOSITORY = Path(__file__).resolve().parents[2]


def program() -> str:
    candidates = [os.environ.get("GONGKAI"), REPOSITORY / ".build/release/gongkai", REPOSITORY / ".build/debug/gongkai"]
    for candidate in candidates:
        if candidate and Path(candidate).is_file():
            return str(candidate)
    raise FileNotFoundError("no gongkai: build it, or name it in the environment variable GONGKAI")


def build(root: Path, output: Path) -> Path:
    """Builds the site of `root/content` with the repository's theme."""
    if not (root / "theme").exists():
        shutil.copytree(REPOSITORY / "theme", root / "theme")
    command = [program(), "build", "--root", str(root), "--output", str(output), "--at", "2030-01-01"]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return output


def find_chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise FileNotFoundError("no chromium in PATH")


class Site:
    """A built site and its addresses."""

    def __init__(self, folder: Path, origin: str):
        self.folder = folder
        self.origin = origin

    def paths(self) -> list[str]:
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))

    def url(self, path: str) -> str:
        return f"{self.origin}/{path}"

    def file_url(self, path: str) -> str:
        return (self.folder / path).as_uri()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


def served(folder: Path):
    """Serves a folder for as long as the generator lives."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Site(folder, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def seed_site(tmp_path_factory):
    """The site of the repository's own content."""
    yield from served(build(REPOSITORY, tmp_path_factory.mktemp("seed") / "public"))


@pytest.fixture(scope="session")
def seed_nginx(seed_site):
    """The same site, served as sites are: by nginx, compressed, with strict headers."""
    with nginx(seed_site.folder) as origin:
        yield Site(seed_site.folder, origin)


@pytest.fixture(scope="session")
def large_site(tmp_path_factory):
    """Two years, three units, 251 projects."""
    root = sites.large_site(tmp_path_factory.mktemp("large"))
    yield from served(build(root, root / "public"))


@pytest.fixture(scope="session")
def tall_site(tmp_path_factory):
    """A project of 40 indicators under one 一级指标."""
    root = sites.tall_site(tmp_path_factory.mktemp("tall"))
    yield from served(build(root, root / "public"))


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def shared_page(browser):
    """One page for a whole test file: opening a context costs more than most tests."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def page(browser):
    """A page of its own, with nothing remembered."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()

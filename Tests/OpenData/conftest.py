"""The sites whose downloads the tests take away. The sites and the program are those of the browser tests."""

import importlib.util
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent / "Browser"))
sys.path.insert(0, str(FOLDER))

spec = importlib.util.spec_from_file_location("browser_fixtures", FOLDER.parent / "Browser" / "conftest.py")
browser_fixtures = importlib.util.module_from_spec(spec)
spec.loader.exec_module(browser_fixtures)

import rich  # noqa: E402
import sites  # noqa: E402

build, REPOSITORY, browser, served = (
    browser_fixtures.build, browser_fixtures.REPOSITORY, browser_fixtures.browser, browser_fixtures.served)


@pytest.fixture(scope="session")
def seed(tmp_path_factory):
    """The built site of the repository's own content: one unit, four projects, no address."""
    return build(REPOSITORY, tmp_path_factory.mktemp("seed") / "public")


@pytest.fixture(scope="session")
def many(tmp_path_factory):
    """Two years, three units, 251 projects, with an address."""
    root = sites.large_site(tmp_path_factory.mktemp("many"))
    return build(root, root / "public")


@pytest.fixture(scope="session")
def odd(tmp_path_factory):
    """One of each thing that the seed has none of, and everything that must not be seen."""
    root = rich.rich_site(tmp_path_factory.mktemp("odd"))
    return build(root, root / "public")


@pytest.fixture(params=["seed", "many", "odd"])
def site(request):
    """Each of them in turn."""
    return request.getfixturevalue(request.param)


@pytest.fixture(params=["seed", "odd"])
def small_site(request):
    """Those that are quick to convert."""
    return request.getfixturevalue(request.param)

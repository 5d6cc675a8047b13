"""JSON-LD, read by a JSON-LD processor that may not ask the network."""

import json
import re

import lxml.html
import pytest
from pyld import jsonld

SCHEMA = "https://schema.org/"
# What schema.org's own context does: its names stand for themselves, and these for addresses.
CONTEXT = {"@context": {"@vocab": SCHEMA, "type": "@type", "id": "@id", "item": {"@id": "item", "@type": "@id"},
                        "url": {"@id": "url", "@type": "@id"}, "contentUrl": {"@id": "contentUrl", "@type": "@id"}}}


def load(address, options):
    assert address.rstrip("/") == "https://schema.org", address
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": CONTEXT}


def expanded(site, path):
    base = "https://base.example/" + path
    scripts = lxml.html.parse(str(site / path)).getroot().xpath("//script[@type='application/ld+json']/text()")
    return [node for script in scripts
            for node in jsonld.expand(json.loads(script), {"base": base, "documentLoader": load})]


def value(node, name):
    return node[SCHEMA + name][0].get("@value", node[SCHEMA + name][0].get("@id"))


def test_every_page_has_its_breadcrumbs(site):
    for file in site.rglob("*.html"):
        path = file.relative_to(site).as_posix()
        lists = [node for node in expanded(site, path) if node["@type"] == [SCHEMA + "BreadcrumbList"]]
        if path == "index.html":
            assert lists == []
            continue
        items = lists[0][SCHEMA + "itemListElement"]
        assert [value(item, "position") for item in items] == list(range(1, len(items) + 1)) and len(items) >= 2
        page = lxml.html.parse(str(file)).getroot()
        shown = [" ".join(step.text_content().split()) for step in page.cssselect(".crumbs li")]
        assert [" ".join(value(item, "name").split()) for item in items] == shown, path
        for item in items[:-1]:
            address = value(item, "item")
            target = re.sub("^https://(base.example|guancheng.example/budget)/", "", address)
            assert (site / target).is_file(), address


def test_the_data_page_is_a_dataset(site):
    dataset, = [node for node in expanded(site, "data/index.html") if node["@type"] == [SCHEMA + "Dataset"]]
    assert value(dataset, "name") and value(dataset, "description") and value(dataset, "usageInfo")
    for download in dataset[SCHEMA + "distribution"]:
        target = re.sub("^https://(base.example|guancheng.example/budget)/", "", value(download, "contentUrl"))
        assert (site / target).stat().st_size == int(value(download, "contentSize"))


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "\"}]</script>", "a & b <b>", "\\\""])
def test_no_name_can_leave_the_script(tmp_path, text):
    from conftest import build
    from sites import front_matter, write
    root = write(tmp_path, {
        "index.md": front_matter({"网站名称": text, "主办单位": text}),
        "2024/u/index.md": front_matter({"单位编码": "1", "单位名称": text}),
        "2024/u/a.md": front_matter({"项目编码": "P1", "项目名称": text, "预算数": "1"})})
    site = build(root, root / "public")
    names = [value(item, "name") for item in expanded(site, "2024/1/P1.html")[0][SCHEMA + "itemListElement"]]
    assert names[2:] == [text, text + "绩效目标表"]
    assert value(expanded(site, "data/index.html")[-1], "name") == text

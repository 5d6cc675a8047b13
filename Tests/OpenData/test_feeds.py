"""Feeds, sitemap, `robots.txt`, canonical addresses and Open Graph: with 网址 only, and then valid."""

import re

import feedparser
import lxml.etree
import lxml.html

from conftest import FOLDER
from rich import ADDRESS

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def page(site, path):
    return lxml.html.parse(str(site / path)).getroot()


def test_feeds_are_valid(odd, many):
    schema = lxml.etree.RelaxNG(file=str(FOLDER / "atom.rng"))
    for site in (odd, many):
        feeds = [site / "feed.xml", *(site / "feeds").iterdir()]
        assert len(feeds) > 2
        for feed in feeds:
            schema.assertValid(lxml.etree.parse(str(feed)))
            read = feedparser.parse(feed.read_bytes())
            assert not read.bozo and read.version == "atom10" and len({entry.id for entry in read.entries}) == len(read.entries)


def test_the_schema_of_feeds_is_strict(odd):
    schema = lxml.etree.RelaxNG(file=str(FOLDER / "atom.rng"))
    text = (odd / "feed.xml").read_text(encoding="utf-8")
    for wrong in (text.replace("<updated>", "<updated>x", 1), text.replace("<id>", "<id2>").replace("</id>", "</id2>"),
                  re.sub("<author>.*?</author>", "", text, flags=re.S), text.replace("+08:00", "", 1)):
        assert not schema.validate(lxml.etree.fromstring(wrong.encode("utf-8")))


def test_a_feed_tells_of_disclosures_and_corrections_newest_first(odd):
    entries = feedparser.parse((odd / "feed.xml").read_bytes()).entries
    assert [(entry.updated[:10], entry.title) for entry in entries] == [
        ("2024-04-01", "更正：关城区=文联2024年“=1+1项目”绩效目标表"), ("2024-03-01", "公开：关城区=文联2024年“=1+1项目”绩效目标表"),
        ("2024-02-11", "公开：按元填报2024年部门整体绩效目标"), ("2024-02-10", "公开：关城区=文联2024年部门整体绩效目标"),
        ("2023-02-10", "公开：关城区=文联2023年部门整体绩效目标")]
    assert entries[0].summary == "把数改对了；原因：打字错误"
    assert entries[0].link == ADDRESS + "2024/0721001/0013030324P1.html#correction-1"
    assert [entry.updated[:4] for entry in feedparser.parse((odd / "feeds/722.xml").read_bytes()).entries] == ["2024"]
    links = page(odd, "2024/0721001/index.html").xpath("//a[contains(@href, 'feeds/')]/@href")
    assert links == ["../../feeds/0721001.xml"]
    fragment = entries[0].link.split("#")[1]
    assert page(odd, "2024/0721001/0013030324P1.html").get_element_by_id(fragment) is not None


def test_the_sitemap_is_valid_and_lists_every_page_once(odd, many):
    schema = lxml.etree.XMLSchema(file=str(FOLDER / "sitemap.xsd"))
    for site in (odd, many):
        sitemap = lxml.etree.parse(str(site / "sitemap.xml"))
        schema.assertValid(sitemap)
        found = [address.removeprefix(ADDRESS) or "index.html" for address in sitemap.xpath("//s:loc/text()", namespaces=SITEMAP)]
        gone = {path for path in (file.relative_to(site).as_posix() for file in site.rglob("*.html"))
                if "已经撤下" in (site / path).read_text(encoding="utf-8")}
        pages = {file.relative_to(site).as_posix() for file in site.rglob("*.html")} - {"404.html"} - gone
        assert sorted(found) == sorted(pages) and len(gone) == 1


def test_robots_lead_to_the_sitemap(odd):
    assert f"Sitemap: {ADDRESS}sitemap.xml\n" in (odd / "robots.txt").read_text()


def test_every_page_says_its_own_address(odd):
    for file in odd.rglob("*.html"):
        path = file.relative_to(odd).as_posix()
        head = page(odd, path).find("head")
        assert head.xpath("link[@rel='canonical']/@href") == [ADDRESS + path]
        assert head.xpath("meta[@property='og:url']/@content") == head.xpath("meta[@name='Url']/@content") == [ADDRESS + path]
        assert head.xpath("meta[@property='og:title']/@content")[0]


def test_without_an_address_there_is_none_of_it(seed):
    for name in ("feed.xml", "feeds", "sitemap.xml", "robots.txt"):
        assert not (seed / name).exists()
    for file in seed.rglob("*.html"):
        assert not page(seed, file.relative_to(seed).as_posix()).xpath(
            "//link[@rel='canonical'] | //meta[@name='Url'] | //meta[starts-with(@property, 'og:')]")


def tags(site, path):
    return {tag.get("name"): tag.get("content") for tag in page(site, path).xpath("//meta[@name and @content]")}


def test_page_tags_are_those_of_the_state_council(odd):
    every = {"SiteName": "关城区公开", "SiteDomain": "guancheng.example", "SiteIDCode": "1303030001"}
    for path in ("index.html", "2024/index.html", "projects.html", "indicators.html", "data/index.html"):
        found = tags(odd, path)
        assert every.items() <= found.items()
        assert all(found.get(name) for name in ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")), path
    found = tags(odd, "2024/0721001/0013030324P1.html")
    assert every.items() <= found.items()
    assert (found["ArticleTitle"], found["PubDate"], found["ContentSource"]) == ("=1+1项目", "2024-03-01 00:00", "关城区=文联")
    assert (found["Keywords"], found["Description"]) == ("=1+1项目,文联部门,关城区=文联,2024年", "-用途")
    assert tags(odd, "about.html")["PubDate"] == "2024-01-02 00:00"


def test_a_tag_without_a_value_is_left_out(seed):
    found = tags(seed, "2022/721001/index.html")
    assert not {"SiteDomain", "SiteIDCode", "PubDate", "Url"} & set(found) and "" not in found.values()

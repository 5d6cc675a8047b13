"""Drafts, embargoed and withdrawn content is in no byte of any download, however it is packed."""

import zipfile

from rich import SECRET

CODES = ["DRAFT001", "DRAFT002", "DRAFT003", "DRAFT005", "0721009"]


def contents(site):
    """Every file of the output, and every part of every archive."""
    for file in site.rglob("*"):
        if not file.is_file():
            continue
        yield file.name, file.read_bytes()
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                for name in archive.namelist():
                    yield f"{file.name}/{name}", archive.read(name)


def test_nothing_hidden_is_in_any_byte(odd):
    seen = 0
    for name, content in contents(odd):
        seen += 1
        for text in [SECRET, *CODES]:
            assert text.encode("utf-8") not in content and text not in name, (name, text)
    assert seen > 150


def test_of_the_withdrawn_only_its_page_is_left(odd):
    for name, content in contents(odd):
        if name not in ("GONE004.html", "manifest.json"):
            assert b"GONE004" not in content, name


def test_the_search_would_find_it(odd):
    """The same walk finds what is there."""
    found = [name for name, content in contents(odd) if "0013030324P1".encode() in content]
    assert any(name.endswith("/xl/worksheets/sheet3.xml") for name in found) and "projects.csv" in found

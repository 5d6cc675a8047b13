"""One number, one source: pages, charts and downloads say the same, added up by a script of its own."""

import shutil

from totals import bars, differences, figures
import lxml.html


def test_totals_agree(site):
    assert differences(site) == []


def test_the_script_sees_the_figures_of_the_seed(seed):
    page = lxml.html.parse(str(seed / "2022/721001/index.html")).getroot()
    assert "8.70" in figures(page).values()
    assert [str(amount) for _, amount in bars(page)] == ["4.30", "2.00", "2.00", "0.40"]


def test_the_script_finds_a_total_that_differs(seed, tmp_path):
    copy = shutil.copytree(seed, tmp_path / "public")
    page = copy / "2022/721001/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("8.70", "8.71", 1), encoding="utf-8")
    assert differences(copy)

"""Import, build, and the page shows the grid of the source."""

import re

import pytest

import forms
import pages

UNIT = "721001文联部门山海关区文学艺术界联合会本级"
BATCHES, BATCH = 5, 100


@pytest.mark.parametrize("batch", range(BATCHES))
def test_pages_show_the_cells_of_the_source(site, tmp_path, batch):
    made = forms.some(seed=2022 + batch, count=BATCH, first=1 + batch * BATCH)
    paths = []
    for number, (form, grids) in enumerate(made):
        path = tmp_path / f"{form.code}{'.docx' if number % 2 else '.xlsx'}"
        forms.write(form, grids, path, UNIT)
        paths.append(path)
    output = site.run("import", "--year", 2022, *paths)
    assert "没有收入" not in output and "没有认出" not in output
    assert f"{BATCH} 个项目" in site.run("build", "--at", "2030-01-01")
    for form, _ in made:
        check(form, (site.root / f"public/2022/721001/{form.code}.html").read_text(encoding="utf-8"))


def check(form, html):
    found = dict(pages.tables(html))
    assert found["form indicators"] == [form.header, *[[clean(cell) for cell in row] for row in form.rows]], form.code
    head = [cell for row in found["form head"] for cell in row]
    assert head[head.index("项目名称") + 1] == clean(form.name)
    shown = html + "".join(head)
    for key, value in form.fields.items():
        if key in ("预算数", "财政资金", "财政拨款", "其他资金"):
            label = next(cell for cell in head if cell.removeprefix("其中：") == key)
            assert head[head.index(label) + 1] == value, key
        elif key == "资金用途":
            assert clean(value) in head
        else:
            assert f"<dt>{key}</dt><dd>{escaped(clean(value))}</dd>" in shown, key
    if form.plan:
        plan = found["form plan"]
        assert plan[0][1:5] == [deadline for deadline, _ in form.plan]
        assert plan[1][1:5] == [share for _, share in form.plan]
    assert clean(form.goal) in [cell for row in found["form plan"] for cell in row]


def clean(text):
    return "\n".join(line.strip() for line in text.strip().split("\n"))


def escaped(text):
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").replace("'", "&#39;")
    return re.sub("\n", "<br>", text)

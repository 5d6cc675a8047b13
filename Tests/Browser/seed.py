"""The seed document as it was filed, cut into the parts that the site shows on several pages."""

import re
from pathlib import Path

FILED = (Path(__file__).parent / "seed.txt").read_text(encoding="utf-8")
BOOKMARK = re.compile(r"\[bookmark: [^\]]*\]")


def stripped(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


TEXT = stripped(BOOKMARK.sub("", FILED))
FORM_START = "721001文联部门山海关区文学艺术界联合会本级单位：万元"
TITLE = re.compile(r"[1-4]\.[^.]{1,30}?绩效目标表(?=" + FORM_START + ")")

_titles = list(TITLE.finditer(TEXT))
TITLES = [title.group() for title in _titles]
"""`1.车辆保险费绩效目标表` and so on."""
PROSE = TEXT[: _titles[0].start()]
"""From 第一部分 to 预算项目绩效目标."""
_ends = [title.start() for title in _titles[1:]] + [len(TEXT)]
FORMS = [TEXT[title.end() : end] for title, end in zip(_titles, _ends)]
"""From the unit's line to the last cell, one for each title."""
CODES = [re.search(r"项目编码([0-9A-Z]+)项目名称", form).group(1) for form in FORMS]

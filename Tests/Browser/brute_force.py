"""What a search should find, from the content files alone: a document holds a query when one of its texts does.

Texts and queries are compared without white space and punctuation, in lower case and compatibility form.
"""

import re
import unicodedata
from decimal import Decimal
from pathlib import Path

#: Keys of the front matter that are about publishing, and are not searched.
UNSEARCHED = {"状态", "发布时间", "金额单位", "年度", "附件", "更正"}
TOTAL = "预算合计"
AMOUNTS = ("预算数", "财政资金", "其他资金", TOTAL)


def normal(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).lower().replace(">=", "≥").replace("<=", "≤").replace("〇", "0")
    text = "".join(c for c in text if unicodedata.category(c)[0] in "LN" or c in ".%-≥≤")
    return "".join(
        c for i, c in enumerate(text)
        if c not in ".%-≥≤"
        or c in ".-" and text[i - 1:i].isdigit() and text[i + 1:i + 2].isdigit()
        or c == "%" and text[i - 1:i].isdigit()
        or c in "≥≤" and text[i + 1:i + 2].isdigit())


def front_matter(text: str) -> tuple[dict[str, str], list[str]]:
    """The fields of the front matter, and those of its values that are searched."""
    fields, texts = {}, []
    for line in text.splitlines():
        match = re.match(r"^\s*(?:- )?'?([^':]+?)'?:(?: '?(.*?)'?)?$", line)
        key, value = match.groups() if match else ("", line.strip(" -"))
        fields.setdefault(key, (value or "").strip())
        if value and key not in UNSEARCHED:
            texts.append(value)
    return fields, texts


def body(text: str, is_unit: bool) -> list[str]:
    texts = []
    for line in text.splitlines():
        if line.startswith("|"):
            if "---" not in line and not line.startswith(("| 3月", "| 一级")):
                texts += [cell.strip() for cell in line.strip("|").split("|")]
        elif is_unit or not line.startswith("#"):
            texts.append(re.sub(r"^(#+|>|\d+\.) ", "", line))
    return texts


def documents(content: Path):
    """The path of the page, the fields and the texts of each document."""
    for unit in sorted(path for path in content.glob("*/*") if path.is_dir()):
        _, head, _ = (unit / "index.md").read_text().split("---\n", 2)
        own = front_matter(head)[0]
        shared = [own[key] for key in ("单位编码", "单位名称", "部门名称") if own.get(key)] + [f"{unit.parent.name}年度"]
        total = Decimal(0)
        # The unit last: its page shows the sum of its projects' budgets.
        for file in sorted(unit.glob("*.md"), key=lambda file: (file.stem == "index", file)):
            _, front, text = file.read_text().split("---\n", 2)
            fields, texts = front_matter(front)
            if fields.get("状态") == "已撤下":
                continue
            is_unit = file.stem == "index"
            total += Decimal(fields.get("预算数") or 0)
            if is_unit:
                fields[TOTAL] = f"{total:.2f}"
                texts.append(fields[TOTAL])
            texts += shared + body(text, is_unit)
            code = "index" if is_unit else fields["项目编码"]
            yield f"{unit.parent.name}/{unit.name}/{code}.html", fields, [each for each in texts if each]
    for file in sorted(content.glob("*.md")):
        if file.name != "index.md":
            _, front, text = file.read_text().split("---\n", 2)
            cells = [cell.strip() for line in body(text, is_unit=True) for cell in line.split("|")]
            yield f"{file.stem}.html", {}, [each for each in front_matter(front)[1] + cells if each]


class Truth:
    """The documents of a site, and which of them hold a query."""

    def __init__(self, content: Path):
        self.documents = list(documents(content))
        self.joined = {path: "\n".join(normal(text) for text in texts) for path, _, texts in self.documents}
        self.names = {path: fields.get("项目名称") for path, fields, _ in self.documents}
        self.by_value = {}
        for path, fields, _ in self.documents:
            for key in AMOUNTS:
                if re.fullmatch(r"[\d.]+", fields.get(key, "")):
                    self.by_value.setdefault(float(fields[key]), set()).add(path)

    def holding(self, query: str) -> set[str]:
        words, word = [normal(piece) for piece in query.split()], normal(query)
        found = {path for path, text in self.joined.items() if word in text or all(len(w) > 1 and w in text for w in words)}
        if re.fullmatch(r"\d+\.?\d*(万元?)?", word) and not word.isdigit():  # Amounts are found by value, too.
            found |= self.by_value.get(float(word.rstrip("万元")), set())
        return found

    def queries(self, count: int, rng):
        """Kinds of queries, each with pairs of query and the page that it was taken from."""
        def sample(pick, tries=0):
            found = set()
            while len(found) < count and tries < count * 50:
                tries += 1
                path, fields, texts = rng.choice(self.documents)
                query = pick(fields, texts)
                if query and len(normal(query)) > 1:
                    found.add((query, path))
            return sorted(found)

        def part(length):
            def pick(_, texts):
                text = rng.choice(texts)
                start = rng.randrange(max(1, len(text) - length + 1))
                piece = text[start:start + length]
                return piece if len(piece) == length and len(normal(piece)) > 1 and piece == piece.strip() else None
            return pick

        for length in range(2, 7):
            yield f"{length} characters", sample(part(length))
        yield "whole names", sample(lambda fields, _: fields.get("项目名称"))
        yield "whole codes", sample(lambda fields, _: fields.get("项目编码"))
        yield "tails of codes", sample(lambda fields, _: fields.get("项目编码", "")[-5:].lower())
        yield "amounts", sample(lambda fields, _: fields.get("预算数"))
        yield "targets", sample(lambda _, texts: rng.choice([text for text in texts if text.startswith(("≥", "≤"))] or [""]))

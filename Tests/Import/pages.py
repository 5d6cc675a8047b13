"""Reads the tables of built pages as grids, merged cells filled."""

from html.parser import HTMLParser


class _Tables(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tables, self.stack, self.cell, self.classes = [], [], None, []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "table":
            self.tables.append((values.get("class") or "", []))
        elif tag == "tr" and self.tables:
            self.tables[-1][1].append([])
        elif tag in ("td", "th") and self.tables:
            self.cell = [tag, int(values.get("rowspan", 1)), int(values.get("colspan", 1)), ""]
        elif tag == "br" and self.cell:
            self.cell[3] += "\n"

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.cell:
            self.tables[-1][1][-1].append(self.cell)
            self.cell = None

    def handle_data(self, data):
        if self.cell:
            self.cell[3] += data


def tables(html):
    """Every table as its class and its grid of texts."""
    parser = _Tables()
    parser.feed(html)
    return [(classes, filled(rows)) for classes, rows in parser.tables]


def filled(rows):
    grid = {}
    for number, row in enumerate(rows):
        column = 0
        for _, down, right, text in row:
            while (number, column) in grid:
                column += 1
            for below in range(down):
                for beside in range(right):
                    grid[number + below, column + beside] = text.strip()
            column += right
    width = max((column for _, column in grid), default=-1) + 1
    return [[grid.get((number, column), "") for column in range(width)] for number in range(len(rows))]

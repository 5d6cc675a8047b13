"""Which header cells a data cell has: the algorithm of the HTML standard, section 4.9.12.2, "Forming relationships
between data cells and header cells", with 4.9.12.1 for the grid."""

from dataclasses import dataclass

# A table as rows of cells, with the number of the row group (thead, tbody, tfoot) that each row is in.
READ = """table => [...table.rows].map(row => ({
  group: row.parentElement === table ? -1 : [...table.children].indexOf(row.parentElement),
  cells: [...row.cells].map(cell => ({
    header: cell.tagName === 'TH', id: cell.id, scope: (cell.getAttribute('scope') || '').toLowerCase(),
    headers: cell.hasAttribute('headers') ? cell.getAttribute('headers').split(/\\s+/).filter(Boolean) : null,
    rowspan: cell.rowSpan, colspan: cell.colSpan, text: cell.textContent.replace(/\\s+/g, '')
  }))
}))"""


@dataclass
class Cell:
    header: bool
    text: str
    id: str = ""
    scope: str = ""
    headers: list[str] | None = None
    rowspan: int = 1
    colspan: int = 1
    x: int = 0
    y: int = 0


class Table:
    def __init__(self, rows: list[dict]):
        self.slots: dict[tuple[int, int], Cell] = {}
        self.cells: list[Cell] = []
        self.groups = [row["group"] for row in rows]
        for y, row in enumerate(rows):
            x = 0
            for properties in row["cells"]:
                cell = Cell(**properties)
                while (x, y) in self.slots:
                    x += 1
                cell.x, cell.y = x, y
                # A merged cell ends with its row group at the latest.
                end = max(row for row, group in enumerate(self.groups) if group == self.groups[y]) + 1
                cell.rowspan = min(cell.rowspan or end, end - y)
                for column in range(x, x + cell.colspan):
                    for line in range(y, y + cell.rowspan):
                        self.slots[column, line] = cell
                self.cells.append(cell)
        self.width = max((x for x, _ in self.slots), default=-1) + 1

    def data(self) -> list[Cell]:
        return [cell for cell in self.cells if not cell.header]

    def headers_of(self, cell: Cell) -> list[Cell]:
        """The header cells of a cell, without empty ones."""
        if cell.headers is not None:
            found = [other for name in cell.headers for other in self.cells if other.id == name]
        else:
            found = []
            for y in range(cell.y, cell.y + cell.rowspan):
                found += self._scan(cell, cell.x, y, -1, 0)
            for x in range(cell.x, cell.x + cell.colspan):
                found += self._scan(cell, x, cell.y, 0, -1)
            found += [other for other in self.cells if other.header and self._heads_group(other, cell)]
        unique = {id(other): other for other in found if other.text and other is not cell}
        return list(unique.values())

    def _heads_group(self, header: Cell, cell: Cell) -> bool:
        """Whether a header of a row group stands in the cell's group, at its row or above, not right of it."""
        if header.scope == "rowgroup":
            same = self.groups[header.y] == self.groups[cell.y]
            return same and header.x < cell.x + cell.colspan and header.y < cell.y + cell.rowspan
        return False

    def _scan(self, cell: Cell, x: int, y: int, dx: int, dy: int) -> list[Cell]:
        """The headers met on the way from a slot to the left or upwards."""
        found: list[Cell] = []
        opaque: list[Cell] = []
        block = [cell] if cell.header else []
        in_block = cell.header
        while True:
            x, y = x + dx, y + dy
            if x < 0 or y < 0:
                return found
            current = self.slots.get((x, y))
            if current is None:
                continue
            if current.header:
                in_block = True
                block.append(current)
                if dx == 0:
                    blocked = any(o.x == current.x and o.colspan == current.colspan for o in opaque)
                    blocked = blocked or not self._is_column(current)
                else:
                    blocked = any(o.y == current.y and o.rowspan == current.rowspan for o in opaque)
                    blocked = blocked or not self._is_row(current)
                if not blocked:
                    found.append(current)
            elif in_block:
                in_block = False
                opaque += block
                block = []

    def _has_data(self, *, rows=None, columns=None) -> bool:
        return any(
            not cell.header and (rows is None or y in rows) and (columns is None or x in columns)
            for (x, y), cell in self.slots.items())

    def _is_column(self, header: Cell) -> bool:
        if header.scope:
            return header.scope == "col"
        return not self._has_data(rows=range(header.y, header.y + header.rowspan))

    def _is_row(self, header: Cell) -> bool:
        if header.scope:
            return header.scope == "row"
        if self._is_column(header):
            return False
        return not self._has_data(columns=range(header.x, header.x + header.colspan))

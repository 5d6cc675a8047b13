import Disclosure

/// Rows of a sheet as they stand in its XML. They carry no numbers of their own, so they can stand anywhere.
struct SheetRows {
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0
    /// How many cells hold more than Excel can show.
    private(set) var cutCells = 0
    /// How many empty cells stand last in the row; they are left out when no other follows.
    private var blanks = 0

    /// The longest text of a cell, in UTF-16 units.
    static let longestText = 32_767

    /// Forgets the rows, and keeps the room that they took.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        (count, cutCells, blanks) = (0, 0, 0)
    }

    /// Makes room for so many bytes.
    mutating func reserve(_ size: Int) { bytes.reserveCapacity(size) }

    /// - Parameter height: in points; nil to leave it to Excel.
    mutating func addRow(height: Int? = nil, _ body: (inout SheetRows) -> Void) {
        beginRow(height: height)
        body(&self)
        endRow()
    }

    mutating func beginRow(height: Int? = nil) {
        guard let height else { return bytes.add(markup: "<row>") }
        bytes.add(markup: "<row ht=\"")
        bytes.add(height)
        bytes.add(markup: "\" customHeight=\"1\">")
    }

    mutating func endRow() {
        bytes.add(markup: "</row>\n")
        count += 1
        blanks = 0
    }

    /// Adds an empty cell, in a merged range of its look.
    mutating func addBlank(_ look: CellLook = .plain) {
        guard look != .plain else {
            blanks += 1
            return
        }
        fill()
        bytes.add(markup: look.cellStart)
        bytes.add(markup: "/>")
    }

    /// Writes the empty cells before one that is not.
    private mutating func fill() {
        while blanks > 0 {
            bytes.add(markup: "<c/>")
            blanks -= 1
        }
    }

    mutating func add(_ number: Int) {
        fill()
        bytes.add(markup: "<c><v>")
        bytes.add(number)
        bytes.add(markup: "</v></c>")
    }

    mutating func add(_ number: Amount, _ look: CellLook) {
        fill()
        bytes.add(markup: look.cellStart)
        bytes.add(markup: "><v>")
        bytes.add(number)
        bytes.add(markup: "</v></c>")
    }

    /// Adds a text; what Excel would cut off without a word is cut with one.
    mutating func add(_ text: String, _ look: CellLook = .plain) {
        text.withBytes { add(text, $0, TextTraits(of: $0), look) }
    }

    /// Adds a text whose bytes and traits are known.
    mutating func add(_ text: String, _ bytes: UnsafeBufferPointer<UInt8>, _ traits: TextTraits, _ look: CellLook) {
        if bytes.isEmpty { return addBlank(look) }
        if bytes.count > Self.longestText, text.utf16.count > Self.longestText { return add(cut(text), look) }
        fill()
        // Texts with white space stand inline: there alone is a place to say that it shall be kept.
        let isSpaced = traits.contains(.holdsSpace)
        if isSpaced {
            self.bytes.add(markup: look.cellStart)
            self.bytes.add(markup: " t=\"inlineStr\"><is><t xml:space=\"preserve\">")
        } else {
            self.bytes.add(markup: look.textStart)
        }
        if traits.contains(.holdsMarkup) {
            self.bytes.addEscaped(bytes)
        } else {
            self.bytes.append(contentsOf: bytes)
        }
        self.bytes.add(markup: isSpaced ? "</t></is></c>" : "</v></c>")
    }

    /// Adds cells as they stand in another row.
    mutating func add(cells: Cells) {
        fill()
        bytes += cells.bytes
        blanks = cells.blanks
        cutCells += cells.cutCells
    }

    /// Begins cells that are to stand in other rows too.
    mutating func mark() -> Mark {
        fill()
        return Mark(offset: bytes.count, cutCells: cutCells)
    }

    /// The cells of the last row since a mark.
    func cells(since mark: Mark) -> Cells {
        Cells(bytes: Array(bytes[mark.offset...]), blanks: blanks, cutCells: cutCells - mark.cutCells)
    }

    /// A place in a row.
    struct Mark {
        fileprivate var offset: Int
        fileprivate var cutCells: Int
    }

    /// Some cells that stand beside one another.
    struct Cells {
        fileprivate var bytes: [UInt8] = []
        /// The empty cells behind them.
        fileprivate var blanks = 0
        fileprivate var cutCells = 0
    }

    private mutating func cut(_ text: String) -> String {
        cutCells += 1
        let remark = "……（未完：Excel 的一格最多 \(Self.longestText) 个字，全文见 CSV 或 JSON）"
        var room = Self.longestText - remark.utf16.count
        let kept = text.unicodeScalars.prefix { scalar in
            room -= scalar.value > 0xFFFF ? 2 : 1
            return room >= 0
        }
        return String(kept) + remark
    }
}

extension [UInt8] {
    /// Appends a text with markup and what XML cannot hold escaped.
    fileprivate mutating func addEscaped(_ source: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in source.indices {
            let byte = source[index]
            if byte > UInt8(ascii: "_"), byte != 0xEF { continue }
            guard let escaped = Self.escaped(source, at: index) else { continue }
            append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<index]))
            add(escaped.text)
            start = index + escaped.length
        }
        append(contentsOf: UnsafeBufferPointer(rebasing: source[start...]))
    }

    /// What stands in a cell instead of some bytes that begin at an index; nil where they stand for themselves.
    ///
    /// OOXML writes what XML cannot hold as `_x000D_`, and so the `_` of a text that looks like it.
    private static func escaped(_ source: UnsafeBufferPointer<UInt8>, at index: Int) -> (text: String, length: Int)? {
        func isNext(_ offset: Int, _ byte: UInt8) -> Bool {
            index + offset < source.count && source[index + offset] == byte
        }
        switch source[index] {
        case UInt8(ascii: "&"): return ("&amp;", 1)
        case UInt8(ascii: "<"): return ("&lt;", 1)
        case UInt8(ascii: ">"): return ("&gt;", 1)
        case UInt8(ascii: "_"): return isNext(1, UInt8(ascii: "x")) ? ("_x005F_", 1) : nil
        case UInt8(ascii: "\n"), UInt8(ascii: "\t"): return nil
        case let control where control < 0x20:
            let digits = String(control, radix: 16, uppercase: true)
            return ("_x00" + (digits.count < 2 ? "0" : "") + digits + "_", 1)
        // U+FFFE and U+FFFF.
        case 0xEF where isNext(1, 0xBF) && (isNext(2, 0xBE) || isNext(2, 0xBF)):
            return (source[index + 2] == 0xBE ? "_xFFFE_" : "_xFFFF_", 3)
        default: return nil
        }
    }
}

import Disclosure

/// Rows of a sheet as they stand in its XML. They carry no numbers of their own, so they can stand anywhere.
struct SheetRows {
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0
    /// How many cells hold more than Excel can show.
    private(set) var cutCells = 0

    /// The longest text of a cell, in UTF-16 units.
    static let longestText = 32_767

    /// - Parameter height: in points; nil to leave it to Excel.
    mutating func addRow(height: Int? = nil, _ body: (inout SheetRows) -> Void) {
        bytes.add(height.map { "<row ht=\"\($0)\" customHeight=\"1\">" } ?? "<row>")
        body(&self)
        bytes.add("</row>\n")
        count += 1
    }

    /// Adds an empty cell, in a merged range of its look.
    mutating func addBlank(_ look: CellLook = .plain) {
        if look == .plain {
            bytes.add("<c/>")
        } else {
            bytes.add("<c s=\"")
            bytes.add(look.rawValue)
            bytes.add("\"/>")
        }
    }

    mutating func add(_ number: Int) {
        bytes.add("<c><v>")
        bytes.add(number)
        bytes.add("</v></c>")
    }

    mutating func add(_ number: Amount, _ look: CellLook) {
        start(look)
        bytes.add("><v>")
        bytes.add(number)
        bytes.add("</v></c>")
    }

    /// Adds a text; what Excel would cut off without a word is cut with one.
    mutating func add(_ text: String, _ look: CellLook = .plain) {
        if text.isEmpty { return addBlank(look) }
        start(look)
        bytes.add(" t=\"inlineStr\"><is><t")
        var text = text
        if text.utf8.count > Self.longestText, text.utf16.count > Self.longestText { text = cut(text) }
        bytes.addCellText(text)
        bytes.add("</t></is></c>")
    }

    private mutating func start(_ look: CellLook) {
        bytes.add("<c")
        guard look != .plain else { return }
        bytes.add(" s=\"")
        bytes.add(look.rawValue)
        bytes.append(UInt8(ascii: "\""))
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
    /// Appends the end of the tag `<t` and a text: markup and what XML cannot hold escaped, spaces kept.
    fileprivate mutating func addCellText(_ text: String) {
        let source = text.utf8.span
        guard source.indices.contains(where: { Self.isSpecial(source[$0]) }) else {
            append(UInt8(ascii: ">"))
            return add(text)
        }
        add(" xml:space=\"preserve\">")
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": add("&amp;")
            case "<": add("&lt;")
            case ">": add("&gt;")
            // OOXML writes what XML cannot hold as `_x000D_`, and so the `_` of a text that looks like it.
            case "_": add(isEscapeNext(text) ? "_x005F_" : "_")
            case "\n", "\t": append(UInt8(scalar.value))
            case "\u{FFFE}", "\u{FFFF}": add("_x\(String(scalar.value, radix: 16, uppercase: true))_")
            case _ where scalar.value < 0x20:
                add("_x00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16, uppercase: true) + "_")
            default: append(contentsOf: String(scalar).utf8)
            }
        }
    }

    /// Whether a byte needs care: markup, `_`, white space, which could stand at an end, or the first of U+FFFE.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
            || byte == UInt8(ascii: "_") || byte == 0xEF
    }

    /// Whether a text holds `_x` at all; then each of its `_` is escaped, which is always right.
    private func isEscapeNext(_ text: String) -> Bool { text.utf8.firstRange(of: "_x".utf8) != nil }
}

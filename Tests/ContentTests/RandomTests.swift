import Basics
import Content
import Testing

/// SplitMix64, so that a seed gives the same numbers everywhere.
struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite("Random changes")
struct RandomTests {
    static let document = """
        ---
        项目编码: 13030322P003970100139
        项目名称: '“中华诗词之乡”2022年复查经费'
        预算数: 0.40
        其他资金:
        资金用途: |
          第一行
          第二行
        附件: [a.docx, "b.pdf"]
        已核实: {value-missing: 原文如此}
        更正:
          - 日期: 2022-03-01
            内容: 甲
        ---

        ## 绩效目标

        1.保障**“公务”**用车 [甲](b.md)。

        > - 引
        >   `x`

        ## 绩效指标

        | 一级指标 | 指标值 |
        | --- | --- |
        | 产出\\|指标 | ≥95%<br>次 |
        |  | 是 |

        尾
        ===
        """

    /// What a change puts in: signs of YAML and Markdown, spaces, and bytes that cut characters.
    static let pieces: [[UInt8]] =
        [
            "---\n", "...\n", ":", "：", ": ", "- ", "|", "\\", "'", "\"", "[", "]", "{", "}", "#", " #", "*",
            "**", "&a ", "!",
            ">", "%", "@", "`", "\t", "\n", "\r\n", "\u{3000}", "\u{A0}", "\u{2028}", "\u{FEFF}", "<b>",
            "<br>", "<<: ", "? ",
            "  ", "| --- |\n", "甲", "“", "```\n", "    ", "~", ",", "(", ")", "![", "](", "===\n", "1. ",
        ].map { Array($0.utf8) } + [[0], [0xE4], [0xFF], [0x80], [0x0D], [0xEE, 0x80, 0x80]]

    static func changed(_ bytes: [UInt8], _ random: inout Random) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let at = Int.random(in: 0...bytes.count, using: &random)
            let end = min(bytes.count, at + Int.random(in: 0...4, using: &random))
            let piece = pieces.randomElement(using: &random) ?? []
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes.removeSubrange(at..<end)
            case 1: bytes.replaceSubrange(at..<end, with: piece)
            case 2:
                var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
                let line = lines.remove(at: Int.random(in: lines.indices, using: &random))
                lines.insert(line, at: Int.random(in: 0...lines.count, using: &random))
                bytes = Array(lines.joined(separator: [0x0A]))
            case 3:
                let other = Int.random(in: 0...bytes.count, using: &random)
                bytes.insert(
                    contentsOf: bytes[min(at, other)..<min(max(at, other), min(at, other) + 60)], at: at)
            default: bytes.insert(contentsOf: piece, at: at)
            }
        }
        return bytes
    }

    static func ranges(_ value: FieldValue) -> [TextRange] {
        switch value {
        case .scalar(let literal): [literal.range]
        case .list(let items, let range): [range] + items.flatMap(ranges)
        case .map(let fields, let range): [range] + fields.flatMap { [$0.key.range] + ranges($0.value) }
        }
    }

    static func ranges(_ block: Block) -> [TextRange] {
        let inner: [TextRange] =
            switch block.kind {
            case .quote(let blocks): blocks.flatMap(ranges)
            case .bulletList(let items, _), .orderedList(let items, _, _):
                items.flatMap { $0.flatMap(ranges) }
            case .table(let table):
                (table.header + table.rows.flatMap(\.cells)).map(\.range) + table.rows.map(\.range)
            default: []
            }
        return [block.range] + inner
    }

    @Test(
        "Any change is read without a crash, the same each time, with all places on characters of the file",
        arguments: 1...20 as ClosedRange<UInt64>)
    func changes(_ seed: UInt64) {
        var random = Random(state: seed)
        for _ in 0..<200 {
            let bytes = Self.changed(Array(Self.document.utf8), &random)
            let first = readDocument(bytes, path: path)
            let source = decodedText(bytes, path: path)
            let shown = String(decoding: bytes, as: UTF8.self)
            #expect(readDocument(bytes, path: path).diagnostics == first.diagnostics, "\(shown)")

            var ranges: [TextRange] = []
            for finding in first.diagnostics {
                ranges +=
                    [finding.place?.range].compactMap { $0 } + finding.notes.compactMap { $0.place?.range }
                ranges += finding.fixes.map(\.range)
            }
            if let document = first.value {
                #expect(document.source.bytes == source.bytes)
                ranges += document.fields.flatMap { [$0.key.range] + Self.ranges($0.value) }
                ranges += document.sections.flatMap { [$0.range] + $0.blocks.flatMap(Self.ranges) }
                for (left, right) in zip(document.sections, document.sections.dropFirst()) {
                    #expect(left.range.upper <= right.range.lower)
                }
            }
            for range in ranges {
                let isInside = range.upper <= source.bytes.count
                #expect(
                    isInside && isBoundary(range.lower, source) && isBoundary(range.upper, source),
                    "\(range) \(shown)")
            }
            let mended = source.applying(first.diagnostics.flatMap(\.fixes))
            let again = readDocument(mended, path: path)
            // Reading on as if mended and reading the mended file are the same.
            if let document = first.value, first.diagnostics.allSatisfy({ !$0.fixes.isEmpty }) {
                let text = String(decoding: mended, as: UTF8.self)
                #expect(written(again.value?.fields) == written(document.fields), "\(shown)\n=====\n\(text)")
                #expect(again.diagnostics == [], "\(shown)\n=====\n\(text)")
            }
            // What a fix mends must not come back: at most what only an author can mend is left.
            if first.value != nil {
                let left = again.diagnostics.filter { $0.id == "front-matter" && !$0.fixes.isEmpty }
                let text = String(decoding: mended, as: UTF8.self)
                #expect(left == [], "\(left.map(\.summary))\n\(shown)\n=====\n\(text)")
            }
        }
    }

    private func isBoundary(_ offset: Int, _ source: SourceText) -> Bool {
        offset >= source.bytes.count || source.bytes[offset] & 0xC0 != 0x80
    }
}

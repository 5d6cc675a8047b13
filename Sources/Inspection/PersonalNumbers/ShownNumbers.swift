import Basics
import Content

/// The numbers of persons that only the page puts together, where links and emphasis part their digits in the source:
/// `139[1234](about.md)5678`.
func shownNumbers(in document: Document, besides found: [FoundNumber]) -> [FoundNumber] {
    document.sections.flatMap { section in
        let inHeading = section.heading.map {
            shownNumbers(in: section.headingInlines, at: $0.range, of: document, found)
        }
        return (inHeading ?? []) + section.blocks.flatMap { shownNumbers(in: $0, of: document, found) }
    }
}

private func shownNumbers(in block: Block, of document: Document, _ found: [FoundNumber]) -> [FoundNumber] {
    switch block.kind {
    case .paragraph(let inlines), .heading(_, let inlines):
        return shownNumbers(in: inlines, at: block.range, of: document, found)
    case .bulletList(let items, _), .orderedList(let items, _, _):
        return items.flatMap { $0.flatMap { shownNumbers(in: $0, of: document, found) } }
    case .quote(let blocks): return blocks.flatMap { shownNumbers(in: $0, of: document, found) }
    case .code, .thematicBreak, .table: return []
    }
}

private func shownNumbers(
    in inlines: [Inline], at range: TextRange, of document: Document, _ found: [FoundNumber]
) -> [FoundNumber] {
    // Most paragraphs have neither markup nor digits enough.
    guard inlines.contains(where: \.isMarkup), hasDigits(document.source.bytes[range.lower..<range.upper]) else {
        return []
    }
    return personalNumbers(in: Array(inlines.plainText.utf8)).compactMap { number in
        let isKnown = found.contains {
            $0.digits == number.digits && range.lower <= $0.range.lower && $0.range.upper <= range.upper
        }
        if isKnown { return nil }
        var placed = number
        placed.range = place(of: number.digits, in: document.source.bytes, range) ?? range
        return placed
    }
}

private func hasDigits(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count(where: { $0 &- UInt8(ascii: "0") < 10 || $0 == 0xEF || $0 == UInt8(ascii: "&") }) > 10
}

extension Inline {
    fileprivate var isMarkup: Bool {
        switch self {
        case .emphasis, .strong, .link, .image, .code: true
        case .text, .softBreak, .lineBreak: false
        }
    }
}

/// Where digits stand in the source one after another, whatever else, but for the targets of links, is between them.
private func place(of digits: [UInt8], in bytes: [UInt8], _ range: TextRange) -> TextRange? {
    let places = bytes.withUnsafeBufferPointer { bytes in
        var places: [(digit: UInt8, range: TextRange)] = []
        let glyphs = GlyphReader(bytes: bytes)
        var index = range.lower
        while index < range.upper, let (glyph, width) = glyphs.glyph(at: index) {
            let isTarget =
                bytes[index] == UInt8(ascii: "]") && index + 1 < range.upper && bytes[index + 1] == UInt8(ascii: "(")
            if isTarget, let end = bytes[index..<range.upper].firstIndex(of: UInt8(ascii: ")")) {
                index = end + 1
                continue
            }
            let range = TextRange(index, index + width)
            if case .digit(let digit) = glyph { places.append((digit, range)) }
            if glyph == .check { places.append((UInt8(ascii: "X"), range)) }
            index += width
        }
        return places
    }
    guard places.count >= digits.count else { return nil }
    let start = (0...places.count - digits.count).first { start in
        digits.indices.allSatisfy { places[start + $0].digit == digits[$0] }
    }
    return start.map { places[$0].range.union(places[$0 + digits.count - 1].range) }
}

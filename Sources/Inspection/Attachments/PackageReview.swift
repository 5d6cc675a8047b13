import Basics

/// What was found in the tables of a joined site's data package: all that is kept of them.
public struct PackageReview: Sendable {
    /// Each number of a person once, in the order of the tables.
    private(set) var numbers: [AttachmentReview.Number] = []

    /// Looks through CSV tables, which hold to RFC 4180, for numbers of persons. Columns of codes are left out, as the
    /// fields are that they come from.
    ///
    /// - Parameter tables: the bytes of the files by the names of the tables.
    public init(_ tables: [String: [UInt8]]) {
        var known: Set<[UInt8]> = []
        for (name, bytes) in tables.sorted(by: { $0.key < $1.key }) {
            let found = personalNumbers(in: bytes, isTabular: true)
            if found.isEmpty { continue }
            var cells = TableCells(bytes)
            for number in found {
                cells.move(to: number.range.lower)
                let column = cells.column
                let isNumeric = holdsCodes(column) || column.hasPrefix("budget") || column.hasPrefix("amount")
                if isNumeric, !number.isCertain { continue }
                // 其他填报内容 has the heading of what was filed in the cell before it.
                if column == "value", number.kind != .identity, isCodeLabel(cells.textBefore) { continue }
                guard known.insert(number.digits).inserted else { continue }
                let place = "\(name).csv 第 \(cells.line) 行“\(column)”一栏"
                numbers.append(.init(kind: number.kind, masked: number.masked, place: place))
            }
        }
    }

    private func holdsCodes(_ column: String) -> Bool {
        column.hasSuffix("_id") || column.hasSuffix("_code") || column == "page"
    }
}

/// A walk over the cells of a CSV table, from its beginning to offsets that grow.
private struct TableCells {
    private let bytes: [UInt8]
    private let columns: [String]
    private var offset = 0
    private var isQuoted = false
    private var index = 0
    private var start = 0
    private var former = 0..<0
    /// The line that the record begins on, from 1, and that of the offset.
    private(set) var line = 1
    private var currentLine = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let heading = bytes.prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
        columns = heading.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
            String(decoding: $0.filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
        }
    }

    /// The name of the column that the offset stands in.
    var column: String { columns.indices.contains(index) ? columns[index] : "" }

    /// What stands in the cell before that of the offset.
    var textBefore: String { String(decoding: bytes[former], as: UTF8.self) }

    mutating func move(to target: Int) {
        while offset < target {
            switch bytes[offset] {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted:
                (former, start) = (start..<offset, offset + 1)
                index += 1
            case UInt8(ascii: "\n"):
                currentLine += 1
                if !isQuoted { (line, index, start, former) = (currentLine, 0, offset + 1, 0..<0) }
            default: break
            }
            offset += 1
        }
    }
}

/// A joined site's data package, and where the site's own document names it.
struct PackageSubject: Sendable {
    /// What readers know the joined site by.
    var name: String
    var place: Place?
    var review: PackageReview
}

/// What there is to say of a joined site's data package.
///
/// - Parameters:
///   - name: what readers know the joined site by.
///   - place: where the site's own document names the package.
public func inspect(_ review: PackageReview, of name: String, at place: Place?) -> [Diagnostic] {
    if review.numbers.isEmpty { return [] }
    let subject = PackageSubject(name: name, place: place, review: review)
    return Check.scopes.packages.flatMap { rule, body in body(subject, rule) }
}

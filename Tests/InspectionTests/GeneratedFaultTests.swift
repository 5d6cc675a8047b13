import Testing

/// One fault of a kind at each place of the seed where it can be made.
private struct GeneratedFault: Sendable, CustomTestStringConvertible {
    var id: String
    var file: String
    /// Counted from 0.
    var line: Int
    var old: String
    var new: String
    /// The line of the finding, where it is not the fault's.
    var foundAt: Int?

    var testDescription: String { "\(id) \(file):\(line + 1): \(new)" }
}

private let faults: [GeneratedFault] = seed.sorted { $0.key < $1.key }.flatMap { file, text in
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let budget = lines.firstIndex { $0.hasPrefix("预算数: ") }
    return lines.enumerated().flatMap { number, line in
        variants(of: line).map {
            GeneratedFault(
                id: $0.id, file: file, line: number, old: line, new: $0.line,
                foundAt: $0.id == "funds-sum" ? budget : nil)
        }
    }
}

/// The faults that can be made in a line.
private func variants(of line: String) -> [(id: String, line: String)] {
    let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    /// The line with another text in one cell.
    func changed(_ cell: Int, _ text: String) -> String {
        (cells[..<cell] + [" \(text) "] + cells[(cell + 1)...]).joined(separator: "|")
    }
    if line.hasPrefix("预算数: ") || line.hasPrefix("财政资金: ") {
        guard let last = line.last?.wholeNumberValue else { return [] }
        let start = line.dropLast()
        // A cent more, and a cent or nine less.
        return [("funds-sum", start + "\((last + 1) % 10)"), ("funds-sum", start + "\((last + 9) % 10)")]
    }
    if line.hasPrefix("项目编码: ") {
        let start = line.prefix("项目编码: ".count + 6)
        let rest = line.dropFirst(start.count)
        return [
            ("code-format", start + rest.lowercased()), ("code-format", line + "0"),
            ("code-year", start + "21" + rest.dropFirst(2)),
        ]
    }
    if line.hasPrefix("| 25% |") {
        return [
            ("plan-decreasing", changed(2, "20%")), ("plan-decreasing", changed(3, "40%")),
            ("plan-incomplete", changed(4, "99%")), ("plan-incomplete", changed(4, "")),
            ("plan-format", changed(1, "25")),
        ]
    }
    guard cells.count == 8, cells[3].contains(where: \.isLetter), cells[3] != " 三级指标 " else { return [] }
    let value = cells[5].split(separator: " ").joined()
    return [("pii-id-number", changed(4, "联系11010519491231002X")), ("pii-mobile", changed(6, "13912345678"))]
        + (value.isEmpty ? [] : [("value-missing", changed(5, ""))])
}

@Suite("Faults generated all over the seed")
struct GeneratedFaultTests {
    /// What a rule finds once for several rows moves to the next of them when the first is changed: it is not new.
    @Test("Each is found by its own rule, in its line, and no rule finds more than before beside it")
    func generated() async {
        #expect(faults.count >= 60)
        let before = await seedLines.value
        for fault in faults {
            var lines = (seed[fault.file] ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(
                String.init)
            lines[fault.line] = fault.new
            var files = seed
            files[fault.file] = lines.joined(separator: "\n")
            let after = await foundLines(in: files)
            let own = newLines(after, since: before).filter { $0.hasSuffix(" " + fault.id) }
            #expect(
                own == ["\(fault.file):\((fault.foundAt ?? fault.line) + 1) \(fault.id)"], "\(fault.testDescription)")
            let more = newLines(after.map(rule), since: before.map(rule)).filter { $0 != fault.id }
            #expect(more == [], "\(fault.testDescription)")
        }
    }

    private func rule(_ line: String) -> String {
        String(line[(line.lastIndex(of: " ") ?? line.startIndex)...].dropFirst())
    }
}

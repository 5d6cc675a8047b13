import Basics

/// Texts that many records hold, written as their number from 1 instead.
struct CommonTexts: Sendable {
    private(set) var texts: [String] = []
    private var numbers: [String: Int] = [:]

    private static let sampleSize = 2000
    private static let limit = 90

    /// Chooses among the cells of the first documents.
    init(_ documents: some Sequence<SearchedDocument>) {
        var counts: [String: Int] = [:]
        for document in documents.prefix(Self.sampleSize) {
            for row in document.rows {
                for text in [row.level1, row.level2] + row.others { counts[text, default: 0] += 1 }
            }
        }
        texts = counts.filter { $0.value > 8 && $0.key.utf8.count > 3 }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.limit).map(\.key)
        for (index, text) in texts.enumerated() { numbers[text] = index + 1 }
    }

    fileprivate func write(_ text: String, to json: inout JSONWriter) {
        if let number = numbers[text] { json.integer(nil, number) } else { json.string(nil, text) }
    }
}

extension SearchedDocument {
    /// The record that hits are confirmed against and shown from:
    /// `[code, name, amount, [[place, label, text], …], [[anchor, 一级, 二级, 三级, 描述, 值, 值 in plain words, others…], …]]`.
    ///
    /// 一级 and 二级 are 0 where they are those of the row above.
    func record(_ common: CommonTexts) -> [UInt8] {
        var json = JSONWriter()
        json.array { json in
            json.string(nil, code)
            json.string(nil, name)
            json.string(nil, amount)
            json.array { json in
                for text in texts {
                    json.array { json in
                        json.integer(nil, Int(text.place.rawValue))
                        json.string(nil, text.label)
                        json.string(nil, text.text)
                    }
                }
            }
            json.array { json in
                var above: SearchedRow?
                for row in rows {
                    json.array { json in
                        json.string(nil, row.anchor)
                        write(row.level1, above?.level1, common, &json)
                        write(row.level2, above?.level2, common, &json)
                        for text in [row.level3, row.description, row.value, row.plainTarget] {
                            common.write(text, to: &json)
                        }
                        for text in row.others { common.write(text, to: &json) }
                    }
                    above = row
                }
            }
        }
        return json.bytes
    }

    private func write(_ text: String, _ above: String?, _ common: CommonTexts, _ json: inout JSONWriter) {
        if text == above { json.integer(nil, 0) } else { common.write(text, to: &json) }
    }

    /// What lists show of a project: `[code, name, amount, indicators, with a number]`; `0` for a unit.
    var head: [UInt8] {
        guard let measured else { return [UInt8(ascii: "0")] }
        var json = JSONWriter()
        json.array { json in
            json.string(nil, code)
            json.string(nil, name)
            json.string(nil, amount)
            json.integer(nil, measured.total)
            json.integer(nil, measured.quantified)
        }
        return json.bytes
    }

    /// Puts all that the search finds of the document among the keys.
    func add(to grams: inout Grams) {
        for text in [code, name] { grams.add(text, .name) }
        if code.contains("-") { grams.add(code.filter { $0 != "-" }, .name) }
        for text in unitTexts { grams.add(text, .unit) }
        if let unitCode = unitTexts.first, unitCode.contains("-") { grams.add(unitCode.filter { $0 != "-" }, .unit) }
        for text in texts { grams.add(text.text, text.place) }
        for amount in yuan { grams.add(yuan: amount) }
        for row in rows {
            grams.add(row.level3, .level3)
            for text in [row.level1, row.level2, row.description, row.value, row.plainTarget] + row.others {
                grams.add(text, .detail)
            }
        }
    }
}

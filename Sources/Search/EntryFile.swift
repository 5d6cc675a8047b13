import Basics
import Disclosure
import Pages

/// The entry of the index: what the browser has to know before it asks for anything else. The one file of a fixed name;
/// it names all others, whose names hold their digest.
///
/// - Parameter groups: the units of this site, then those of each joined one.
func entryFile(
    _ register: Register, _ groups: [[Unit]], _ shards: [ShardFile], _ compressor: Compressor, _ alphabet: Alphabet,
    keyStarts: [Int], recordCounts: [Int],
    headsInShard: Int
) -> SearchFile {
    var json = JSONWriter()
    json.object { json in
        json.integer("version", 3)
        json.array("pages") { json in
            for page in register.pages {
                json.array { json in
                    json.string(nil, Routes.page(page))
                    json.string(nil, page.title)
                }
            }
        }
        // [department, [code, name, year, projects, year, projects, …], …], …
        json.array("units") { write(departments: groups.first ?? [], to: &$0) }
        // [name, address, department, …], …
        if !register.joined.isEmpty {
            json.array("sites") { json in
                for (site, units) in zip(register.joined, groups.dropFirst()) {
                    json.array { json in
                        json.string(nil, site.name)
                        json.string(nil, site.address)
                        write(departments: units, to: &json)
                    }
                }
            }
        }
        json.lineBreak()
        for kind in ["p", "t", "h", "b", "n", "c", "f"] {
            json.string(kind, shards.filter { $0.name.hasPrefix(kind) }.map(\.digest).joined())
        }
        // How far the first number of a key in each shard of postings is from that of the one before.
        json.array("gapsInP") { json in
            for (start, before) in zip(keyStarts, [0] + keyStarts) { json.integer(nil, start - before) }
        }
        json.array("inT") { json in for count in recordCounts { json.integer(nil, count) } }
        json.integer("inH", headsInShard)
        json.integer("common", compressor.dictionary.count)
        json.string(
            "alphabet", String(String.UnicodeScalarView(alphabet.characters.compactMap(Unicode.Scalar.init))))
        json.string("traditional", traditionalForms(of: alphabet))
        json.string("prefix", base64(compressor.prefix))
    }
    return SearchFile(
        path: "search/index.js", bytes: Array("gongkaiShard(\"index\",".utf8) + json.bytes + Array(")\n".utf8))
}

/// For each character of the alphabet the traditional ones that become it, with a space between one character's and the
/// next one's.
private func traditionalForms(of alphabet: Alphabet) -> String {
    var forms: [UInt32: String.UnicodeScalarView] = [:]
    for (traditional, simplified) in CharacterTable.shared.simplified {
        if let scalar = Unicode.Scalar(traditional) { forms[simplified, default: .init()].append(scalar) }
    }
    return alphabet.characters.map { forms[$0].map { String($0) } ?? "" }.joined(separator: " ")
}

private func write(departments units: [Unit], to json: inout JSONWriter) {
    for department in units.runs(by: { $0.departmentName?.text ?? "" }) {
        json.lineBreak()
        json.array { json in
            json.string(nil, department.first?.departmentName?.text ?? "")
            for unit in department.runs(by: { [$0.code.text, $0.name.text] }) { write(unit, to: &json) }
        }
    }
}

/// One unit in its years.
private func write(_ years: ArraySlice<Unit>, to json: inout JSONWriter) {
    json.array { json in
        json.string(nil, years.first?.code.text ?? "")
        json.string(nil, years.first?.name.text ?? "")
        for unit in years {
            precondition(Routes.unit(unit) == "\(unit.year)/\(unit.code.text)/index.html")
            json.integer(nil, unit.year)
            json.integer(nil, unit.projects.count)
        }
    }
}

extension Collection {
    /// The longest parts whose elements have the same of something.
    fileprivate func runs<Key: Equatable>(by key: (Element) -> Key) -> [SubSequence] {
        var runs: [SubSequence] = []
        var start = startIndex
        while start < endIndex {
            let first = key(self[start])
            let end = self[start...].firstIndex { key($0) != first } ?? endIndex
            runs.append(self[start..<end])
            start = end
        }
        return runs
    }
}

private func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = bytes[start..<Swift.min(start + 3, bytes.count)]
        let number = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
        for place in 0...group.count { text.append(alphabet[number >> (18 - 6 * place) & 63]) }
        text += Array(repeating: UInt8(ascii: "="), count: 3 - group.count)
    }
    return String(decoding: text, as: UTF8.self)
}

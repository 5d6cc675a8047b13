import Basics
import Disclosure
import FoundationEssentials
import Pages

/// Where the rows of forms are found whose names changed: a row's anchor is made of its names, so a new name is a new
/// anchor, and addresses of the former one would lead to the top of the page.
///
/// Each build compares the anchors of the pages that it replaces with those that it makes, and keeps the pairs in
/// `search/anchors.js`, which `theme/assets/search-arrive.js` asks for an anchor that a page does not have. It is the one
/// file of the output that depends on the build before.
struct MovedAnchors: Sendable, Hashable, Codable {
    /// For each page, former anchors and the present one.
    var moved: [String: [String: String]] = [:]
    /// For each folder of a unit, a digest of all names of rows: only where it changed are pages read again.
    var digests: [String: String] = [:]

    static let path = "search/anchors.js"
    private static let opening = "gongkaiShard(\"anchors\","
    private static let closing = ")\n"

    /// The anchors after a build, by those before it.
    ///
    /// - Parameter output: the output folder as the former build left it.
    static func after(_ register: Register, in output: String) -> MovedAnchors {
        let former = read(output + "/" + path)
        var result = MovedAnchors()
        for unit in register.units {
            let folder = "\(unit.year)/\(unit.code.text)"
            let tables =
                [(Routes.unit(unit), unit.indicators)]
                + unit.projects.map { (Routes.project($0, in: unit), $0.indicators) }
            let digest = digest(tables.map(\.1))
            result.digests[folder] = digest
            let hasChanged = former?.digests[folder].map { $0 != digest } ?? false
            for (page, table) in tables {
                var moves = former?.moved[page] ?? [:]
                if hasChanged {
                    moves = updated(
                        moves, from: anchors(onPage: output + "/" + page), to: table.map(indicatorAnchors) ?? [])
                }
                if !moves.isEmpty { result.moved[page] = moves }
            }
        }
        return result
    }

    var bytes: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.object("moved") { json in
                for (page, moves) in moved.sorted(by: { $0.key < $1.key }) {
                    json.lineBreak()
                    json.object(page) { json in
                        for (former, present) in moves.sorted(by: { $0.key < $1.key }) { json.string(former, present) }
                    }
                }
            }
            json.lineBreak()
            json.object("digests") { json in
                for (folder, digest) in digests.sorted(by: { $0.key < $1.key }) { json.string(folder, digest) }
            }
        }
        return Array(Self.opening.utf8) + json.bytes + Array(Self.closing.utf8)
    }

    /// nil when there is none, or none that could be read: then nothing is known of former anchors.
    private static func read(_ path: String) -> MovedAnchors? {
        guard let bytes = try? readFile(path, limit: 64 << 20), bytes.starts(with: opening.utf8) else { return nil }
        let json = Data(bytes.dropFirst(opening.utf8.count).dropLast(closing.utf8.count))
        return try? JSONDecoder().decode(MovedAnchors.self, from: json)
    }

    /// The former moves and those of this build; without those from an anchor that is there again, or to one that is
    /// gone.
    private static func updated(
        _ former: [String: String], from old: [String], to new: [String]
    ) -> [String: String] {
        let moves = moves(from: old, to: new)
        let present = Set(new)
        var result = former.mapValues { moves[$0] ?? $0 }.merging(moves) { _, new in new }
        result = result.filter { !present.contains($0.key) && present.contains($0.value) }
        return result
    }

    /// Pairs the anchors that vanished with those that are new: where behind the same row that stayed (or at the start)
    /// as many vanished as are new, they are one another in order.
    static func moves(from old: [String], to new: [String]) -> [String: String] {
        let (before, after) = (Set(old), Set(new))
        func runs(_ anchors: [String], staying other: Set<String>) -> [String: [String]] {
            var runs: [String: [String]] = [:]
            var last = ""
            for anchor in anchors {
                if other.contains(anchor) { last = anchor } else { runs[last, default: []].append(anchor) }
            }
            return runs
        }
        let (vanished, appeared) = (runs(old, staying: after), runs(new, staying: before))
        var moves: [String: String] = [:]
        for (place, gone) in vanished {
            guard let come = appeared[place], come.count == gone.count else { continue }
            for (former, present) in zip(gone, come) { moves[former] = present }
        }
        return moves
    }

    /// The anchors of the rows of a page that was built.
    private static func anchors(onPage path: String) -> [String] {
        guard let bytes = try? readFile(path, limit: 16 << 20) else { return [] }
        let opening = Array("<tr id=\"i".utf8)
        var anchors: [String] = []
        var index = 0
        while index + opening.count < bytes.count {
            guard bytes[index] == opening[0], bytes[index..<index + opening.count].elementsEqual(opening) else {
                index += 1
                continue
            }
            let start = index + opening.count - 1
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count
            anchors.append(String(decoding: bytes[start..<end], as: UTF8.self))
            index = end
        }
        return anchors
    }

    private static func digest(_ tables: [IndicatorTable?]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for table in tables {
            for indicator in table?.indicators ?? [] {
                for text in [indicator.level1.text, indicator.level2.text, indicator.level3.text] {
                    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
                    hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
                }
            }
            hash = (hash ^ 0xFE) &* 0x0000_0100_0000_01B3
        }
        return String((hash ^ hash >> 29) % 2_176_782_336, radix: 36)
    }
}

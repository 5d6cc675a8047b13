import Basics
import Disclosure
import Pages

/// A file of the search, beside the pages.
public struct SearchFile: Sendable {
    /// The path relative to the site's root.
    public var path: String
    public var bytes: [UInt8]
}

/// The address of the one file of the search with a fixed name; it names all others, whose names hold their digest.
private let entryPath = "search/index.js"

/// Makes the index of everything that may be seen: see docs/search.md.
///
/// Documents are numbered in the order of the lists: newest year first, units by code, each before its projects.
public func searchFiles(_ visible: PublicRegister) async -> [SearchFile] {
    let units = visible.register.units
    let common = CommonTexts(units.prefix(300).lazy.flatMap { unit in unit.projects.map { .init($0, in: unit) } })
    var firsts: [Int] = []
    var count = 0
    for unit in units {
        firsts.append(count)
        count += 1 + unit.projects.count
    }
    precondition(count < Posting.documentLimit, "a site of two million documents")

    let parts = await concurrentMap(Array(zip(units, firsts)), batch: 8) { UnitPart($0, first: $1, common) }
    let postings = await postingShards(parts)
    let records = cut(parts.lazy.flatMap(\.records), "t") { size, _ in size >= recordBytesInShard }
    let heads = cut(parts.lazy.flatMap(\.heads), "h") { _, number in number == headsInShard }
    let browsed = parts.flatMap(\.browsed)
    let orders = BrowsedProject.orders(browsed)
    let lists = [
        Shard("b0", BrowsedProject.columns(browsed)), Shard("n0", orders.names), Shard("c0", orders.codes),
    ]
    let entry = header(visible.register, common, count, postings, records, heads, lists)
    return [SearchFile(path: entryPath, bytes: entry)]
        + (postings + records.shards + heads.shards + lists).map(\.file)
}

/// The number of documents in one shard of heads.
private let headsInShard = 128

/// The size at which a shard of records is full.
private let recordBytesInShard = 32 << 10

/// The number of postings that a shard is meant to hold, so that it has about 9 KB on the way to the reader.
private let postingsInShard = 7168

/// What one unit and its projects add to the index.
private struct UnitPart: Sendable {
    var postings: [Posting] = []
    var records: [[UInt8]] = []
    var heads: [[UInt8]] = []
    var browsed: [BrowsedProject] = []

    init(_ unit: Unit, first: Int, _ common: CommonTexts) {
        var grams = Grams()
        let documents = [SearchedDocument(unit)] + unit.projects.map { SearchedDocument($0, in: unit) }
        postings.reserveCapacity(documents.count * 512)
        for (index, document) in documents.enumerated() {
            document.add(to: &grams)
            grams.drain(first + index, into: &postings)
            records.append(document.record(common))
            heads.append(document.head)
        }
        browsed = unit.projects.map { BrowsedProject($0, in: unit) }
    }
}

/// One file of the index: its kind and number, and its content.
private struct Shard: Sendable {
    var name: String
    var digest: String
    var file: SearchFile

    /// - Parameter value: a JavaScript value.
    init(_ name: String, _ value: [UInt8]) {
        self.name = name
        var bytes: [UInt8] = []
        bytes.reserveCapacity(value.count + 32)
        bytes += "gongkaiShard(\"\(name)\",".utf8
        bytes += value
        bytes += ")\n".utf8
        digest = Self.digest(bytes)
        file = SearchFile(path: "search/\(name)-\(digest).js", bytes: bytes)
    }

    /// Six characters, from FNV-1a over 64 bits.
    private static func digest(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        let text = String((hash ^ hash >> 31) % 2_176_782_336, radix: 36)
        return String(repeating: "0", count: 6 - text.utf8.count) + text
    }
}

private func postingShards(_ parts: [UnitPart]) async -> [Shard] {
    let total = parts.reduce(0) { $0 + $1.postings.count }
    let count = max(1, (total + postingsInShard - 1) / postingsInShard)
    // Sorted by counting: how many postings each shard has, then each into its place.
    var ends = [Int](repeating: 0, count: count)
    for part in parts { for posting in part.postings { ends[posting.shard(of: count)] += 1 } }
    for shard in ends.indices.dropFirst() { ends[shard] += ends[shard - 1] }
    let bounds = [0] + ends
    let placed = [Posting](unsafeUninitializedCapacity: total) { buffer, initialized in
        var next = bounds
        for part in parts {
            for posting in part.postings {
                let shard = posting.shard(of: count)
                buffer[next[shard]] = posting
                next[shard] += 1
            }
        }
        initialized = total
    }
    return await concurrentMap(Array(0..<count), batch: 16) { shard in
        let postings = placed[bounds[shard]..<bounds[shard + 1]].sorted { $0.bits < $1.bits }
        return Shard("p\(shard)", [UInt8(ascii: "\"")] + PostingShard.text(postings[...]) + [UInt8(ascii: "\"")])
    }
}

/// A list cut into shards, and how many items each holds.
private struct CutList: Sendable {
    var shards: [Shard] = []
    var counts: [Int] = []
}

private func cut(_ items: some Sequence<[UInt8]>, _ kind: String, when isFull: (Int, Int) -> Bool) -> CutList {
    var list = CutList()
    var value: [UInt8] = []
    var number = 0
    func finish() {
        guard number > 0 else { return }
        list.shards.append(Shard("\(kind)\(list.shards.count)", value + [UInt8(ascii: "]")]))
        list.counts.append(number)
        (value, number) = ([], 0)
    }
    for item in items {
        value.append(UInt8(ascii: number == 0 ? "[" : ","))
        value += item
        number += 1
        if isFull(value.count, number) { finish() }
    }
    finish()
    return list
}

/// The entry: what the browser has to know before it asks for anything else.
private func header(
    _ register: Register, _ common: CommonTexts, _ count: Int, _ postings: [Shard], _ records: CutList,
    _ heads: CutList, _ lists: [Shard]
) -> [UInt8] {
    var names: [String] = []
    var numbers: [String: Int] = [:]
    func number(_ name: String) -> Int {
        if let known = numbers[name] { return known }
        numbers[name] = names.count
        names.append(name)
        return names.count - 1
    }
    var json = JSONWriter()
    json.object { json in
        json.integer("version", 1)
        json.integer("count", count)
        json.array("years") { json in
            for year in register.years {
                json.lineBreak()
                json.array { json in
                    json.integer(nil, year.year)
                    for unit in year.units {
                        precondition(Routes.unit(unit) == "\(unit.year)/\(unit.code.text)/index.html")
                        json.string(nil, unit.code.text)
                        json.integer(nil, number(unit.name.text))
                        json.integer(nil, number(unit.departmentName?.text ?? ""))
                        json.integer(nil, unit.projects.count)
                    }
                }
            }
        }
        json.lineBreak()
        json.array("names") { json in for name in names { json.string(nil, name) } }
        json.lineBreak()
        json.array("common") { json in for text in common.texts { json.string(nil, text) } }
        json.lineBreak()
        json.string("p", postings.map(\.digest).joined())
        json.string("t", records.shards.map(\.digest).joined())
        json.array("inT") { json in for count in records.counts { json.integer(nil, count) } }
        json.string("h", heads.shards.map(\.digest).joined())
        json.integer("inH", headsInShard)
        for list in lists { json.string(String(list.name.prefix(1)), list.digest) }
    }
    return Array("gongkaiShard(\"index\",".utf8) + json.bytes + Array(")\n".utf8)
}

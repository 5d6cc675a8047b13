import Basics
import Disclosure
import Pages

/// Makes the index of everything that may be seen: see docs/search.md.
///
/// Plain pages are numbered first, then units, then projects. Units stand in the order of their departments and codes,
/// each with its years from the newest: what is alike stands together, and that makes the index small. Those of joined
/// sites follow, site by site in the same order.
public func searchFiles(_ visible: PublicRegister) async -> [SearchFile] {
    let register = visible.register
    let groups = [register.units.inSearchOrder()] + register.joined.map { $0.units.inSearchOrder() }
    let units = groups.flatMap { $0 }
    let others = register.pages.count + units.count
    var tasks: [IndexedPart.Source] = [.pages(register.pages)]
    var first = others
    for (index, unit) in units.enumerated() {
        tasks.append(.unit(unit, number: register.pages.count + index, first: first))
        first += unit.projects.count
    }
    precondition(first < Posting.documentLimit, "a site of two million documents")

    let sample = stride(from: 0, to: units.count, by: max(1, units.count / 48)).map { units[$0] }
    var alphabet = Alphabet(
        sample: sample.lazy.flatMap { unit in
            [SearchedDocument(unit)] + unit.projects.map { SearchedDocument($0, in: unit) }
        })
    let text = TextBytes(alphabet)
    var parts = await concurrentMap(tasks, batch: 16) { IndexedPart($0, text) }
    var ofAll = Grams()
    for text in register.joined.map(\.name) + ["年度"] { ofAll.see(text) }
    alphabet.complete(with: parts.reduce(into: ofAll.seen) { for character in $1.seen { $0[Int(character)] = true } })
    let space = KeySpace(alphabet)
    let projects = first - others
    let postings = await PostingShards(parts.takePostings(), space, others: others, projects: projects)
    let records = ShardGroup(parts.flatMap(\.others) + parts.flatMap(\.projects)) { size, _ in size >= recordBytes }
    let heads = ShardGroup(parts.flatMap(\.heads)) { _, count in count == headsInShard }
    let browsed = parts.flatMap(\.browsed)
    let orders = BrowsedProject.orders(browsed)
    let compressor = Compressor(dictionary: commonBytes(records.shards))
    let cubes = IndicatorCube.bytes(parts.dropFirst().map(\.cube), text)
    let named =
        records.named("t") + heads.named("h")
        + [
            ("b0", BrowsedProject.columns(browsed)), ("n0", orders.names), ("c0", orders.codes), ("f0", cubes),
        ]
    let packed = await concurrentMap(named, batch: 8) { ShardFile($0.name, packed: compressor.compress($0.bytes)) }
    let shards = postings.files + packed
    let entry = entryFile(
        register, groups, shards, compressor, alphabet, keyStarts: postings.starts, recordCounts: records.counts,
        headsInShard: headsInShard)
    return [entry] + shards.map(\.file)
}

extension [Unit] {
    fileprivate func inSearchOrder() -> [Unit] {
        sorted {
            ($0.departmentName?.text ?? "", $0.code.text, -$0.year) < (
                $1.departmentName?.text ?? "", $1.code.text, -$1.year
            )
        }
    }
}

/// The number of projects in one shard of heads.
private let headsInShard = 192

/// The size at which a shard of records is full.
private let recordBytes = 32 << 10

/// What one unit and its projects, or the plain pages, add to the index.
private struct IndexedPart: Sendable {
    enum Source: Sendable {
        case pages([PlainPage])
        /// - Parameters:
        ///   - number: the number of the unit among all documents.
        ///   - first: that of its first project.
        case unit(Unit, number: Int, first: Int)
    }

    var postings: [Posting] = []
    /// The records of units and pages, and those of projects.
    var others: [[UInt8]] = []
    var projects: [[UInt8]] = []
    var heads: [[UInt8]] = []
    var browsed: [BrowsedProject] = []
    var cube = IndicatorCube([])
    /// The characters of its normal form.
    var seen: [UInt16] = []

    init(_ source: Source, _ text: TextBytes) {
        var grams = Grams()
        switch source {
        case .pages(let pages):
            for (number, page) in pages.enumerated() {
                let document = SearchedDocument(page)
                document.add(to: &grams)
                grams.see(page.title)
                grams.drain(number, isProject: false, into: &postings)
                others.append(document.record(text))
            }
        case .unit(let unit, let number, let first):
            let own = SearchedDocument(unit)
            let documents = unit.projects.map { SearchedDocument($0, in: unit) }
            postings.reserveCapacity(documents.count * 512 + 2048)
            own.add(to: &grams)
            for text in [unit.code.text, unit.name.text, unit.departmentName?.text ?? ""] { grams.see(text) }
            grams.drain(number, isProject: false, into: &postings)
            others.append(own.record(text))
            for (index, document) in documents.enumerated() {
                document.add(to: &grams)
                grams.drain(first + index, isProject: true, into: &postings)
                projects.append(document.record(text))
                heads.append(document.head(text))
            }
            browsed = unit.projects.map { BrowsedProject($0, in: unit) }
            cube = IndicatorCube([own] + documents)
        }
        seen = grams.seen.indices.filter { grams.seen[$0] }.map(UInt16.init)
    }
}

extension [IndexedPart] {
    /// The postings of all parts, which keep none: they are most of the memory that the index takes.
    fileprivate mutating func takePostings() -> [[Posting]] {
        indices.map { index in
            defer { self[index].postings = [] }
            return self[index].postings
        }
    }
}

/// Items put together to shards, and how many each holds.
private struct ShardGroup: Sendable {
    private(set) var shards: [[UInt8]] = []
    private(set) var counts: [Int] = []

    init(_ items: [[UInt8]], endingWhere isFull: (_ size: Int, _ count: Int) -> Bool) {
        var (bytes, count): ([UInt8], Int) = ([], 0)
        for (index, item) in items.enumerated() {
            bytes += item
            count += 1
            guard isFull(bytes.count, count) || index == items.count - 1 else { continue }
            shards.append(bytes)
            counts.append(count)
            (bytes, count) = ([], 0)
        }
    }

    func named(_ kind: String) -> [(name: String, bytes: [UInt8])] {
        shards.enumerated().map { ("\(kind)\($0)", $1) }
    }
}

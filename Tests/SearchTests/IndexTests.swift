import Basics
import Content
import Testing

@testable import Disclosure
@testable import Search

@Suite struct GramsTests {
    @Test func pairsOfWordsAndRunsOfDigits() {
        #expect(keys("保险费") == [pair("保险"): 1, pair("险费"): 2])
        #expect(
            keys("0139") == [
                pair("01"): 1, pair("13"): 3, pair("39"): 2, run("013"): 1, run("139"): 2, run("0139"): 0,
            ])
        #expect(keys("≥95%", .detail)[run("≥95%")] == 6)
        #expect(keys("保") == [:])
        #expect(keys("费费费费") == [pair("费费"): 0])
    }

    /// The best place of a key counts.
    @Test func aKeyInTheNameStaysInTheName() {
        var grams = Grams()
        grams.add("公务用车保险费用", .prose)
        grams.add("车辆保险费", .name)
        #expect(drained(&grams)[pair("保险")] == 3)
        grams.add("保险", .prose)
        #expect(drained(&grams) == [pair("保险"): 7], "what was drained is forgotten")
    }

    @Test func growsBeyondItsFirstTable() {
        var grams = Grams()
        let text = String(String.UnicodeScalarView((0..<5000).compactMap { Unicode.Scalar(0x4E00 + $0 * 4) }))
        grams.add(text, .prose)
        // Traditional characters fold onto simplified ones, so there may be fewer keys than pairs.
        #expect(drained(&grams).count > 4000)
    }

    private func keys(_ text: String, _ place: SearchedText.Place = .name) -> [UInt32: UInt8] {
        var grams = Grams()
        grams.add(text, place)
        return drained(&grams)
    }

    private func drained(_ grams: inout Grams) -> [UInt32: UInt8] {
        var postings: [Posting] = []
        grams.drain(7, isProject: true, into: &postings)
        #expect(postings.allSatisfy { $0.document == 7 })
        return Dictionary(uniqueKeysWithValues: postings.map { ($0.key, $0.list) })
    }
}

private func pair(_ text: String) -> UInt32 {
    let scalars = text.unicodeScalars.map(\.value)
    return GramKey(pair: scalars[0], scalars[1]).bits
}

private func run(_ text: String) -> UInt32 {
    let run = text.unicodeScalars.reduce(UInt32(0)) { $0 << 6 | GramKey.sixBits($1.value) }
    return GramKey(run: run, length: text.unicodeScalars.count).bits
}

@Suite struct PostingShardTests {
    private var space: KeySpace {
        var alphabet = Alphabet(sample: [])
        alphabet.complete(with: (0..<0x10000).map { $0 < 0x80 || (0x4E00..<0x5500).contains($0) })
        return KeySpace(alphabet)
    }

    /// No two keys share a number, and all numbers are below the end.
    @Test func keysHaveNumbersOfTheirOwn() {
        let space = space
        var keys = (0x4E00..<0x5500).flatMap { first in
            [0x30, 0x4E01, 0x54FF].map { GramKey(pair: UInt32(first), $0).bits }
        }
        for run in stride(from: UInt32(0), to: 0xFF_FFFF, by: 997) {
            let digits = [run >> 18, run >> 12 & 63, run >> 6 & 63, run & 63]
            guard digits.allSatisfy({ $0 <= 40 }) else { continue }
            keys += [GramKey(run: run, length: 4).bits, GramKey(run: run, length: 3).bits]
        }
        keys += (0..<500).map { GramKey(yuan: "\($0)").bits }
        let numbers = Set(keys).map { space.number(of: $0) }
        #expect(Set(numbers).count == Set(keys).count)
        #expect(numbers.allSatisfy { Int($0) < space.end })
    }

    /// The pairs on both sides of a rare character stand near each other, so that one file holds both.
    @Test func aRareCharacterBringsItsPairsTogether() {
        let space = space
        let (before, after) = (space.number(of: pair("一\u{54FE}")), space.number(of: pair("\u{54FE}丁")))
        #expect(before.distance(to: after).magnitude < 5000)
        #expect(before.distance(to: space.number(of: pair("一丁"))).magnitude > 100_000)
    }

    /// Shards begin where they say, hold every posting once, and are near the size that they are meant to have.
    @Test func shardsAreCutBetweenKeys() async {
        let space = space
        let parts = (0..<40).map { part in
            (0..<2000).map { number in
                let key = GramKey(pair: 0x4E00 + UInt32(number % 50 * 7), 0x4E00 + UInt32((number * 31 + part) % 1500))
                return Posting(key: key.bits, list: 6, document: part * 2000 + number)
            }
        }
        let shards = await PostingShards(parts, space, others: 0, projects: 80_000)
        #expect(shards.starts.first == 0 && shards.starts == shards.starts.sorted())
        #expect(shards.files.count == shards.starts.count && shards.files.count > 4)
        #expect(shards.files.allSatisfy { $0.file.bytes.count < 20_000 })
        var read: [Posting] = []
        for (number, file) in shards.files.enumerated() {
            let end = number + 1 < shards.starts.count ? shards.starts[number + 1] : space.end
            read += decoded(words(of: file), keys: shards.starts[number]..<end, others: 0, projects: 80_000)
        }
        #expect(Set(read) == Set(parts.joined().map { $0.numbered(space) }))
        #expect(read.count == Set(read).count)
    }

    /// Decodes as the browser does.
    @Test func whatIsWrittenCanBeRead() {
        let space = space
        let keys = [pair("保险"), pair("险费"), run("0139")].map { space.number(of: $0) }.sorted()
        var postings: [Posting] = []
        for document in [5, 7, 47, 1640, 65_000, 1_999_999] {
            postings.append(Posting(key: keys[0], list: 6, document: document))
        }
        for document in [0, 4] { postings.append(Posting(key: keys[0], list: 15, document: document)) }
        postings.append(Posting(key: keys[1], list: 0, document: 9))
        postings += (5..<900).map { Posting(key: keys[2], list: 7, document: $0) }
        let range = Int(keys[0])..<space.end
        let words = PostingShard.words(postings[...], keys: range, others: 5, projects: 2_000_000)
        #expect(Set(decoded(words, keys: range, others: 5, projects: 2_000_000)) == Set(postings))
    }

    private func decoded(_ words: [UInt16], keys: Range<Int>, others: Int, projects: Int) -> [Posting] {
        var reader = BitReader(words: words)
        let count = reader.gamma() - 1
        let width = PostingShard.gapWidth(keys.count, count)
        var (key, postings): (Int, [Posting]) = (keys.lowerBound - 1, [])
        for _ in 0..<count {
            key += reader.rice(width) + 1
            var list = -1
            repeat {
                list += reader.rice(0) + 1
                let kind = PostingList.order[list]
                let count = reader.gamma()
                let width = PostingShard.gapWidth(kind < PostingList.others ? projects : others, count)
                var document = kind < PostingList.others ? others - 1 : -1
                for _ in 0..<count {
                    document += reader.rice(width) + 1
                    postings.append(Posting(key: UInt32(key), list: kind, document: document))
                }
            } while reader.bit() == 1
        }
        return postings
    }
}

private struct BitReader {
    var words: [UInt16]
    var position = 0

    mutating func bit() -> Int {
        defer { position += 1 }
        return Int(words[position >> 4] >> (15 - position & 15) & 1)
    }

    mutating func rice(_ width: Int) -> Int {
        var value = 0
        while bit() == 1 { value += 1 }
        for _ in 0..<width { value = value * 2 + bit() }
        return value
    }

    mutating func gamma() -> Int {
        var value = 1
        for _ in 0..<rice(0) { value = value * 2 + bit() }
        return value
    }
}

@Suite struct ShardFileTests {
    /// Any 16 bits can stand in a script's string, and come back as the browser reads them.
    @Test func everyWordComesBack() {
        let all = (0...UInt16.max).map { $0 }
        let file = ShardFile("p0", words: all)
        #expect(
            !string(of: file).contains { $0 < 0x20 || $0 == 0x5C || 0xD800...0xDFFF ~= $0 || 0x2028...0x2029 ~= $0 })
        #expect(words(of: file) == all)
    }
}

/// The string of a shard, in units of UTF-16.
private func string(of shard: ShardFile) -> ArraySlice<UInt16> {
    let bytes = shard.file.bytes
    let units = stride(from: 2, to: bytes.count, by: 2).map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }
    return units.split(separator: UInt16(UInt8(ascii: "\"")), omittingEmptySubsequences: false)[3]
}

/// The words of a shard, read as the browser does.
private func words(of shard: ShardFile) -> [UInt16] {
    var read: [UInt16] = []
    var isEscaped = false
    for unit in string(of: shard) {
        if unit == 0x7F {
            isEscaped = true
        } else {
            read.append(isEscaped ? unit ^ 0x4000 : unit)
            isEscaped = false
        }
    }
    return read
}

@Suite struct SearchFilesTests {
    @Test func theSameContentMakesTheSameFiles() async {
        let (first, second) = (await searchFiles(site(projects: 40)), await searchFiles(site(projects: 40)))
        #expect(first.map(\.path) == second.map(\.path))
        #expect(first.map(\.bytes) == second.map(\.bytes))
        #expect(first.first?.path == "search/index.js")
    }

    /// Twice the content makes at most a little more than twice the bytes.
    @Test func growsWithTheContent() async {
        let small = await searchFiles(site(projects: 500)).reduce(0) { $0 + $1.bytes.count }
        let large = await searchFiles(site(projects: 1000)).reduce(0) { $0 + $1.bytes.count }
        #expect(Double(large) < 2.1 * Double(small))
    }

    /// What is not shown leaves no trace: not a byte tells it was there.
    @Test func whatIsHiddenIsInNoFile() async {
        let hidden = await searchFiles(site(projects: 3, drafts: 1))
        let never = await searchFiles(site(projects: 2))
        #expect(hidden.map(\.path) == never.map(\.path))
        #expect(hidden.map(\.bytes) == never.map(\.bytes))
    }

    @Test(arguments: [
        ("0.40", 4, "4000"), ("0.40", 0, "0.4"), ("12", 4, "120000"), ("0", 4, "0"), ("1.23456", 4, "12345.6"),
    ])
    func amountsByValue(number: String, zeros: Int, yuan: String) { #expect(shifted(number, by: zeros) == yuan) }

    /// - Parameter drafts: how many of the projects, the last ones, are drafts.
    private func site(projects count: Int, drafts: Int = 0) -> PublicRegister {
        func literal(_ text: String) -> Literal { Literal(text, TextRange(0, 0)) }
        let source = SourceText(path: "content/2022/721001/a.md", bytes: [])
        func publication(_ status: Publication.Status) -> Publication {
            Publication(status: status, date: nil, embargo: nil, attachments: [], corrections: [])
        }
        let projects = (0..<count).map { number in
            Project(
                source: source, year: 2022, code: literal("P\(100_000 + number)"), name: literal("第\(number)号项目"),
                budget: FiledAmount(
                    name: literal("预算数"), filed: literal("\(number).40"), amount: Amount("\(number).40")),
                funds: [], purpose: literal("购置\(number * 7919)台设备"), plan: [], planHeading: nil, goal: nil,
                indicators: nil, extraFields: [], extraSections: [],
                publication: publication(number < count - drafts ? .published : .draft))
        }
        let unit = Unit(
            source: source, year: 2022, code: literal("721001"), name: literal("文联本级"), departmentName: nil,
            departmentCode: nil, amountUnit: .tenThousandYuan, sections: [], indicators: nil, extraFields: [],
            publication: publication(.published), projects: projects)
        let information = SiteInformation(
            document: nil, name: "", host: "", operatingUnit: "", contact: "", address: nil, regionCode: "",
            siteCode: "",
            icpNumber: "", policeNumber: "")
        let register = Register(
            site: information, years: [FiscalYear(year: 2022, units: [unit])], pages: [], attachments: [])
        return register.visible(at: Instant(seconds: 0))
    }
}

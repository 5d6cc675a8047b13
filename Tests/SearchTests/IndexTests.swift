import Basics
import Content
import Testing

@testable import Disclosure
@testable import Search

@Suite struct GramsTests {
    @Test func pairsOfWordsAndRunsOfDigits() {
        #expect(keys("保险费") == ["保险": 1, "险费": 2])
        #expect(keys("0139") == ["01": 1, "13": 3, "39": 2, "013": 1, "139": 2, "0139": 0])
        #expect(keys("≥95%", .detail)["≥95%"] == 6)
        #expect(keys("保") == [:])
        #expect(keys("费费费费") == ["费费": 0])
    }

    /// The best place of a key counts.
    @Test func aKeyInTheNameStaysInTheName() {
        var grams = Grams()
        grams.add("公务用车保险费用", .prose)
        grams.add("车辆保险费", .name)
        #expect(drained(&grams)["保险"] == 3)
        grams.add("保险", .prose)
        #expect(drained(&grams) == ["保险": 7], "what was drained is forgotten")
    }

    @Test func growsBeyondItsFirstTable() {
        var grams = Grams()
        let text = String(String.UnicodeScalarView((0..<5000).compactMap { Unicode.Scalar(0x4E00 + $0 * 4) }))
        grams.add(text, .prose)
        // Traditional characters fold onto simplified ones, so there may be fewer keys than pairs.
        #expect(drained(&grams).count > 4000)
    }

    private func keys(_ text: String, _ place: SearchedText.Place = .name) -> [String: UInt8] {
        var grams = Grams()
        grams.add(text, place)
        return drained(&grams)
    }

    private func drained(_ grams: inout Grams) -> [String: UInt8] {
        var postings: [Posting] = []
        grams.drain(7, into: &postings)
        #expect(postings.allSatisfy { $0.document == 7 })
        return Dictionary(uniqueKeysWithValues: postings.map { (text(of: $0.key), $0.rank) })
    }
}

func text(of key: UInt64) -> String {
    String(String.UnicodeScalarView(Grams.characters(of: key).compactMap(Unicode.Scalar.init)))
}

@Suite struct PostingShardTests {
    /// Decodes as the browser does.
    @Test func whatIsWrittenCanBeRead() {
        let key = UInt64(0x4FDD) << 18 | 0x9669
        var postings: [Posting] = []
        for document in [0, 1, 41, 1640, 65_000, 2_000_000] {
            postings.append(Posting(key: key, rank: 5, document: document))
        }
        for document in [3, 4] { postings.append(Posting(key: key, rank: 6, document: document)) }
        postings.append(Posting(key: key + 1, rank: 0, document: 9))
        let shard = String(decoding: PostingShard.text(postings[...]), as: UTF8.self)
        let entries = shard.split(separator: "|")
        #expect(entries.count == 2)
        #expect(entries[0].hasPrefix("保险F"))
        #expect(decoded(entries[0].dropFirst(2)) == postings.dropLast().map { [Int($0.rank), $0.document] })
        #expect(entries[1].dropFirst(2) == "A+")
    }

    private func decoded(_ entry: Substring) -> [[Int]] {
        var (found, rank, document, gap): ([[Int]], Int, Int, Int) = ([], 0, -1, 0)
        for byte in entry.utf8 {
            if byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "H") {
                (rank, document) = (Int(byte) - 65, -1)
                continue
            }
            let digit = PostingShard.alphabet.firstIndex(of: byte) ?? -1
            if digit >= 40 {
                gap = (gap + digit - 40) * 40
            } else {
                document += gap + digit + 1
                gap = 0
                found.append([rank, document])
            }
        }
        return found
    }
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

    @Test func draftsAndTextsOfThemAreInNoFile() async {
        var visible = site(projects: 3)
        visible.register.years[0].units[0].projects.removeLast()
        let all = await searchFiles(visible).map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
        #expect(all.contains("第1号项目"))
        #expect(!all.contains("第2号项目"))
    }

    @Test(arguments: [
        ("0.40", 4, "4000"), ("0.40", 0, "0.4"), ("12", 4, "120000"), ("0", 4, "0"), ("1.23456", 4, "12345.6"),
    ])
    func amountsByValue(number: String, zeros: Int, yuan: String) { #expect(shifted(number, by: zeros) == yuan) }

    private func site(projects count: Int) -> PublicRegister {
        func literal(_ text: String) -> Literal { Literal(text, TextRange(0, 0)) }
        let source = SourceText(path: "content/2022/721001/a.md", bytes: [])
        let publication = Publication(status: .published, date: nil, embargo: nil, attachments: [], corrections: [])
        let projects = (0..<count).map { number in
            Project(
                source: source, year: 2022, code: literal("P\(100_000 + number)"), name: literal("第\(number)号项目"),
                budget: FiledAmount(
                    name: literal("预算数"), filed: literal("\(number).40"), amount: Amount("\(number).40")),
                funds: [], purpose: literal("购置\(number * 7919)台设备"), plan: [], planHeading: nil, goal: nil,
                indicators: nil, extraFields: [], extraSections: [], publication: publication)
        }
        let unit = Unit(
            source: source, year: 2022, code: literal("721001"), name: literal("文联本级"), departmentName: nil,
            departmentCode: nil, amountUnit: .tenThousandYuan, sections: [], indicators: nil, extraFields: [],
            publication: publication, projects: projects)
        let information = SiteInformation(
            document: nil, name: "", host: "", operatingUnit: "", contact: "", address: nil, regionCode: "",
            siteCode: "",
            icpNumber: "", policeNumber: "")
        let register = Register(
            site: information, years: [FiscalYear(year: 2022, units: [unit])], pages: [], attachments: [])
        return PublicRegister(register: register, tombstones: [], waiting: 0, withheld: [:])
    }
}

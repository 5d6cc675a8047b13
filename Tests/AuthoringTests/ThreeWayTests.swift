import Testing

@testable import Authoring

@Suite("Merging line by line")
struct ThreeWayTests {
    @Test("Random edits in different lines all come in, without a conflict")
    func apart() {
        var random = SplitMix(seed: 2022)
        for _ in 0..<300 {
            let base = (0..<12).map { "\($0)：\(random.next() % 5)" }
            var (mine, theirs, both) = (base, base, base)
            for index in base.indices {
                switch random.next() % 4 {
                case 0: (mine[index], both[index]) = ("我\(index)", "我\(index)")
                case 1: (theirs[index], both[index]) = ("他\(index)", "他\(index)")
                default: break
                }
            }
            let merge = ThreeWay(base: base, mine: mine, theirs: theirs)
            #expect(merge.merged == both && merge.conflicts.isEmpty)
        }
    }

    @Test("Whatever is edited, no line of mine is lost and none of theirs goes untold")
    func nothingLost() {
        var random = SplitMix(seed: 7)
        func edited(_ lines: [String], _ name: String) -> [String] {
            lines.flatMap { line -> [String] in
                switch random.next() % 6 {
                case 0: []
                case 1: [name + line]
                case 2: [line, name + "新"]
                default: [line]
                }
            }
        }
        for _ in 0..<500 {
            let base = (0..<10).map { "\($0)" }
            let (mine, theirs) = (edited(base, "我"), edited(base, "他"))
            let merge = ThreeWay(base: base, mine: mine, theirs: theirs)
            let told = Set(merge.merged + merge.conflicts.flatMap { $0.mine + $0.theirs })
            #expect(mine.allSatisfy { told.contains($0) || base.contains($0) })
            #expect(theirs.allSatisfy { told.contains($0) || base.contains($0) })
            #expect(mine.filter { $0.hasPrefix("我") }.allSatisfy(merge.merged.contains))
        }
    }
}

/// Random numbers that are the same on every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

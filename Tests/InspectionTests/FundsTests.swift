import Testing

@testable import Inspection

@Suite("Arithmetic of funds")
struct FundsTests {
    /// A generator that gives the same numbers on every run.
    struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    static func written(_ cents: Int) -> String {
        let fraction = cents % 100
        return "\(cents / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }

    static func project(_ number: Int, budget: Int, funds: [(String, Int)]) -> String {
        let code = "13030322P00397" + String(1_000_000 + number)
        let sources = funds.map { "\($0): \($1 == 0 ? "" : written($1))" }.joined(separator: "\n")
        return "---\n项目编码: \(code)\n项目名称: 甲\n预算数: \(written(budget))\n\(sources)\n---\n\n## 绩效目标\n\n做到。\n"
    }

    static let count = 10_000

    @Test("10 000 budgets that are the sum of their sources are silent; a cent more or less is found in each")
    func random() async {
        var numbers = Numbers(state: 7)
        let names = ["财政资金", "其他资金", "上年结转资金", "财政专户管理资金", "单位资金", "事业收入"]
        var files: Files = ["content/2022/1/index.md": "---\n单位编码: 1\n单位名称: 甲\n---\n"]
        // A quarter of them, with a fault each.
        var faulty = files
        for number in 0..<Self.count {
            let funds = names.shuffled(using: &numbers).prefix(Int.random(in: 1...names.count, using: &numbers))
                .map { name in
                    let limit = [100, 10_000, 10_000_000, 99_999_999_999].randomElement(using: &numbers) ?? 100
                    return (name, Int.random(in: 0...limit, using: &numbers))
                }
            let sum = funds.reduce(0) { $0 + $1.1 }
            let path = "content/2022/1/\(number).md"
            files[path] = Self.project(number, budget: sum, funds: funds)
            guard number % 4 == 0 else { continue }
            faulty[path] = Self.project(number, budget: sum == 0 || number % 8 == 0 ? sum + 1 : sum - 1, funds: funds)
        }
        let amounts: Set = ["funds-sum", "funds-decimals", "amount-format"]
        let silent = await found(in: files).filter { amounts.contains($0.id) }
        #expect(silent == [])
        #expect(await found(in: faulty).count { $0.id == "funds-sum" } == faulty.count - 1)
        #expect(faulty.count - 1 == Self.count / 4)
    }
}

import Basics
import Inspection
import Testing

@Suite("Rules and their pages")
struct RuleTests {
    @Test("Every rule says what, why, and shows a bad and a good example", arguments: Rule.all)
    func complete(_ rule: Rule) {
        for text in [rule.title, rule.what, rule.why, rule.bad, rule.good] {
            #expect(!text.isEmpty && text == text.trimmed, "\(rule.id): “\(text)”")
        }
        #expect(rule.bad != rule.good, "\(rule.id)")
    }

    @Test("Every id is in kebab-case and stands for one rule")
    func ids() {
        let ids = Rule.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        for id in ids {
            let parts = id.split(separator: "-", omittingEmptySubsequences: false)
            let isKebabCase = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 } }
            #expect(isKebabCase, "\(id)")
        }
    }

    /// Run `make docs` after a change to a rule.
    @Test("The pages in docs/ are those of the rules")
    func pages() throws {
        let pages = try listDirectory(repository + "/docs/diagnostics").map(\.name)
        #expect(Set(pages) == Set(Rule.all.map { "\($0.id).md" }))
        for rule in Rule.all {
            let page = try readFile("\(repository)/docs/diagnostics/\(rule.id).md")
            #expect(page == Array(rule.page.utf8), "\(rule.id)")
        }
        let index = String(decoding: try readFile(repository + "/docs/diagnostics.md"), as: UTF8.self)
        #expect(replacingRuleTable(in: index) == index)
    }

    @Test("A page shows a rule's text as it is written")
    func literalText() {
        let rule = Rule(
            "a-b", .warning, "`**` 留在文字里", what: "<br> 与 _ | # 号", why: "甲[乙]", bad: "```\n**甲", good: "甲")
        #expect(rule.page.contains("# `a-b` \\`\\*\\*\\` 留在文字里\n"))
        #expect(rule.page.contains("\\<br\\> 与 \\_ \\| \\# 号"))
        #expect(rule.page.contains("````text\n```\n**甲\n````"))
        #expect(rule.page.contains("已核实: {a-b: "))
        #expect(rule.explanation.contains("    ```\n    **甲\n"))
        #expect(ruleTable([rule]).hasSuffix("| [`a-b`](diagnostics/a-b.md) | warning | \\`\\*\\*\\` 留在文字里 |\n"))
    }
}

extension String {
    /// Without spaces and line ends around it.
    fileprivate var trimmed: String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0.isNewline }
        return String(String(drop(while: isSpace)).reversed().drop(while: isSpace).reversed())
    }
}

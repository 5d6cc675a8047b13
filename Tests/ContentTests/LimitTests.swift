import Basics
import Content
import Glibc
import Testing

@Suite("Limits")
struct LimitTests {
    static func summaries(_ text: String) -> [String] {
        Array(Set(read(text).diagnostics.map(\.summary))).sorted()
    }

    @Test("Front matter nests 16 deep and no deeper")
    func depth() {
        let deep = { (count: Int) in
            "附件: " + String(repeating: "[", count: count) + "x" + String(repeating: "]", count: count)
        }
        #expect(findings(deep(15)) == [])
        #expect(findings(deep(16)) == ["1:20 error front-matter 嵌套超过 16 层"])
        #expect(written(readFields("甲: 1\n" + deep(16)).value?.fields) == ["甲=1"])
    }

    @Test("Front matter over 64 KB is refused; one below is read")
    func frontMatterSize() {
        let line = "用途: 甲乙丙丁\n"
        let count = (64 << 10) / line.utf8.count
        let inside = read("---\n" + (0..<count).map { _ in line }.joined() + "---\n")
        #expect(inside.value?.fields.count == count)
        let outside = read("---\n" + (0...count).map { _ in line }.joined() + "---\n")
        #expect(outside.value == nil)
        #expect(outside.diagnostics.map(\.summary) == ["文件头超过 64 KB"])
    }

    @Test("A body over 256 KB is reported, over 1 MB refused")
    func bodySize() {
        let line = String(repeating: "甲", count: 333) + "\n"
        let large = readBody(String(repeating: line, count: 263))
        #expect(large.diagnostics.map(\.summary) == ["正文超过 256 KB，读者很难看完"])
        #expect(body(large.value).count == 1)
        let huge = readBody(String(repeating: line, count: 1049))
        #expect(huge.diagnostics.map(\.summary) == ["正文超过 1 MB，没有读取"])
        #expect(huge.diagnostics.hasErrors)
        #expect(huge.value?.sections.isEmpty == true)
    }

    @Test("A body full of brackets is refused", .timeLimit(.minutes(1)))
    func brackets() {
        let read = readBody(String(repeating: "![[]()", count: 10_001))
        #expect(read.diagnostics.map(\.summary) == ["正文里的“[”超过 20000 个，没有读取"])
        #expect(read.diagnostics.hasErrors)
    }

    @Test("An alias bomb is refused alias by alias and never expanded", .timeLimit(.minutes(1)))
    func aliasBomb() {
        let lines = (0..<200).map { "  - &a\($0) [*a\($0), *a\($0), *a\($0)]" }
        let read = readFields("附件:\n" + lines.joined(separator: "\n"))
        #expect(read.diagnostics.hasErrors)
        #expect(read.diagnostics.count < 2000)
    }

    /// Time is bounded by the test's limit; the stack by the test's being alive.
    @Test(
        "Deep or repetitive front matters neither hang nor crash", .timeLimit(.minutes(1)),
        arguments: [
            "附件: " + String(repeating: "[", count: 60_000), "附件: " + String(repeating: "{", count: 60_000),
            "附件: " + String(repeating: "[a: ", count: 15_000),
            "附件:\n  " + String(repeating: "- ", count: 30_000) + "x",
            "附件:\n" + String(repeating: "- [&a b]\n", count: 7_000),
            "附件:\n" + String(repeating: "- *a\n", count: 12_000),
            String(repeating: "a:\n", count: 21_000), (0..<9_000).map { "k\($0):" }.joined(separator: "\n"),
            String(repeating: "甲:\t\t x\t\n", count: 5_000), "甲: " + String(repeating: "x\t", count: 30_000),
            String(repeating: ":", count: 60_000), String(repeating: "：", count: 20_000),
            "甲: " + String(repeating: "'", count: 60_000),
            String(repeating: "附件: [\n", count: 6_000), String(repeating: "\"", count: 60_000),
            String(repeating: "甲: |\n", count: 8_000),
            "甲: x\n" + String(repeating: " y\n", count: 20_000),
            "附件: [" + String(repeating: "a,", count: 30_000) + "]",
            "附件: [\n" + String(repeating: " [\n", count: 20_000),
            String(repeating: "\u{3000}", count: 20_000),
            "更正:\n" + String(repeating: "  - ：\n", count: 6_000),
            "\"" + String(repeating: "\\", count: 60_000) + "\": x",
            String(repeating: "? ", count: 30_000),
            "附件:\n" + (0..<350).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
        ])
    func pathologicalFrontMatter(_ lines: String) {
        let time = processorTime { _ = readFields(lines) }
        #expect(time < .seconds(2), "\(lines.prefix(20)): \(time)")
    }

    @Test(
        "Deep or repetitive bodies neither hang nor crash", .timeLimit(.minutes(1)),
        arguments: [
            String(repeating: ">", count: 100_000) + "x", String(repeating: "- ", count: 100_000) + "x",
            String(repeating: "1. ", count: 60_000) + "x", String(repeating: "*a ", count: 80_000),
            String(repeating: "**甲", count: 30_000) + String(repeating: "乙**", count: 30_000),
            String(repeating: "*", count: 100_000) + "x" + String(repeating: "*", count: 100_000),
            (0..<500).map { String(repeating: " ", count: $0 * 2) + "- x\n" }.joined(),
            String(repeating: "[", count: 20_000), String(repeating: "![", count: 20_000),
            String(repeating: "|", count: 200_000), "|a|\n|---|\n" + String(repeating: "|", count: 200_000),
            String(repeating: "| a |\n", count: 40_000), String(repeating: "\\", count: 200_000),
            String(repeating: "“**甲", count: 25_000), String(repeating: "<b>", count: 60_000),
            String(repeating: "`", count: 200_000),
            String(repeating: "&amp;", count: 40_000), String(repeating: "a\n---\n", count: 30_000),
            String(repeating: "a\n", count: 100_000) + "===\n",
            "- a\n" + String(repeating: "\n", count: 200_000),
        ])
    func pathologicalBody(_ text: String) {
        let time = processorTime { _ = readBody(text) }
        #expect(time < .seconds(2), "\(text.prefix(20)): \(time)")
    }

    @Test(
        "Nesting beyond 64 levels is reported",
        arguments: [
            String(repeating: ">", count: 70) + "x", String(repeating: "- ", count: 70) + "x",
            String(repeating: "*a ", count: 70) + String(repeating: "b* ", count: 70),
        ])
    func nesting(_ text: String) {
        #expect(readBody(text).diagnostics.map(\.summary) == ["引用或列表嵌套超过 64 层"])
    }
}

/// The time that this thread computes: what else the machine is doing does not count.
private func processorTime(of work: () -> Void) -> Duration {
    func now() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
    let start = now()
    work()
    return now() - start
}

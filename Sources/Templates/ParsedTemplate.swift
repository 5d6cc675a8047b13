import Basics

/// The deepest nesting of sections and blocks in a template and, again, of all that a page is put together from.
let deepestNesting = 64

/// A source cut into tokens, with each tag's end found.
struct ParsedTemplate: Sendable {
    let source: SourceText
    private(set) var tokens: [Token] = []
    private(set) var problems: [Diagnostic] = []

    init(_ source: SourceText) {
        self.source = source
        guard source.bytes.count <= 1 << 20 else {
            report("模板超过 1 MB", nil, "拆成几个模板，用 {{>名称}} 引入")
            return
        }
        let scanner = Scanner(source)
        tokens = scanner.tokens
        problems = scanner.problems
        pair()
    }

    /// Finds the end of each tag that has one. A mistake is mended by a guess, so that one run shows all of them.
    private mutating func pair() {
        var opened: [Int] = []
        for index in tokens.indices {
            let tag = tokens[index]
            if [.section, .inverted, .parent, .block].contains(tag.kind) { opened.append(index) }
            if opened.count > deepestNesting {
                tokens = []
                return report("嵌套超过 \(deepestNesting) 层", tag.range, "把内层拆成单独的模板")
            }
            guard tag.kind == .end else { continue }
            guard let innermost = opened.last.map({ tokens[$0] }) else {
                report("\(source.text(tag.range)) 之前没有对应的开始标签", tag.range, "删去它，或补上开始标签")
                continue
            }
            if innermost.name != tag.name {
                report(
                    "\(source.text(tag.range)) 与 \(source.text(innermost.range)) 不配对", tag.range,
                    "先写 {{/\(innermost.name)}}", [Diagnostic.Note("从此处开始", at: source.place(innermost.range))]
                )
            }
            let from = opened.lastIndex { tokens[$0].name == tag.name } ?? opened.count - 1
            for open in opened[from...] { (tokens[open].end, tokens[open].endLine) = (index, tag.line) }
            opened.removeSubrange(from...)
        }
        for open in opened {
            tokens[open].end = tokens.count
            let tag = tokens[open]
            report("\(source.text(tag.range)) 没有结束", tag.range, "补上 {{/\(tag.name)}}")
        }
    }

    private mutating func report(
        _ summary: String, _ range: TextRange?, _ help: String, _ notes: [Diagnostic.Note] = []
    ) { problems.append(source.problem(summary, range, help, notes)) }
}

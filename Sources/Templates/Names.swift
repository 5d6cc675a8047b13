import Basics

extension Compiler {
    /// Finds a name in the innermost scope that declares it, and the rest of a dotted name in what it stands for.
    mutating func resolve(_ tag: Token, _ site: Site) -> (path: Template.Path, kind: Schema.Kind)? {
        let parts =
            tag.name == "."
            ? ["."] : tag.name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let first = template.slots.count
        let frame = scopes.lastIndex { $0.names.contains(parts[0]) }
        var schema = frame.map { scopes[$0] } ?? Schema([])
        var kind = Schema.Kind.record(schema)
        for part in parts {
            guard let slot = schema.names.firstIndex(of: part) else {
                let names = frame == nil ? scopes.reversed().flatMap(\.names) : schema.names
                report("模板用了未声明的名称“\(part)”", tag, site, advice(for: part, among: names))
                return nil
            }
            template.slots.append(slot)
            kind = schema.kinds[slot]
            if case .record(let inner) = kind { schema = inner } else { schema = Schema([]) }
        }
        return frame.map { (Template.Path(frame: $0, slots: first..<template.slots.count), kind) }
    }

    /// The blocks of a parent tag. What else stands in it would be lost without a word, so it is reported; only
    /// text is passed over, as specified.
    mutating func blocks(in parent: Token, _ body: Range<Int>, _ site: Site) -> [Replacement] {
        var blocks: [Replacement] = []
        let names = body.isEmpty ? [] : blockNames(in: parent.name)
        var index = body.lowerBound
        while index < body.upperBound {
            let token = site.template.tokens[index]
            let inner = index + 1..<max(index + 1, token.end)
            index = inner.upperBound
            switch token.kind {
            case .text, .lineStart, .ignored, .end: break
            case .block where !names.contains(token.name):
                let help = advice(for: token.name, among: names)
                report("模板“\(parent.name)”没有块“\(token.name)”", token, site, help)
            case .block where blocks.contains { $0.block.name == token.name }:
                report("块“\(token.name)”写了两次", token, site, "删去其中一个")
            case .block: blocks.append(Replacement(block: token, body: inner, site: site))
            default:
                let summary = "\(site.template.source.text(token.range)) 写在 {{<\(parent.name)}} 的块之外，不会输出"
                report(summary, token, site, "移到一个 {{$块}} 里面")
            }
        }
        return blocks
    }

    /// All blocks that a template declares or passes on, itself or through what it brings in.
    private func blockNames(in template: String) -> [String] {
        var (names, queue) = ([String](), [template])
        // The queue keeps what has been visited, so that a recursion, which is reported elsewhere, ends here.
        var next = 0
        while next < queue.count {
            for token in library[queue[next]]?.tokens ?? [] {
                if token.kind == .block { names.append(token.name) }
                let brings = token.kind == .include || token.kind == .parent
                if brings, !queue.contains(token.name) { queue.append(token.name) }
            }
            next += 1
        }
        return names
    }

    func advice(for name: String, among names: [String]) -> String {
        var seen: Set<String> = []
        let names = names.filter { seen.insert($0).inserted }
        let question = nearestName(to: name, among: names).map { "是否想写“\($0)”？" } ?? ""
        if names.isEmpty { return "此处没有可用的名称" }
        return names.count > 12 && !question.isEmpty
            ? question : question + "可用的名称：" + names.joined(separator: "、")
    }
}

extension Schema.Kind {
    /// What a section pushes onto the stack of scopes; a flag is only a condition and declares nothing.
    var scope: Schema {
        switch self {
        case .text, .html: Schema([(".", self)])
        case .flag: Schema([])
        case .list(let schema), .record(let schema): schema
        }
    }

    /// What a value of this kind is called, and how a template writes it.
    func usage(of name: String) -> (word: String, form: String) {
        switch self {
        case .text: ("文字", "{{\(name)}}")
        case .html: (" HTML", "{{{\(name)}}}")
        case .flag: ("开关", "{{#\(name)}}…{{/\(name)}}")
        case .list: ("列表", "{{#\(name)}}…{{/\(name)}}")
        case .record: ("记录", "{{#\(name)}}…{{/\(name)}}")
        }
    }
}

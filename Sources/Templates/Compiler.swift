import Basics

/// Flattens a template with all that it brings in, and resolves every name against the schema.
struct Compiler {
    /// Where tokens are expanded. A block's replacement keeps the site at which it was written.
    struct Site {
        var template: ParsedTemplate
        /// The names of the templates that brought this one in, and its own.
        var chain: [String]
        /// The tag that brought it in.
        var origin: Place?
        var replacements: [String: Replacement] = [:]
        /// How much is dropped of the white space that each line begins with, and what is put before it.
        var drop = 0
        var prefix: [UInt8] = []

        func indented(_ range: TextRange) -> [UInt8] { prefix + template.source.bytes(range).dropFirst(drop) }
    }

    /// A block written in a parent tag.
    struct Replacement {
        var block: Token
        var body: Range<Int>
        var site: Site

        /// The white space before the block's lines, where it begins on a line of its own.
        var indent: TextRange? {
            guard let line = block.line else { return nil }
            let first = body.isEmpty ? block : site.template.tokens[body.lowerBound]
            return first.kind == .lineStart ? first.range : line.indent
        }
    }

    let library: [String: ParsedTemplate]
    var template = Template()
    var scopes: [Schema]
    private(set) var problems: [Diagnostic] = []
    private var reported: Set<Diagnostic> = []
    private var depth = 0
    /// The bytes put out and, so that templates that print nothing count too, 16 for each token.
    private var cost = 0
    private var isRefused = false
    /// The last instruction that a jump may lead to: a literal before it is not extended.
    private var target = 0

    init(_ library: [String: ParsedTemplate], _ schema: Schema) {
        self.library = library
        scopes = [schema]
    }

    mutating func expand(_ site: Site) {
        for problem in site.template.problems { add(problem) }
        expand(site.template.tokens.indices, site)
    }

    private mutating func expand(_ range: Range<Int>, _ site: Site) {
        depth += 1
        defer { depth -= 1 }
        var index = range.lowerBound
        while index < range.upperBound {
            let token = site.template.tokens[index]
            let body = index + 1..<max(index + 1, token.end)
            index = body.upperBound
            cost += 16
            if isRefused { return }
            if depth > deepestNesting || cost > 4 << 20 {
                isRefused = true
                return report("展开后过大，或嵌套超过 \(deepestNesting) 层", token, site, "减少相互引入的层数")
            }
            switch token.kind {
            case .lineStart: emit(site.indented(token.range))
            case .text: emit(site.template.source.bytes(token.range))
            case .variable, .raw: print(token, site)
            case .section, .inverted: expand(section: token, body, site)
            case .include, .parent: include(token, body, site)
            case .block: expand(Replacement(block: token, body: body, site: site))
            case .end, .ignored: break
            }
        }
    }

    private mutating func print(_ tag: Token, _ site: Site) {
        guard let (path, kind) = resolve(tag, site) else { return }
        switch (kind, tag.kind) {
        case (.text, .variable), (.html, .raw): template.instructions.append(.print(path))
        default:
            let usage = kind.usage(of: tag.name)
            report(
                "“\(tag.name)”是\(usage.word)，不能写成 \(site.template.source.text(tag.range))", tag, site,
                "写成 \(usage.form)")
        }
    }

    private mutating func expand(section tag: Token, _ body: Range<Int>, _ site: Site) {
        guard let (path, kind) = resolve(tag, site) else { return }
        let index = template.instructions.count
        let inverted = tag.kind == .inverted
        template.instructions.append(.section(path, inverted: inverted, end: index))
        let outer = scopes
        if !inverted { scopes.append(kind.scope) }
        expand(body, site)
        scopes = outer
        target = template.instructions.count
        template.instructions[index] = .section(path, inverted: inverted, end: target)
    }

    private mutating func include(_ tag: Token, _ body: Range<Int>, _ site: Site) {
        guard let parsed = library[tag.name] else {
            return report(
                "找不到模板“\(tag.name)”", tag, site, advice(for: tag.name, among: library.keys.sorted()))
        }
        guard !site.chain.contains(tag.name) else {
            let chain = (site.chain.drop { $0 != tag.name } + [tag.name]).joined(separator: " → ")
            return report("模板“\(tag.name)”引入了自身：\(chain)", tag, site, "用列表段展开层级，不用递归")
        }
        let origin = site.template.source.place(tag.range)
        var inner = Site(template: parsed, chain: site.chain + [tag.name], origin: origin)
        for block in blocks(in: tag, body, site) { inner.replacements[block.block.name] = block }
        inner.replacements.merge(site.replacements) { _, outer in outer }
        if let line = tag.line { inner.prefix = site.indented(line.indent) }
        expand(inner)
    }

    private mutating func expand(_ original: Replacement) {
        guard let new = original.site.replacements[original.block.name] else {
            return expand(original.body, original.site)
        }
        if new.body.isEmpty { return }
        var site = new.site
        site.drop = new.indent.map { $0.upper - $0.lower } ?? 0
        site.prefix = original.indent.map(original.site.indented) ?? []
        // A block that had its lines to itself keeps them, however its replacement is written.
        if new.indent == nil { emit(site.prefix) }
        expand(new.body, site)
        if let line = original.block.endLine, new.block.endLine == nil {
            emit(original.site.template.source.bytes(line.end))
        }
    }

    private mutating func emit(_ bytes: some Collection<UInt8>) {
        guard !bytes.isEmpty else { return }
        cost += bytes.count
        var start = template.literals.count
        template.literals += bytes
        if template.instructions.count > target, case .literal(let range)? = template.instructions.last {
            start = range.lowerBound
            template.instructions.removeLast()
        }
        template.instructions.append(.literal(start..<template.literals.count))
    }

    /// What is brought in twice is reported once.
    private mutating func add(_ problem: Diagnostic) {
        if reported.insert(problem).inserted { problems.append(problem) }
    }

    mutating func report(_ summary: String, _ token: Token, _ site: Site, _ help: String) {
        let notes = site.origin.map { [Diagnostic.Note("从此处引入", at: $0)] } ?? []
        add(site.template.source.problem(summary, token.range, help, notes))
    }
}

import Basics
import Content
import Disclosure

/// What a site and its documents say about the rules themselves.
///
/// A site may raise or lower any warning or note (检查). A document may stand by a finding (已核实): it becomes a note that
/// carries the reason. Errors of structure and identity numbers can be neither lowered nor stood by.
public struct Adjustment: Sendable {
    /// 检查: the severity of a rule on this site; nil for a rule that is switched off.
    private var severities: [String: Severity?] = [:]
    /// 已核实: reasons by the document's path and the rule's id.
    private var reasons: [String: [String: String]] = [:]
    /// What is wrong with the adjustments themselves.
    public private(set) var diagnostics: [Diagnostic] = []

    /// Errors that a site may live with, since they can be mistaken: a number may look like a phone number and be none.
    static let adjustableErrors: Set<String> = ["pii-mobile", "pii-bank-card"]

    /// Whether a rule is about numbers of persons.
    static func isPersonal(_ id: String) -> Bool { id.hasPrefix("pii-") }

    public init(_ documents: [Document], site: SiteInformation) {
        let rules = Dictionary(Rule.all.map { ($0.id, $0) }) { first, _ in first }
        for document in documents {
            for (field, isSite) in adjustments(of: document, site) {
                guard case .map(let entries, _) = field.value else {
                    if case .scalar(let literal) = field.value, literal.text.isEmpty { continue }
                    diagnostics.append(notAMap(field, document))
                    continue
                }
                for entry in entries { read(entry, in: document, isSite: isSite, rules) }
            }
        }
    }

    private mutating func read(_ entry: Field, in document: Document, isSite: Bool, _ rules: [String: Rule]) {
        let id = entry.key.text
        guard let rule = rules[id] else {
            diagnostics.append(unknownRule(entry.key, document, nearestName(to: id, among: rules.keys.sorted())))
            return
        }
        guard rule.severity != .error || Self.adjustableErrors.contains(id) else {
            diagnostics.append(notAdjustable(entry.key, document))
            return
        }
        guard case .scalar(let value) = entry.value, !isInvisible(value.text) else {
            diagnostics.append(reasonMissing(entry, document, isSite: isSite))
            return
        }
        if !isSite {
            reasons[document.path, default: [:]][id] = value.text
        } else if value.text == "关闭" {
            severities[id] = .some(nil)
        } else if let severity = Severity.allCases.first(where: { $0.label == value.text }) {
            severities[id] = severity
        } else {
            diagnostics.append(unknownSeverity(value, document))
        }
    }

    /// Whether a document says anything about the rules, so that it must be among those that an adjustment is made from.
    public static func concerns(_ document: Document) -> Bool {
        document.fields.contains { $0.key.text == "已核实" || $0.key.text == "检查" }
    }

    /// The findings with their severities as the site and the documents want them.
    public func apply(to diagnostics: [Diagnostic]) -> [Diagnostic] {
        if severities.isEmpty && reasons.isEmpty { return diagnostics }
        return diagnostics.compactMap { diagnostic in
            var adjusted = diagnostic
            if let severity = severities[diagnostic.id] {
                guard let severity else { return nil }
                adjusted.severity = severity
            }
            if let reason = diagnostic.place.flatMap({ reasons[$0.file]?[diagnostic.id] }) {
                adjusted.severity = .note
                adjusted.notes.append(.init("已核实：\(reason)"))
            }
            return adjusted
        }
    }

    /// Findings about persons that no document stands by. A site may lower their rules, and publishes nothing by that: only
    /// who looked at a document can know that what it says may be known.
    public func personal(among diagnostics: [Diagnostic]) -> [Diagnostic] {
        diagnostics.filter { finding in
            Self.isPersonal(finding.id) && finding.place.flatMap { reasons[$0.file]?[finding.id] } == nil
        }
    }

    /// How many rules the site lowered or switched off; this stays visible.
    public var loweredCount: Int {
        let usual = Dictionary(Rule.all.map { ($0.id, $0.severity) }) { first, _ in first }
        return severities.count { id, severity in
            guard let severity else { return true }
            return usual[id].map { severity < $0 } ?? false
        }
    }
}

private func adjustments(of document: Document, _ site: SiteInformation) -> [(Field, isSite: Bool)] {
    document.fields.compactMap { field in
        switch field.key.text {
        case "已核实": (field, false)
        case "检查" where document.path == site.document?.path: (field, true)
        default: nil
        }
    }
}

/// Whether a text shows nothing: it is empty, or of spaces and characters without width.
private func isInvisible(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint }
}

// MARK: Wording

private func notAMap(_ field: Field, _ document: Document) -> Diagnostic {
    Diagnostic(
        "front-matter", .error, "“\(field.key.text)”应写成“{规则: …}”", at: document.place(field.value.range),
        help: "例如“\(field.key.text): {value-missing: \(field.key.text == "检查" ? "错误" : "原文如此")}”")
}

private func unknownRule(_ key: Literal, _ document: Document, _ nearest: String?) -> Diagnostic {
    Diagnostic(
        "key-unknown", .warning, "没有叫“\(key.text)”的规则", at: document.place(key.range),
        help: nearest.map { "是否想写“\($0)”？" } ?? "规则的名称在每条提醒末尾的方括号里")
}

private func notAdjustable(_ key: Literal, _ document: Document) -> Diagnostic {
    Diagnostic(
        "front-matter", .error, "规则“\(key.text)”不能调低或跳过", at: document.place(key.range), help: "请改正它指出的问题")
}

private func reasonMissing(_ entry: Field, _ document: Document, isSite: Bool) -> Diagnostic {
    Diagnostic(
        "front-matter", .error, "“\(entry.key.text)”后面没有写\(isSite ? "轻重" : "理由")",
        at: document.place(entry.value.range), help: isSite ? "写 错误、提醒、提示 或 关闭" : "写明为什么保留，例如“原文如此”")
}

private func unknownSeverity(_ value: Literal, _ document: Document) -> Diagnostic {
    Diagnostic(
        "front-matter", .error, "不认识的轻重“\(value.text)”", at: document.place(value.range), help: "写 错误、提醒、提示 或 关闭")
}

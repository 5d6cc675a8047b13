import Basics

extension Rule {
    /// What `gongkai explain` prints of a rule.
    public var explanation: String {
        var parts = ["\(id)：\(title)（\(severity.label)）", "查什么：\(what)", "为什么：\(why)"]
        if !basis.isEmpty { parts.append("依据：\(basis)") }
        parts += [example("有问题的写法：", bad), example("没有问题的写法：", good)]
        if isAdjustable { parts.append("确需保留：在该文件的文件头写“已核实: {\(id): 保留的理由}”。") }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func example(_ heading: String, _ text: String) -> String {
        heading + "\n"
            + text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
            .joined(separator: "\n")
    }

    /// The page of a rule in docs/diagnostics/, as Markdown.
    public var page: String {
        var lines = ["# `\(id)` \(literal(title))", "", "级别：\(severity.label)（\(severity.effect)）", ""]
        lines += ["## 查什么", "", literal(what), "", "## 为什么", "", literal(why), ""]
        if !basis.isEmpty { lines += ["## 依据", "", literal(basis), ""] }
        lines += ["## 例子", "", "有问题的写法：", "", fenced(bad), "", "没有问题的写法：", "", fenced(good), ""]
        if isAdjustable {
            lines += [
                "## 确需保留", "", "在该文件的文件头写 `已核实: {\(id): 保留的理由}`；它就成为带理由的提示。",
                "整个网站要调整轻重时，在 `content/index.md` 写 `检查: {\(id): 提示}`（错误、提醒、提示 或 关闭）。"
                    + (Adjustment.isPersonal(id) ? "这样可以生成网站，但不能发布：`publish` 只认各文件里写了理由的。" : ""), "",
            ]
        }
        return lines.joined(separator: "\n")
    }

    /// Whether a site or a document may say otherwise.
    var isAdjustable: Bool { severity != .error || Adjustment.adjustableErrors.contains(id) }
}

/// The table of docs/diagnostics.md: every rule with a link to its page.
public func ruleTable(_ rules: [Rule]) -> String {
    rules.reduce(into: "| id | severity | finds |\n|---|---|---|\n") { table, rule in
        table += "| [`\(rule.id)`](diagnostics/\(rule.id).md) | \(rule.severity.rawValue) | \(literal(rule.title)) |\n"
    }
}

/// A text with the table between its two comments made anew; nil when it has no such comments.
public func replacingRuleTable(in text: String) -> String? {
    let (first, last) = ("<!-- rules: made by `make docs` -->\n", "<!-- end of rules -->")
    let before = text.split(separator: first, maxSplits: 1, omittingEmptySubsequences: false)
    guard before.count == 2 else { return nil }
    let after = before[1].split(separator: last, maxSplits: 1, omittingEmptySubsequences: false)
    guard after.count == 2 else { return nil }
    return "\(before[0])\(first)\(ruleTable(Rule.all))\(last)\(after[1])"
}

extension Severity {
    fileprivate var effect: String {
        switch self {
        case .error: "改正以前不能生成网站"
        case .warning: "不影响生成；`--strict` 时除外"
        case .note: "供参考，不影响生成"
        }
    }
}

/// Text as it is, in Markdown.
private func literal(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
        if "\\`*_[]<>|#~".unicodeScalars.contains(scalar) { result += "\\" }
        result.unicodeScalars.append(scalar)
    }
}

/// Text as a code block, fenced by more backticks than it holds in a row.
private func fenced(_ text: String) -> String {
    let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)text\n\(text)\n\(fence)"
}

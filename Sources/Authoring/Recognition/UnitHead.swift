/// Whose form it is, as the line above the form says: `721001文联部门山海关区文学艺术界联合会本级`.
struct UnitHead: Hashable {
    /// 单位编码; empty when the line has none.
    var code: String
    /// 部门名称; nil when the line does not part it from the unit.
    var department: String?
    /// 单位名称
    var name: String

    /// Splits a glued line: a code, a department that ends in 部门, and the unit. nil for any other text.
    init?(_ text: String) {
        guard !text.isSentence, text.length <= 80, !text.contains("\n") else { return nil }
        var rest = text.squeezed[...]
        if let first = rest.first, "[【(（".contains(first) { rest = rest.dropFirst() }
        let code = rest.prefix { $0.isASCII && ($0.isNumber || $0.isLetter) }
        guard code.count >= 3, code.count <= 20, code.filter(\.isNumber).count * 2 > code.count else { return nil }
        rest = rest.dropFirst(code.count).drop { "]】)）-—_ ".contains($0) }
        guard rest.count >= 2, rest.unicodeScalars.first?.isHan == true, !rest.hasPrefix("年"), !rest.hasPrefix("月"),
            rest.unicodeScalars.filter(\.isHan).count * 10 > rest.unicodeScalars.count * 8,
            !rest.contains("绩效")
        else { return nil }
        self.code = String(code)
        if let end = rest.firstRange(of: "部门"), end.upperBound < rest.endIndex, end.lowerBound > rest.startIndex {
            department = String(rest[..<end.upperBound])
            name = String(rest[end.upperBound...])
        } else {
            name = String(rest)
        }
    }

    /// Splits the value of a field that names a unit with its code in brackets: `山海关区文联（721001）`. nil where the brackets
    /// hold something else: `山海关区文联（本级）`, a year.
    init?(named text: String) {
        let text = text.squeezed
        let name = text.withoutTrailingBracket
        guard name.length < text.length, name.length >= 2, name.unicodeScalars.contains(where: \.isHan),
            !name.isSentence
        else { return nil }
        var code = String(text.dropFirst(name.count + 1).dropLast())
        for prefix in ["单位编码", "单位代码", "编码", "代码"] where code.hasPrefix(prefix) {
            code = String(code.dropFirst(prefix.count).drop { "：:".contains($0) })
        }
        let isYear = code.count == 4 && (code.hasPrefix("19") || code.hasPrefix("20"))
        guard isAddressable(code), (3...20).contains(code.count), code.filter(\.isNumber).count * 2 > code.count,
            !isYear
        else { return nil }
        (self.code, self.name) = (code, name)
    }

    init(code: String, department: String?, name: String) {
        (self.code, self.department, self.name) = (code, department, name)
    }
}

/// The unit of the amounts that a text names: `单位：万元`, `（金额单位：元）`; nil for any other text.
func amountUnit(in text: String) -> String? {
    var name = text.squeezed
    while let first = name.first, "（([【".contains(first) { name.removeFirst() }
    while let last = name.last, "）)]】".contains(last) { name.removeLast() }
    for prefix in ["金额单位：", "金额单位:", "单位：", "单位:", "货币单位：", "计量单位：", "单位；"] where name.hasPrefix(prefix) {
        let rest = String(name.dropFirst(prefix.count)).replacingOccurrencesOfRenminbi
        if rest == "万元" || rest == "元" { return rest }
    }
    return nil
}

/// The unit in the brackets of a label: `项目资金（万元）`; nil where there is none.
func amountUnit(ofLabel text: String) -> String? {
    let name = text.squeezed
    if name.contains(anyOf: ["（万元）", "(万元)", "（单位：万元）", "（万元"]) { return "万元" }
    return name.contains(anyOf: ["（元）", "(元)", "（单位：元）"]) ? "元" : nil
}

extension String {
    fileprivate var replacingOccurrencesOfRenminbi: String {
        hasPrefix("人民币") ? String(dropFirst(3)) : self
    }
}

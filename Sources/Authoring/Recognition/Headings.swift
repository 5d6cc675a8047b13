// Lines that give a document its order: titles of forms, parts and headings.

/// Whether a line is the title of a form: `1.车辆保险费绩效目标表`, `项目支出绩效自评表`.
func isFormTitle(_ text: String) -> Bool {
    let name = text.squeezed.withoutTrailingBracket
    guard name.length <= 80, name.hasSuffix("表"), !name.contains("。") else { return false }
    return name.contains(anyOf: ["绩效目标", "绩效自评", "绩效评价", "绩效申报", "绩效跟踪", "绩效运行监控", "绩效指标", "绩效目标申报"])
}

/// Whether the title speaks of a unit or department as a whole and not of a project.
func isOverallTitle(_ text: String) -> Bool { text.contains("整体") && !text.contains("项目") }

/// The name of the project in a title such as `1.车辆保险费绩效目标表`; nil when it names none.
func projectName(inTitle text: String) -> String? {
    let name = labelName(text.withoutTrailingBracket)
    guard let end = name.firstRange(of: "绩效目标") ?? name.firstRange(of: "绩效自评") else { return nil }
    var found = String(name[..<end.lowerBound])
    for ending in ["支出", "预算"] where found.hasSuffix(ending) { found = String(found.dropLast(ending.count)) }
    let says = ["项目", "部门", "单位", "年度", "预算", "", "部门预算项目", "预算项目", "专项资金", "部门项目", "政策", "部门预算"]
    let bare = found.drop { $0.isNumber || "年（）()度".contains($0) }
    return says.contains(String(bare)) ? nil : found
}

/// Whether a line names a part of the document that every page of a unit shows by itself.
func isPartHeading(_ text: String) -> Bool {
    let name = text.squeezed
    if name.length > 24 { return false }
    if name.hasPrefix("第"), let end = name.firstRange(of: "部分"), name[..<end.lowerBound].count <= 3 { return true }
    return ["部门整体绩效目标", "预算项目绩效目标", "部门预算项目绩效目标"].contains(name)
}

/// Whether a line is a note to the form above it.
func isNote(_ text: String) -> Bool {
    ["注：", "注:", "备注：", "说明：", "填表说明", "填报说明", "注1"].contains { text.squeezed.hasPrefix($0) }
}

/// The heading level of a line by its numbering: 2 for `一、…`, 3 for `（一）…`; nil for what reads as a sentence.
func headingLevel(_ text: String) -> Int? {
    guard text.length <= 40, !text.isSentence, !text.contains("\n"), text.last.map({ !"，、：:,；".contains($0) }) ?? false
    else { return nil }
    let numerals = "一二三四五六七八九十"
    let rest = text.drop { numerals.contains($0) }
    if rest.count < text.count, rest.first == "、" || rest.first == "．" { return 2 }
    if let first = text.first, "（(".contains(first) {
        let inner = text.dropFirst()
        let behind = inner.drop { numerals.contains($0) }
        if behind.count < inner.count, let close = behind.first, "）)".contains(close), behind.count > 1 { return 3 }
    }
    return nil
}

/// Whether a line heads a table of contents.
func isContentsTitle(_ text: String) -> Bool { ["目录", "目次"].contains(text.squeezed) }

/// Whether a line says that a form goes on below it: `续表`, `（续表二）`, `续上表`.
func isContinuation(_ text: String) -> Bool {
    let name = text.squeezed.filter { !"（）()【】一二三四五六七八九十0123456789：:".contains($0) }
    return ["续表", "续上表", "续", "接上表", "接上页"].contains(name)
}

/// Whether a line can be one of a table of contents: it ends with a page number behind dots or a tab.
func isContentsLine(_ text: String) -> Bool {
    let digits = text.reversed().prefix { $0.isASCII && $0.isNumber }.count
    guard digits > 0, digits < 4 else { return false }
    let rest = text.dropLast(digits)
    return rest.hasSuffix("\t") || rest.hasSuffix("…") || rest.hasSuffix("...") || rest.hasSuffix("····")
}

/// The fiscal year that a title names: `2022年度`, `（2022年）`; nil for none or several.
func yearNamed(in text: String) -> Int? {
    var years: Set<Int> = []
    let scalars = Array(text.unicodeScalars)
    for index in scalars.indices where index + 4 < scalars.count {
        let digits = scalars[index..<index + 4]
        guard digits.allSatisfy(\.isASCIIDigit), scalars[index] == "2", scalars[index + 4] == "年",
            index == 0 || !scalars[index - 1].isASCIIDigit
        else { continue }
        let year = digits.reduce(0) { $0 * 10 + Int($1.value) - 48 }
        if (1990...2999).contains(year) { years.insert(year) }
    }
    return years.count == 1 ? years.first : nil
}

extension String {
    /// `项目支出绩效目标表（2022年度）` without its bracket.
    var withoutTrailingBracket: String {
        guard let last = unicodeScalars.last, "）)】]］".unicodeScalars.contains(last),
            let open = unicodeScalars.lastIndex(where: { "（([【［".unicodeScalars.contains($0) }), open > startIndex
        else { return self }
        return String(self[..<open])
    }
}

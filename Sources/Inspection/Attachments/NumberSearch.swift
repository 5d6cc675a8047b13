import Office

/// Goes through the passages of one file.
struct NumberSearch {
    private(set) var found: [AttachmentReview.Number] = []
    private var known: Set<[UInt8]> = []
    /// What the columns of the sheet at hand hold, by their letters, as the last heading in each says.
    private var columns: [String: Column] = [:]
    private var sheet: OfficePassage.Sheet?

    private enum Column { case codes, amounts, other }

    mutating func look(at passage: OfficePassage) {
        if case .cell(let sheet, let reference) = passage.place {
            if sheet != self.sheet {
                self.sheet = sheet
                columns = [:]
            }
            if !passage.text.hasDigit || isAmountHeading(passage.text) {
                columns[letters(reference)] = column(headed: passage.text)
                return
            }
        }
        for number in personalNumbers(in: Array(passage.text.utf8)) where !isExcluded(number, passage) {
            guard known.insert(number.digits).inserted else { continue }
            found.append(.init(kind: number.kind, masked: number.masked, place: passage.wording))
        }
    }

    /// A cell of codes or amounts holds one and nothing else: in a sentence a number means what it always does.
    private func isExcluded(_ number: FoundNumber, _ passage: OfficePassage) -> Bool {
        guard case .cell(_, let reference) = passage.place, let column = columns[letters(reference)] else {
            return false
        }
        switch column {
        case .codes: return number.kind != .identity && isCode(passage.text)
        // 13 912 345 678 yuan are a budget.
        case .amounts: return number.kind == .mobile && isAmount(passage.text)
        case .other: return false
        }
    }

    private func column(headed text: String) -> Column {
        if isCodeLabel(text) { return .codes }
        return isAmountHeading(text) ? .amounts : .other
    }

    private func letters(_ reference: String) -> String { String(reference.prefix { $0.isLetter }) }
}

/// Whether a cell's text heads a column of amounts: 预算数, 资金总额（万元）. Titles such as 部门预算项目绩效目标表 do not.
private func isAmountHeading(_ text: String) -> Bool {
    let words = text.filter { !$0.isWhitespace }
    if ["元）", "元)"].contains(where: words.hasSuffix) { return true }
    return words.count <= 12 && amountEndings.contains(where: words.hasSuffix)
}

private let amountEndings = [
    "金额", "预算", "预算数", "决算数", "执行数", "下达数", "拨付数", "资金", "支出", "收入", "合计", "小计", "总计", "余额", "总额",
]

private func isAmount(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0 == "." || $0 == "," || $0 == " " || digitValue($0) != nil }
}

extension OfficePassage {
    /// Where the passage stands, in the author's words.
    var wording: String {
        let own =
            switch place {
            case .paragraph(let part, let number): "\(partName(part))第 \(number) 段\(isDeleted ? "（修订里已删去的文字）" : "")"
            case .cell(let sheet, let reference):
                "\(sheet.isHidden ? "隐藏的" : "")工作表“\(sheet.name)”的 \(reference) 格"
            case .element(let part, let name): part.hasSuffix(".rels") ? "链接的地址" : "\(partName(part))（\(name)）"
            }
        return embeddedIn.map { "嵌入的 \($0) 里的" }.joined() + own
    }
}

/// What a part of an Office file is to the person who wrote it.
private func partName(_ part: String) -> String {
    let name = part.lowercased()
    let known = partNames.first { name.hasPrefix($0.prefix) }
    return known.map { $0.name } ?? "\(part) "
}

private let partNames = [
    ("word/document", "正文"), ("word/header", "页眉"), ("word/footer", "页脚"), ("word/footnotes", "脚注"),
    ("word/endnotes", "尾注"), ("word/comments", "批注"), ("word/glossary", "自动图文集"),
    ("word/people", "修订者名单"), ("docprops/", "文档属性"), ("xl/comments", "批注"), ("xl/threadedcomments/", "批注"),
    ("xl/persons/", "批注者名单"), ("xl/sharedstrings", "不再显示的旧文字"), ("xl/drawings/", "图形"), ("xl/charts/", "图表"),
    ("ppt/slides/", "幻灯片"), ("ppt/notesslides/", "备注"),
    ("ppt/comments", "批注"),
].map { (prefix: $0.0, name: $0.1) }

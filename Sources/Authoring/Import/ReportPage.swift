import Basics

/// The report of an import as a page of its own, without scripts and without other files: what each cell of the source
/// became and how sure that is, the form as it is built beside it, and everything that was not used.
public func importReport(_ plans: [ImportPlan], root: String) async -> String {
    let built = await builtForms(plans, root: root)
    var html = """
        <!DOCTYPE html>
        <html lang="zh-CN">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>导入报告</title>
        <style>
        \(reportStyle)
        </style>
        </head>
        <body>
        <main>
        <h1>导入报告</h1>
        <p class="key">格子的底色：<span class="high">按表里的字认出</span> <span class="medium">按位置推断，请核对</span> \
        <span class="low">没有认出，原样保留</span> <span class="unused">没有收入</span></p>

        """
    for plan in plans { html += section(of: plan, built) }
    return html + "</main>\n</body>\n</html>\n"
}

private func section(of plan: ImportPlan, _ built: [String: String]) -> String {
    let recognition = plan.recognition
    let items = recognition.items
    let unused = recognition.unusedItems
    var html = "<section>\n<h2>\(escaped(recognition.document.name))</h2>\n<p>"
    html +=
        "\(recognition.document.kind.rawValue)，\(items.count) 处文字，收入 \(items.count - unused.count) 处，没有收入 \(unused.count) 处。</p>\n"
    for notice in plan.notices + recognition.document.notices { html += "<p class=\"notice\">\(escaped(notice))</p>\n" }
    html += "<table class=\"files\">\n<thead><tr><th>文件</th><th>内容</th><th>怎样处理</th></tr></thead>\n<tbody>\n"
    for file in plan.files {
        html +=
            "<tr><td>\(escaped(file.path))</td><td>\(escaped(file.content.title))</td><td>\(file.change.explanation)"
        for remark in file.content.remarks { html += "；" + escaped(remark) }
        html += "</td></tr>\n"
    }
    if let attachment = plan.attachment {
        let use = (attachment.replacesEarlier ? "代替上次的原件，" : "") + "作为附件公布"
        html += "<tr><td>\(escaped(attachment.path))</td><td>原件</td><td>\(use)</td></tr>\n"
    }
    html += "</tbody>\n</table>\n"
    html += unusedSection(unused, recognition.document.leftOut)
    for file in plan.files { html += fileSection(file, recognition, file.obstacle == nil ? built[file.path] : nil) }
    return html + "</section>\n"
}

private func unusedSection(_ unused: [Recognition.Item], _ leftOut: [SourceDocument.LeftOut]) -> String {
    var html = "<h3>没有收入的</h3>\n"
    if unused.isEmpty {
        html += leftOut.isEmpty ? "<p>原件里的文字全部收入了。</p>\n" : "<p>正文全部收入了；下面这些不是正文，没有收入。</p>\n"
    }
    let rows = unused.map { ($0.place, $0.text) } + leftOut.map { ($0.place, $0.what) }
    if rows.isEmpty { return html }
    html += "<table class=\"unused-list\">\n<thead><tr><th>在原件的</th><th>内容</th></tr></thead>\n<tbody>\n"
    for (place, text) in rows { html += "<tr><td>\(escaped(place))</td><td>\(lines(text))</td></tr>\n" }
    return html + "</tbody>\n</table>\n"
}

private func fileSection(_ file: ImportPlan.File, _ recognition: Recognition, _ built: String?) -> String {
    var html = "<article>\n<h3>\(escaped(file.content.title))</h3>\n<p class=\"path\">\(escaped(file.path))</p>\n"
    if let obstacle = file.obstacle {
        let lines = file.conflicts.flatMap(\.inDocument)
        html += "<div class=\"conflict\"><p>\(escaped(obstacle))</p>"
        if !lines.isEmpty { html += "<pre>\(escaped(lines.joined(separator: "\n")))</pre>" }
        html += "</div>\n"
    }
    for conflict in file.conflicts where file.obstacle == nil {
        html += "<div class=\"conflict\"><p>第 \(conflict.line) 行：文件里改过，原件里又不同。保留文件里的，没有覆盖。</p>"
        html += "<p><b>文件里</b> \(lines(conflict.inFile.joined(separator: "\n")))</p>"
        html += "<p><b>原件里</b> \(lines(conflict.inDocument.joined(separator: "\n")))</p></div>\n"
    }
    let ids = Set(file.content.ids)
    html +=
        "<div class=\"pair\">\n<div><h4>原件</h4>\n\(sourceView(recognition, ids, isUnit: file.content.name == "index.md" || file.path.split(separator: "/").count == 2))</div>\n"
    html += "<div><h4>生成的网页</h4>\n"
    let reason = file.obstacle == nil ? "缺少必填的栏目，还不能生成网页。写出的文件如下。" : "没有导入。导入的话，文件是这样。"
    html +=
        built.map { "<div class=\"built\">\($0)</div>" }
        ?? "<p class=\"notice\">\(reason)</p><pre>\(escaped(file.content.text))</pre>"
    html += "</div>\n</div>\n"
    return html + fieldTable(recognition, ids) + "</article>\n"
}

// MARK: The source

/// The paragraphs and tables that a file was made of, each cell marked by what became of it.
private func sourceView(_ recognition: Recognition, _ ids: Set<Int>, isUnit: Bool) -> String {
    var html = ""
    for block in recognition.document.blocks {
        switch block {
        case .paragraph(let paragraph):
            let isProse =
                isUnit && ["正文", "正文的标题", "部分的标题，网页上另有"].contains(recognition.uses[paragraph.id]?.what ?? "正文")
            guard ids.contains(paragraph.id) || isProse, !paragraph.text.isBlankText else { continue }
            html += "<p class=\"\(mark(recognition.uses[paragraph.id]))\">\(lines(paragraph.text))</p>\n"
        case .table(let table): html += sourceTable(table, recognition, ids, isUnit: isUnit)
        }
    }
    return html
}

private func sourceTable(_ table: SourceTable, _ recognition: Recognition, _ ids: Set<Int>, isUnit: Bool) -> String {
    func isWanted(_ row: [SourceCell]) -> Bool {
        row.contains {
            ids.contains($0.id) || isUnit && recognition.uses[$0.id]?.what == "正文里的表格" || !nested($0).isEmpty
        }
    }
    func nested(_ cell: SourceCell) -> String {
        cell.nested.map { sourceTable($0, recognition, ids, isUnit: isUnit) }.joined()
    }
    let rows = table.rows.filter(isWanted)
    if rows.isEmpty { return "" }
    var html = "<div class=\"scroll\"><table class=\"source\">\n"
    for row in rows {
        html += "<tr>"
        for cell in row {
            let use = recognition.uses[cell.id]
            let title = [
                cell.place,
                use.map { "\($0.what)（\($0.confidence.rawValue)）" } ?? (cell.text.isBlankText ? "空白" : "没有收入"),
            ]
            html +=
                "<td class=\"\(cell.text.isBlankText ? "" : mark(use))\" title=\"\(escaped(title.joined(separator: "：")))\""
            if cell.columnSpan > 1 { html += " colspan=\"\(min(cell.columnSpan, 1000))\"" }
            if cell.rowSpan > 1 { html += " rowspan=\"\(min(cell.rowSpan, rows.count))\"" }
            html += ">\(lines(cell.text))\(nested(cell))</td>"
        }
        html += "</tr>\n"
    }
    return html + "</table></div>\n"
}

/// Each cell of a form with what it was taken for.
private func fieldTable(_ recognition: Recognition, _ ids: Set<Int>) -> String {
    let items = recognition.items.filter { ids.contains($0.id) }
    if items.isEmpty { return "" }
    var html = "<details>\n<summary>逐格列出（\(items.count) 格）</summary>\n<table class=\"fields\">\n"
    html += "<thead><tr><th>在原件的</th><th>文字</th><th>认作</th><th>把握</th></tr></thead>\n<tbody>\n"
    for item in items {
        let use = recognition.uses[item.id]
        html += "<tr class=\"\(mark(use))\"><td>\(escaped(item.place))</td><td>\(lines(item.text))</td>"
        html += "<td>\(escaped(use?.what ?? "没有收入"))</td><td>\(use?.confidence.rawValue ?? "")</td></tr>\n"
    }
    return html + "</tbody>\n</table>\n</details>\n"
}

private func mark(_ use: Use?) -> String {
    switch use?.confidence {
    case .high: "high"
    case .medium: "medium"
    case .low: "low"
    case nil: "unused"
    }
}

extension ImportPlan.Change {
    fileprivate var explanation: String {
        switch self {
        case .new: "新建"
        case .unchanged: "与已有的文件相同，没有动"
        case .updated: "更新：上次导入以后没有人改过"
        case .kept: "没有动：文件改过，原件没有新内容"
        case .merged: "合并：保留改过的，更新没有改过的"
        case .conflict: "有冲突：冲突的地方保留文件里的，请核对"
        }
    }
}

private func lines(_ text: String) -> String {
    escaped(text).split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "<br>")
}

func escaped(_ text: String) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "&"): result += Array("&amp;".utf8)
        case UInt8(ascii: "<"): result += Array("&lt;".utf8)
        case UInt8(ascii: ">"): result += Array("&gt;".utf8)
        case UInt8(ascii: "\""): result += Array("&quot;".utf8)
        case UInt8(ascii: "'"): result += Array("&#39;".utf8)
        default: result.append(byte)
        }
    }
    return String(decoding: result, as: UTF8.self)
}

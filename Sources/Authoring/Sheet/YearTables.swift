import Basics
import Content
import Disclosure

/// The projects and indicators of a year as rows of text, each cell with its place in its file.
struct YearTables {
    struct Cell {
        var text: String
        var place: Place
    }

    /// Where a cell's text stands in its file.
    enum Place: Hashable {
        case frontMatter(key: String)
        case goal
        /// A cell of the plan's only row, by its column.
        case plan(Int)
        case indicator(row: Int, column: Int)
    }

    struct Row {
        /// `2022/721001/车辆保险费.md`, with `#3` behind it for the third indicator.
        var id: String
        /// The file's path relative to the site's root.
        var path: String
        var code: String
        var name: String
        /// By the columns' names.
        var cells: [String: Cell]
    }

    var projects: [Row] = []
    var indicators: [Row] = []
    /// The columns in the order of the forms.
    var projectColumns: [String] = []
    var indicatorColumns: [String] = []
    var documents: [String: Document] = [:]
    /// Files that could not be read, and are not in the tables.
    var unreadable: [String] = []

    /// - Parameter unit: a unit's code or folder; nil for all.
    init(root: String, year: Int, unit: String?) throws(FileError) {
        for folder in siteUnits(root, year: year) {
            if let unit, folder.folderName != unit, folder.fields["单位编码"] != unit { continue }
            for entry in try listDirectory(root + "/" + folder.folder) where entry.kind == .file {
                guard entry.name.hasSuffix(".md"), entry.name != "index.md", !entry.name.hasPrefix(".") else {
                    continue
                }
                let path = folder.folder + "/" + entry.name
                let read = try readDocument(root: root, path: path)
                guard let document = read.value, !read.diagnostics.hasErrors else {
                    unreadable.append(path)
                    continue
                }
                add(document, path)
            }
        }
    }

    /// The tables of one document alone.
    init(_ document: Document, path: String) { add(document, path) }

    private mutating func add(_ document: Document, _ path: String) {
        documents[path] = document
        let id = String(path.dropFirst("content/".count))
        var project = Row(id: id, path: path, code: "", name: "", cells: [:])
        func column(_ name: String, _ columns: inout [String]) {
            if !columns.contains(name) { columns.append(name) }
        }
        for field in document.fields {
            guard case .scalar(let literal) = field.value, !programKeys.contains(field.key.text) else { continue }
            column(field.key.text, &projectColumns)
            project.cells[field.key.text] = Cell(text: literal.text, place: .frontMatter(key: field.key.text))
            if field.key.text == "项目编码" { project.code = literal.text }
            if field.key.text == "项目名称" { project.name = literal.text }
        }
        for section in document.sections {
            let name = (section.heading?.text ?? "").squeezed.withoutBrackets
            let table = section.blocks.lazy.compactMap { if case .table(let table) = $0.kind { table } else { nil } }
                .first
            switch name {
            case "绩效目标":
                let text = goalLines(section, document).text
                column("绩效目标", &projectColumns)
                project.cells["绩效目标"] = Cell(text: text, place: .goal)
            case "资金支出计划":
                guard let table, let row = table.rows.first else { continue }
                for (index, heading) in table.header.enumerated() {
                    let name = "支出计划：\(heading.text)"
                    column(name, &projectColumns)
                    let text = index < row.cells.count ? row.cells[index].text : ""
                    project.cells[name] = Cell(text: text, place: .plan(index))
                }
            case "绩效指标":
                guard let table else { continue }
                let headings = distinct(table.header.map(\.text))
                for heading in headings { column(heading, &indicatorColumns) }
                for (number, row) in table.rows.enumerated() {
                    var indicator = Row(
                        id: "\(id)#\(number + 1)", path: path, code: project.code, name: project.name, cells: [:])
                    for (index, heading) in headings.enumerated() {
                        let text = index < row.cells.count ? row.cells[index].text : ""
                        indicator.cells[heading] = Cell(text: text, place: .indicator(row: number, column: index))
                    }
                    indicators.append(indicator)
                }
            default: continue
            }
        }
        projects.append(project)
    }
}

/// Keys of the program, which a workbook does not carry.
private let programKeys: Set<String> = ["附件", "更正", "已核实", "别名", "曾用网址", "发布时间"]

/// Names of columns of which no two are the same, nor one of the workbook's own.
private func distinct(_ headings: [String]) -> [String] {
    var seen: Set<String> = ["", SheetColumns.row, "项目编码", "项目名称"]
    return headings.map { heading in
        var name = heading.isEmpty ? "（无名栏）" : heading
        var number = 2
        while !seen.insert(name).inserted {
            name = "\(heading)（\(number)）"
            number += 1
        }
        return name
    }
}

/// The columns that tell a row of the workbook from the others.
enum SheetColumns {
    /// The row's id.
    static let row = "行号（请勿改动）"
}

/// A goal's text and the lines that it stands on, as the form reads them.
func goalLines(_ section: Section, _ document: Document) -> (text: String, range: TextRange) {
    let source = document.source
    var lines: [TextRange] = []
    var index = source.lineIndex(of: section.range.lower)
    while index < source.lineStarts.count, source.lineStarts[index] < section.range.upper {
        let range = source.lineRange(index)
        index += 1
        if range.lower >= section.range.lower, range.upper <= section.range.upper { lines.append(range) }
    }
    let filled = lines.indices.filter { !source.text(lines[$0]).isBlankText }
    guard let first = filled.first, let last = filled.last else {
        return ("", TextRange(section.range.lower, section.range.lower))
    }
    let text = lines[first...last].map { source.text($0).trimmedText }.joined(separator: "\n")
    return (text, TextRange(lines[first].lower, lines[last].upper))
}

/// Finds the forms and the prose of a document by its words.
public func recognise(_ document: SourceDocument) -> Recognition {
    var document = document
    document.blocks = document.blocks.map {
        if case .table(let table) = $0 { .table(table.withSmallTablesAsText) } else { $0 }
    }
    var recogniser = Recogniser(document)
    recogniser.read()
    return recogniser.result
}

private struct Recogniser {
    private(set) var result: Recognition
    private var parser = FormParser()
    /// What the parser was given, for the case that it is no form.
    private var given: [Given] = []
    private var prose: [ProseBlock] = []
    private var tableNumber = 0
    /// Whether the lines of a table of contents may follow: one outside may be a fact and its number.
    private var isInContents = false
    private var years: [(year: Int, weight: Int, basis: String)] = []

    private enum Given {
        case line(String, id: Int)
        case row(TableRow)
    }

    init(_ document: SourceDocument) { result = Recognition(document: document) }

    mutating func read() {
        let blocks = result.document.blocks
        for (index, block) in blocks.enumerated() {
            switch block {
            case .paragraph(let paragraph):
                let next = blocks[(index + 1)...].first { block in
                    if case .paragraph(let other) = block { return !other.text.isBlankText }
                    return true
                }
                let isBeforeTable = if case .table? = next { true } else { false }
                take(paragraph, isBeforeTable: isBeforeTable)
            case .table(let table): take(table)
            }
        }
        endForm()
        placeProse()
        if let year = yearNamed(in: result.document.name) { years.append((year, 3, "文件名")) }
        for form in result.units.flatMap({ $0.projects + $0.overall }) {
            if let year = form.year {
                years.append((year, 5, form.title.map { $0.contains("\(year)年") } == true ? "表的标题" : "表里的年度"))
            }
            if let year = form["项目编码"].flatMap(yearOfCode) { years.append((year, 2, "项目编码")) }
        }
        let heaviest = years.map(\.weight).max()
        let best = years.filter { $0.weight == heaviest }
        let counts = Dictionary(grouping: best, by: \.year).mapValues(\.count)
        result.year = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        result.yearBasis = best.first { $0.year == result.year }?.basis ?? ""
    }

    // MARK: Paragraphs

    private mutating func take(_ paragraph: SourceParagraph, isBeforeTable: Bool) {
        let text = paragraph.text
        guard !text.isBlankText else { return }
        isInContents = isContentsTitle(text) || isInContents && isContentsLine(text)
        if isInContents {
            result.uses[paragraph.id] = Use(what: "目录，不收入", confidence: .medium)
            return
        }
        if parser.form.hasContent, isContinuation(text) {
            result.uses[paragraph.id] = Use(what: "续表的标记，不收入", confidence: .high)
            return
        }
        if text.length <= 40, let year = yearNamed(in: text), !isFormTitle(text) {
            years.append((year, !text.isSentence ? 4 : 1, "标题“\(text.squeezed)”"))
        } else if let year = yearNamed(in: String(text.prefix(6))) {
            years.append((year, 1, "正文开头"))
        }
        if isPartHeading(text) {
            endForm()
            result.uses[paragraph.id] = Use(what: "部分的标题，网页上另有", confidence: .high)
            return
        }
        if isFormTitle(text) { endForm() }
        if parser.form.hasContent, !isBeforeTable {
            if isNote(text) {
                parser.keep(text, id: paragraph.id)
                return
            }
            if headingLevel(text) == nil, parser.takeInlineFields(text, id: paragraph.id) { return }
        }
        if isFormTitle(text) || isBeforeTable || parser.form.title != nil, !parser.form.hasContent,
            paragraph.level == nil || isFormTitle(text), isBeforeTable || !isFormTitle(text) || text.length < 60,
            parser.takeLine(text, id: paragraph.id)
        {
            given.append(.line(text, id: paragraph.id))
            return
        }
        endForm()
        addProse(paragraph)
    }

    private mutating func addProse(_ paragraph: SourceParagraph) {
        let text = paragraph.text
        if let level = headingLevel(text) ?? paragraph.level.map({ min($0 + 1, 6) }), text.length <= 80 {
            prose.append(.heading(level, text.squeezedInner))
            result.uses[paragraph.id] = Use(what: "正文的标题", confidence: .high)
        } else {
            prose.append(.paragraph(text))
            result.uses[paragraph.id] = Use(what: "正文", confidence: .high)
        }
    }

    // MARK: Tables

    private mutating func take(_ table: SourceTable) {
        let rows = tableRows(table, number: &tableNumber)
        parser.beginTable(width: rows.first?.width ?? 0)
        if table.knowsMerges, !isNamedByProgram(table.name), let year = yearNamed(in: table.name) {
            years.append((year, 3, "工作表名"))
        }
        var list: ProjectListReader?
        for row in rows {
            if var reader = list {
                if reader.takes(row) {
                    reader.add(row)
                    list = reader
                    continue
                }
                endList(reader)
                list = nil
            }
            if let reader = ProjectListReader(heading: row) {
                list = reader
                continue
            }
            if let paragraph = paragraph(in: row) {
                take(paragraph, isBeforeTable: false)
                continue
            }
            if parser.beginsNext(row) { endForm() }
            parser.take(row)
            given.append(.row(row))
        }
        if let list { endList(list) }
    }

    /// Running text in a table: a column of paragraphs, or a line over a form's whole width.
    private func paragraph(in row: TableRow) -> SourceParagraph? {
        guard let only = row.filled.first, row.filled.count == 1 else { return nil }
        let text = only.text
        let isColumn = row.width == 1 && UnitHead(text) == nil && amountUnit(in: text) == nil
        let isLine =
            !parser.form.hasContent && only.cell.column == 0 && row.slots.allSatisfy(\.isStart)
            && (text.isSentence || headingLevel(text) != nil || isPartHeading(text)) && !isFormTitle(text)
        guard isColumn || isLine else { return nil }
        return SourceParagraph(id: only.cell.id, text: text, level: nil, place: only.cell.place)
    }

    private func isNamedByProgram(_ name: String) -> Bool { name.hasPrefix("表 ") }

    private mutating func endList(_ list: ProjectListReader) {
        let head = parser
        let listed = list.read(title: head.form.title)
        if listed.isEmpty {
            // A heading with no project below it is a row like any other.
            parser.take(list.heading)
            given.append(.row(list.heading))
            return
        }
        for var parser in listed {
            parser.inherit(from: head)
            file(parser)
        }
        for (id, use) in head.uses { result.uses[id] = use }
        parser = FormParser()
        given = []
    }

    // MARK: Ends

    private mutating func endForm() {
        parser.finishTable()
        if parser.form.isForm {
            file(parser)
        } else {
            keepAsProse()
        }
        parser = FormParser()
        given = []
    }

    /// Puts a form under its unit.
    private mutating func file(_ parser: FormParser) {
        var form = parser.form
        for (id, use) in parser.uses { result.uses[id] = use }
        if form["项目名称"] == nil, !form.isOverall, let name = form.title.flatMap(projectName(inTitle:)) {
            form.fields.insert(.init(key: "项目名称", value: name, ids: [], confidence: .medium), at: 0)
        }
        let index = unitIndex(of: form)
        // What names the unit stands in the unit's own file.
        form.fields.removeAll { field in
            ["单位名称", "预算单位", "预算单位名称", "部门（单位）名称", "单位（部门）名称"].contains(field.key)
                && field.value.squeezed == result.units[index].name
        }
        form.fields.removeAll { field in
            guard FieldLabel(field.key)?.kind == .unitName, let named = UnitHead(named: field.value) else {
                return false
            }
            return named.code == result.units[index].code && named.name == result.units[index].name
        }
        result.units[index].amountUnit = result.units[index].amountUnit ?? form.amountUnit
        if form.isOverall && form["项目名称"] == nil && form["项目编码"] == nil {
            result.units[index].overall.append(form)
        } else {
            result.units[index].projects.append(form)
        }
    }

    private mutating func unitIndex(of form: Form) -> Int {
        var unit = RecognisedUnit()
        if let head = form.head {
            (unit.code, unit.name, unit.department) = (head.code, head.name, head.department)
        } else {
            unit.code = form["单位编码"] ?? ""
            let named = form.unitName ?? (form.isOverall ? form.departmentName : nil)
            if let head = named.flatMap({ UnitHead($0) ?? UnitHead(named: $0) }) {
                if unit.code.isEmpty { unit.code = head.code }
                (unit.name, unit.department) = (head.name, head.department)
            } else {
                unit.name = named?.squeezed ?? ""
            }
            unit.department = unit.department ?? form.departmentName.map { UnitHead($0)?.name ?? $0 }
        }
        if unit.code.isEmpty, unit.name.isEmpty, let last = result.units.indices.last { return last }
        let known = result.units.firstIndex { other in
            unit.code.isEmpty
                ? other.name == unit.name : other.code == unit.code || other.code.isEmpty && other.name == unit.name
        }
        if let known {
            if result.units[known].code.isEmpty { result.units[known].code = unit.code }
            return known
        }
        result.units.append(unit)
        return result.units.count - 1
    }

    private mutating func keepAsProse() {
        var rows: [TableRow] = []
        func isSame(_ row: TableRow) -> Bool { rows.last.map { $0.table == row.table } ?? true }
        for item in given {
            switch item {
            case .line(let text, let id):
                endTable(&rows)
                prose.append(.paragraph(text))
                result.uses[id] = Use(what: "正文", confidence: .medium)
            case .row(let row):
                if !isSame(row) { endTable(&rows) }
                rows.append(row)
            }
        }
        endTable(&rows)
    }

    private mutating func endTable(_ rows: inout [TableRow]) {
        defer { rows = [] }
        let width = rows.map(\.width).max() ?? 0
        for slot in rows.flatMap(\.filled) {
            result.uses[slot.cell.id] = Use(what: "正文里的表格", confidence: .low)
        }
        let grid = rows.filter { !$0.slots.allSatisfy(\.isBlank) }.map { row in
            (0..<width).map { column in row.slot(at: column)?.text.trimmedLines ?? "" }
        }
        if let only = grid.first, grid.count == 1 || width == 1 {
            let texts = width == 1 ? grid.flatMap { $0 } : only
            prose += texts.filter { !$0.isEmpty }.map { .paragraph($0) }
        } else if !grid.isEmpty {
            prose.append(.table(grid))
        }
    }

    /// The prose of a document belongs to its first unit.
    private mutating func placeProse() {
        guard !prose.isEmpty else { return }
        if result.units.isEmpty { result.units.append(RecognisedUnit()) }
        result.units[0].prose = prose
    }
}

/// The year in a project's code: `13030322P003970100139` is of 2022.
private func yearOfCode(_ code: String) -> Int? {
    let scalars = Array(code.squeezed.unicodeScalars)
    guard scalars.count > 8, scalars.prefix(8).allSatisfy(\.isASCIIDigit), !scalars[8].isASCIIDigit else { return nil }
    return 2000 + Int(scalars[6].value - 48) * 10 + Int(scalars[7].value - 48)
}

extension String {
    /// A heading on one line.
    fileprivate var squeezedInner: String {
        split(separator: "\n").map { String($0).trimmedText }.joined(separator: " ")
    }
}

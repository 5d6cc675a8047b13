import Basics
import Content
import Disclosure

/// The folder in which the program remembers what it imported, relative to the site's root.
let importMemory = ".gongkai/import/"

/// The folder of a unit of which neither code nor name is known.
private let unnamedUnit = "未填单位"

/// Behind the path of a file in that folder: where the document was read that the file came from.
let originEnding = ".origin"

/// Reads a document and works out what importing it would do. Nothing is written.
///
/// - Parameter path: the document's absolute path, by which a later version of it is known.
public func planImport(
    _ bytes: [UInt8], from path: String, root: String, options: ImportOptions
) throws(Refusal) -> ImportPlan {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? path
    let recognition = recognise(try readSource(bytes, name: name))
    var planner = ImportPlanner(recognition, from: path, root: root, options: options)
    return try planner.plan(bytes, name: name)
}

struct ImportPlanner {
    var plan: ImportPlan
    let recognition: Recognition
    let root: String
    let options: ImportOptions
    /// Where the original lies; nil before the first unit.
    private var originalPath: String?

    init(_ recognition: Recognition, from origin: String, root: String, options: ImportOptions) {
        plan = ImportPlan(recognition: recognition, origin: origin)
        self.recognition = recognition
        self.root = root
        self.options = options
    }

    mutating func plan(_ bytes: [UInt8], name: String) throws(Refusal) -> ImportPlan {
        guard recognition.hasForm || recognition.hasOverallGoals else {
            try planPage(name: name)
            return plan
        }
        guard let year = options.year ?? recognition.year else {
            throw Refusal("不知道是哪一年的文件：标题、表头和文件名里都没有写年度", help: "加上年度再导入，例如 --year 2022")
        }
        if options.year == nil { plan.notices.append("年度 \(year)，根据\(recognition.yearBasis)。不对的话，用 --year 指明。") }
        let document = KeptOriginal.Document(bytes: bytes, name: name, origin: plan.origin)
        for unit in recognition.units { try planUnit(unit, year: year, document) }
        if plan.files.allSatisfy({ $0.obstacle != nil }) {
            plan.attachment = nil
        } else if !recognition.document.besideText.isEmpty {
            let beside = recognition.document.besideText.joined(separator: "、")
            plan.notices.append("原件随页面公布，里面的\(beside)，读者打开就能看到；不该公布的，先在原件里删去、存盘，重新导入。")
        }
        let isDraft = { (file: ImportPlan.File) in file.obstacle == nil && file.content.text.contains("\n状态: 草稿\n") }
        if plan.files.count > 1, plan.files.contains(where: isDraft) {
            plan.notices.append("原件里有存为草稿的表：这些草稿公布以前，原件也不公布。")
        }
        let unnamed = "content/\(year)/\(unnamedUnit)"
        if !plan.files.contains(where: { $0.path.hasPrefix(unnamed + "/") }), isFile("\(root)/\(unnamed)/index.md"),
            text(importMemory + unnamed + "/index.md" + originEnding) == plan.origin
        {
            plan.notices.append("上次导入这份文件时不知道是哪个单位，写在 \(unnamed)/ 里；核对以后，把那个文件夹删去。")
        }
        return plan
    }

    // MARK: Units

    private mutating func planUnit(
        _ unit: RecognisedUnit, year: Int, _ document: KeptOriginal.Document
    ) throws(Refusal) {
        let isOnly = recognition.units.count == 1
        var code = unit.code
        if code.isEmpty || isOnly, let given = options.unitCode { code = given }
        let unitName = unit.name.isEmpty ? options.unitName ?? "" : unit.name
        guard code.isEmpty || isAddressable(code) else {
            throw Refusal("单位编码“\(code)”不能用作网页地址", help: addressableHelp(code) + "；用 --unit 指明")
        }
        let known = existingUnit(code: code, name: unitName, year: year)
        if code.isEmpty { code = known?.code ?? "" }
        let folder = known?.folder ?? "content/\(year)/" + (code.isEmpty ? fileStem(unitName) ?? unnamedUnit : code)
        // The original lies beside what was made of it first.
        let original = plan.files.isEmpty ? KeptOriginal(of: document, in: folder, root: root) : nil
        if let original {
            if !original.isThere { plan.attachment = original }
            originalPath = folder + "/" + original.name
        }
        let originalName = originalPath.map { path(of: $0, from: folder) }
        let isNewUnit = !isFile("\(root)/\(folder)/index.md")
        let saysOfUnit = !unit.prose.isEmpty || !unit.overall.isEmpty
        let lacksCode = known?.code.isEmpty ?? false
        if isNewUnit || saysOfUnit || lacksCode {
            let content = writeUnit(
                unit, code: code, name: unitName.isEmpty ? known?.name ?? "" : unitName,
                original: originalPath?.hasPrefix(folder + "/") ?? true ? nil : originalName)
            add(content, path: folder + "/index.md")
        }
        let isSingle = recognition.units.flatMap(\.projects).count == 1 && !saysOfUnit
        let amountUnit = (isNewUnit ? unit.amountUnit : fields(root, folder + "/index.md")?["金额单位"]) ?? "万元"
        planProjects(unit.projects, folder: folder, unitCode: code) { form, code in
            writeProject(
                form, code: code, unitAmounts: amountUnit, original: originalName, isOnlyForm: isSingle)
        }
    }

    /// A file's path as a document in a folder of the same year names it.
    private func path(of file: String, from folder: String) -> String {
        let (own, parts) = (folder.split(separator: "/"), file.split(separator: "/"))
        return (own.elementsEqual(parts.dropLast()) ? "" : "../\(parts[parts.count - 2])/") + parts[parts.count - 1]
    }

    /// The folder of a unit that the site knows already in a year.
    private func existingUnit(code: String, name: String, year: Int) -> (folder: String, code: String, name: String)? {
        let year = "content/\(year)"
        for entry in (try? listDirectory(root + "/" + year)) ?? [] where entry.kind == .directory {
            let folder = year + "/" + entry.name
            guard let fields = fields(root, folder + "/index.md") else { continue }
            let found = (code: fields["单位编码"] ?? "", name: fields["单位名称"] ?? "")
            let isNamed = !name.isEmpty && found.name.squeezed == name.squeezed
            let isSame = code.isEmpty ? isNamed : found.code == code || found.code.isEmpty && isNamed
            if isSame { return (folder, found.code, found.name) }
        }
        return nil
    }

    // MARK: Pages

    /// A document without a form is a plain page.
    private mutating func planPage(name: String) throws(Refusal) {
        let prose = recognition.units.flatMap(\.prose)
        guard !prose.isEmpty else { throw Refusal("文件里没有文字", help: "核对是否选错了文件；扫描件里的图片读不出文字") }
        let stem = name.split(separator: ".").dropLast().joined(separator: ".")
        let title =
            prose.lazy.compactMap { block in
                switch block {
                case .heading(_, let text): text
                case .paragraph(let text) where text.length <= 40 && !text.isSentence && !text.contains("\n"): text
                default: nil
                }
            }.first ?? (stem.isEmpty ? name : stem)
        let content = writePage(title: title, prose)
        plan.notices.append("没有认出绩效目标表，全文作为普通页面保存，文字一个不少。若这是绩效目标表，请核对表头是否写有“项目名称”“一级指标”等字样。")
        add(content, path: "content/" + content.name)
    }

    // MARK: Files

    /// - Parameter isSame: whether the file is known to be of the same project, whichever document it came from.
    mutating func add(_ content: ContentFile, path: String, isSame isCertain: Bool = false) {
        let new = content.text
        func file(_ change: ImportPlan.Change, _ text: String, base: String?) -> ImportPlan.File {
            ImportPlan.File(path: path, content: content, change: change, text: text, base: base)
        }
        guard let standing = text(path) else {
            plan.files.append(file(.new, new, base: new))
            return
        }
        let lineEnd = standing.utf8.contains(0x0D) ? "\r\n" : "\n"
        let current = lines(standing).joined(separator: "\n")
        if isSame(current, new) {
            plan.files.append(file(.unchanged, new, base: new))
            return
        }
        let former = text(importMemory + path + originEnding)
        if let former, former != plan.origin, !isCertain {
            plan.files.append(beside(file(.kept, standing, base: nil), current, of: former))
            return
        }
        guard let base = text(importMemory + path) ?? earlier(path, content, isCertain: isCertain) else {
            // Nobody knows what was edited: the file stays as it is, and every difference is shown.
            var result = file(.conflict, standing, base: nil)
            result.conflicts = differences(lines(current), lines(new))
            plan.files.append(result)
            return
        }
        let merge = ThreeWay(base: lines(base), mine: lines(current), theirs: lines(new))
        let merged = merge.merged.joined(separator: "\n")
        let change: ImportPlan.Change =
            !merge.conflicts.isEmpty
            ? .conflict : isSame(merged, current) ? .kept : isSame(merged, new) ? .updated : .merged
        var result = file(change, merge.merged.joined(separator: lineEnd), base: merge.base.joined(separator: "\n"))
        result.conflicts = merge.conflicts.map { .init(line: $0.line, inFile: $0.mine, inDocument: $0.theirs) }
        result.kept = merge.kept.flatMap { keptPlaces($0, in: merge.merged) }
        plan.files.append(result)
    }

    /// A file that came from another document: it stays, and what only this document says is shown.
    private func beside(_ file: ImportPlan.File, _ current: String, of former: String) -> ImportPlan.File {
        var file = file
        file.conflicts = differences(lines(current), lines(file.content.text)).compactMap { difference in
            let missing = difference.inDocument.filter { !$0.isBlankText && !lines(current).contains($0) }
            return missing.isEmpty ? nil : .init(line: difference.line, inFile: [], inDocument: missing)
        }
        if file.conflicts.isEmpty { return file }
        file.change = .conflict
        file.obstacle =
            "这个文件是从另一份文件（\(former)）导入的，没有改动。要收入的，把下面几行补进去；若是那份文件的新稿，用新稿替换它，再导入。"
        return file
    }

    /// A project that has the code of another one: both stay as they are.
    mutating func addBeside(_ namesake: UnitProjects.Project, _ content: ContentFile) {
        var file = ImportPlan.File(
            path: namesake.path, content: content, change: .conflict, text: text(namesake.path) ?? "", base: nil)
        file.obstacle =
            "这个文件里的“\(namesake.name)”已经用了项目编码 \(namesake.code)，没有导入“\(content.title)”。"
            + "若是两个项目，改正原件里的项目编码，再导入；若是改了名称，先改这个文件里的项目名称，再导入。"
        plan.files.append(file)
    }

    /// What an earlier version of the document that lies beside the file said in its place: `.gongkai/` may have been
    /// deleted.
    ///
    /// - Parameter isCertain: whether another document may tell of it as well.
    private func earlier(_ path: String, _ content: ContentFile, isCertain: Bool) -> String? {
        let parts = path.split(separator: "/")
        let folder = parts.dropLast().joined(separator: "/")
        for entry in (try? listDirectory(root + "/" + folder)) ?? [] where entry.kind == .file {
            let isVersion = entry.name.hasSuffix(attachmentName(recognition.document.name))
            guard isCertain || isVersion,
                ["txt", "docx", "xlsx"].contains(entry.name.split(separator: ".").last.map { $0.lowercased() }),
                let bytes = try? readFile(root + "/" + folder + "/" + entry.name, limit: documentLimit),
                let document = try? readSource(bytes, name: entry.name)
            else { continue }
            let found = recognise(document)
            if parts.last == "index.md" {
                guard let unit = found.units.first else { continue }
                let known = fields(root, path)
                let (code, name) = (known?["单位编码"] ?? unit.code, known?["单位名称"] ?? unit.name)
                return writeUnit(unit, code: code, name: name, original: nil).text
            }
            let texts = found.units.flatMap { unit in
                let isSingle = found.units.flatMap(\.projects).count == 1 && unit.prose.isEmpty && unit.overall.isEmpty
                return unit.projects.compactMap { form -> String? in
                    let written = writeProject(
                        form, code: "", unitAmounts: form.amountUnit ?? "万元", original: entry.name,
                        isOnlyForm: isSingle)
                    let isSame = written.name == content.name || !content.code.isEmpty
                    return written.code == content.code && isSame ? written.text : nil
                }
            }
            // Of several forms like it nobody knows which it was.
            if !texts.isEmpty { return texts.count == 1 ? texts[0] : nil }
        }
        return nil
    }

    func text(_ path: String) -> String? {
        guard let bytes = try? readFile(root + "/" + path, limit: 4 << 20) else { return nil }
        return String(decoding: decodedText(bytes, path: path).bytes, as: UTF8.self)
    }

    func lines(_ text: String) -> [String] {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0.last == "\r" ? $0.dropLast() : $0) }
    }
}

/// The scalars of a document's front matter; nil when it cannot be read.
func fields(_ root: String, _ path: String) -> [String: String]? {
    guard let document = try? readDocument(root: root, path: path).value else { return nil }
    let pairs = document.fields.compactMap { field -> (String, String)? in
        guard case .scalar(let literal) = field.value else { return nil }
        return (field.key.text, literal.text)
    }
    return Dictionary(pairs) { first, _ in first }
}

/// The names of lines that stay as they were edited: their keys in the front matter, their numbers below it.
private func keptPlaces(_ kept: ThreeWay.Kept, in merged: [String]) -> [String] {
    if kept.lines.isEmpty { return ["第 \(kept.line) 行前删去的"] }
    let end = merged.dropFirst().firstIndex(of: "---") ?? 0
    return kept.lines.indices.filter { !kept.lines[$0].isBlankText }.map { index in
        let line = kept.lines[index]
        let number = kept.line + index
        let key = line.prefix { $0 != ":" && $0 != "：" }
        let isKey = number <= end && key.count < line.count && !key.isEmpty && key.first?.isWhitespace == false
        return isKey ? "“\(key)”" : "第 \(number) 行"
    }
}

/// The lines in which two texts differ.
private func differences(_ mine: [String], _ theirs: [String]) -> [ImportPlan.Conflict] {
    let merge = ThreeWay(mine: mine, theirs: theirs)
    return merge.conflicts.map { .init(line: $0.line, inFile: $0.mine, inDocument: $0.theirs) }
}

func isSame(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }

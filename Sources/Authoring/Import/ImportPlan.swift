import Basics
import Content
import Disclosure

/// What importing a document would do.
public struct ImportPlan: Sendable {
    public enum Change: Sendable, Hashable {
        case new
        case unchanged
        /// Written anew; nobody had edited the file since the last import.
        case updated
        /// Edited since, and the document has nothing new.
        case kept
        /// Edited since; what the document changed elsewhere in it is put in.
        case merged
        /// Edited since, and the document says something else in the same lines, which stay as they are.
        case conflict
    }

    public struct File: Sendable {
        /// Relative to the site's root.
        public var path: String
        public var content: ContentFile
        public var change: Change
        /// The whole text to write.
        var text: String
        /// The text that later imports are held against.
        var base: String
        public var conflicts: [Conflict] = []
        /// What an earlier edit of the file says and the document does not, and so stays: `预算数`, `第 30 行`.
        public var kept: [String] = []
    }

    /// Lines that differ between the file and the document.
    public struct Conflict: Sendable, Hashable {
        /// Counted from 1.
        public var line: Int
        public var inFile: [String]
        public var inDocument: [String]
    }

    public var recognition: Recognition
    public var files: [File] = []
    /// The original, to be put beside the content: its path relative to the site's root; nil when it is there already.
    public var attachment: (path: String, bytes: [UInt8])?
    /// What the person should know besides.
    public var notices: [String] = []

    public var hasConflicts: Bool { files.contains { $0.change == .conflict } }
}

/// What the person who imports says beside the document.
public struct ImportOptions: Sendable {
    /// 年度
    public var year: Int?
    /// 单位编码 and 单位名称, where the document names none.
    public var unitCode: String?
    public var unitName: String?
    /// Whether projects without a code get one of the unit's code and a running number.
    public var numbersProjects = false

    public init() {}
}

/// The folder in which the program remembers what it imported, relative to the site's root.
let importMemory = ".gongkai/import/"

/// Reads a document and works out what importing it would do. Nothing is written.
public func planImport(
    _ bytes: [UInt8], name: String, root: String, options: ImportOptions
) throws(Refusal) -> ImportPlan {
    let recognition = recognise(try readSource(bytes, name: name))
    var planner = ImportPlanner(recognition, root: root, options: options)
    return try planner.plan(bytes, name: name)
}

private struct ImportPlanner {
    private var plan: ImportPlan
    private let recognition: Recognition
    private let root: String
    private let options: ImportOptions
    /// Paths taken by this import.
    private var taken: Set<String> = []

    init(_ recognition: Recognition, root: String, options: ImportOptions) {
        plan = ImportPlan(recognition: recognition)
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
        for unit in recognition.units { try planUnit(unit, year: year, name: name) }
        if let folder = plan.files.first?.path.split(separator: "/").dropLast().joined(separator: "/") {
            planAttachment(bytes, name: name, folder: folder)
        }
        return plan
    }

    // MARK: Units

    private mutating func planUnit(_ unit: RecognisedUnit, year: Int, name: String) throws(Refusal) {
        let isOnly = recognition.units.count == 1
        var code = unit.code
        if code.isEmpty || isOnly, let given = options.unitCode { code = given }
        let unitName = unit.name.isEmpty ? options.unitName ?? "" : unit.name
        guard code.isEmpty || isAddressable(code) else {
            throw Refusal("单位编码“\(code)”不能用作网页地址", help: addressableHelp(code) + "；用 --unit 指明")
        }
        let known = existingUnit(code: code, name: unitName, year: year)
        if code.isEmpty { code = known?.code ?? "" }
        let folder = known?.folder ?? "content/\(year)/" + (code.isEmpty ? fileStem(unitName) ?? "未填单位" : code)
        let units = UnitFiles(root: root, folder: folder)
        let isNewUnit = !isFile("\(root)/\(folder)/index.md")
        let saysOfUnit = !unit.prose.isEmpty || !unit.overall.isEmpty
        let lacksCode = known?.code.isEmpty ?? false
        if isNewUnit || saysOfUnit || lacksCode {
            let content = writeUnit(unit, code: code, name: unitName.isEmpty ? known?.name ?? "" : unitName)
            add(content, path: folder + "/index.md")
        }
        let isSingle = recognition.units.flatMap(\.projects).count == 1 && !saysOfUnit
        for (index, form) in unit.projects.enumerated() {
            let number = index < 9 ? "0\(index + 1)" : "\(index + 1)"
            let assigned = options.numbersProjects && !code.isEmpty ? "\(code)-\(number)" : ""
            let content = writeProject(form, code: assigned, attachment: isSingle ? attachmentName(name) : nil)
            let path = units.path(ofCode: form["项目编码"]?.squeezed ?? assigned) ?? folder + "/" + content.name
            add(content, path: unused(path))
        }
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

    /// The path, or where the import has taken it already, one with a number.
    private mutating func unused(_ path: String) -> String {
        var candidate = path
        var number = 2
        while !taken.insert(candidate.lowercased()).inserted {
            candidate = path.dropLast(".md".count) + "-\(number).md"
            number += 1
        }
        return candidate
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
        add(content, path: unused("content/" + content.name))
    }

    // MARK: Files

    private mutating func add(_ content: ContentFile, path: String) {
        let new = content.text
        func file(_ change: ImportPlan.Change, _ text: String, base: String) -> ImportPlan.File {
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
        guard let base = text(importMemory + path) ?? earlier(path, content) else {
            // Nobody knows what was edited: the file stays as it is, and every difference is shown.
            var result = file(.conflict, standing, base: current)
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

    /// What an earlier document that lies beside the file said in its place: `.gongkai/` may have been deleted.
    private func earlier(_ path: String, _ content: ContentFile) -> String? {
        let parts = path.split(separator: "/")
        let folder = parts.dropLast().joined(separator: "/")
        for entry in (try? listDirectory(root + "/" + folder)) ?? [] where entry.kind == .file {
            guard ["txt", "docx", "xlsx"].contains(entry.name.split(separator: ".").last.map { $0.lowercased() }),
                let bytes = try? readFile(root + "/" + folder + "/" + entry.name, limit: documentLimit),
                let document = try? readSource(bytes, name: entry.name)
            else { continue }
            let found = recognise(document)
            for unit in found.units {
                if parts.last == "index.md" {
                    let known = fields(root, path)
                    return writeUnit(unit, code: known?["单位编码"] ?? unit.code, name: known?["单位名称"] ?? unit.name).text
                }
                let isSingle = found.units.flatMap(\.projects).count == 1 && unit.prose.isEmpty && unit.overall.isEmpty
                for form in unit.projects {
                    let written = writeProject(form, code: "", attachment: isSingle ? entry.name : nil)
                    if written.code == content.code, written.name == content.name || !content.code.isEmpty {
                        return written.text
                    }
                }
            }
        }
        return nil
    }

    private func text(_ path: String) -> String? {
        guard let bytes = try? readFile(root + "/" + path, limit: 4 << 20) else { return nil }
        return String(decoding: decodedText(bytes, path: path).bytes, as: UTF8.self)
    }

    private func lines(_ text: String) -> [String] {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0.last == "\r" ? $0.dropLast() : $0) }
    }

    private mutating func planAttachment(_ bytes: [UInt8], name: String, folder: String) {
        var path = folder + "/" + attachmentName(name)
        var number = 2
        while isFile(root + "/" + path) {
            if (try? readFile(root + "/" + path, limit: documentLimit)) == bytes { return }
            path = folder + "/\(number)-" + attachmentName(name)
            number += 1
        }
        plan.attachment = (path, bytes)
    }
}

/// The projects that lie in a unit's folder.
private struct UnitFiles {
    private var paths: [String: String] = [:]

    init(root: String, folder: String) {
        for entry in (try? listDirectory(root + "/" + folder)) ?? [] where entry.name.hasSuffix(".md") {
            let path = folder + "/" + entry.name
            if let code = fields(root, path)?["项目编码"], !code.isEmpty { paths[code] = paths[code] ?? path }
        }
    }

    func path(ofCode code: String) -> String? { code.isEmpty ? nil : paths[code] }
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

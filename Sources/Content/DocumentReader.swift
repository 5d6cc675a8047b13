import Basics

/// Reads one Markdown file of `content/`.
///
/// - Parameters:
///   - path: the file's path relative to the site's root.
/// - Returns: the document, or nil when it cannot be read as one; and everything that was found.
/// - Throws: `FileError` when the file cannot be opened or read.
public func readDocument(root: String, path: String) throws(FileError) -> Diagnosed<Document?> {
    readDocument(try documentBytes(root: root, path: path), path: path)
}

/// The bytes of a Markdown file as they are on the disk; nil when it is too large to be read.
///
/// - Throws: `FileError` when the file cannot be opened or read.
public func documentBytes(root: String, path: String) throws(FileError) -> [UInt8]? {
    do {
        return try readFile(root + "/" + path, limit: Limits.file)
    } catch {
        guard error.code == FileError.tooLarge else { throw error }
        return nil
    }
}

/// Reads the bytes of one Markdown file; nil stands for a file that is too large.
public func readDocument(_ bytes: [UInt8]?, path: String) -> Diagnosed<Document?> {
    guard let bytes else { return Diagnosed(nil, [fileTooLarge(path)]) }
    let decoded = decode(bytes, path: path)
    guard let source = decoded.value else { return Diagnosed(nil, decoded.diagnostics) }
    guard let lines = frontMatterLines(source) else {
        return Diagnosed(nil, decoded.diagnostics + [frontMatterAbsent(source)])
    }
    let range = TextRange(source.lineStarts[lines.lowerBound], source.lineStarts[lines.upperBound])
    guard range.upper - range.lower <= Limits.frontMatter else {
        return Diagnosed(nil, decoded.diagnostics + [frontMatterTooLarge(source)])
    }
    let fences = longFences(source, lines)
    let fields = readFrontMatter(source, lines: lines)
    let bodyStart = source.lineRange(lines.upperBound).upper
    let sections = readBody(source, from: bodyStart)
    let document = Document(
        source: source, fields: fields.value, frontMatterRange: range, sections: sections.value)
    let body = sections.diagnostics.filter { !isMoot($0, in: document) }
    return Diagnosed(document, decoded.diagnostics + fences + fields.diagnostics + body)
}

/// Whether a finding is about markup in a project's goals, which are published as literal text: there `<b>` is no HTML
/// and `>>>` no quote. What swallowed a heading below it is a finding all the same.
private func isMoot(_ finding: Diagnostic, in document: Document) -> Bool {
    guard ["raw-html", "nesting-too-deep"].contains(finding.id), document.fields["项目编码"] != nil,
        let range = finding.place?.range
    else { return false }
    let swallowsHeading = document.source.text(range).contains("\n#")
    return !swallowsHeading
        && document.sections.contains { section in
            isGoalHeading(section.heading?.text ?? "") && section.range.lower <= range.lower
                && range.upper <= section.range.upper
        }
}

/// Whether a heading is `绩效目标` or `年度绩效目标`, with or without a number before it.
private func isGoalHeading(_ text: String) -> Bool {
    text.drop { "（(一二三四五六七八九十0123456789、.．)） 年度".contains($0) } == "绩效目标"
}

/// The lines between the opening and the closing `---`, counted from 0, or nil when one of them is missing. Longer ones are
/// taken for such, and reported.
private func frontMatterLines(_ source: SourceText) -> Range<Int>? {
    guard isFence(source, 0) else { return nil }
    for line in source.lineStarts.indices.dropFirst() where isFence(source, line) { return 1..<line }
    return nil
}

private func isFence(_ source: SourceText, _ line: Int) -> Bool {
    let range = source.lineRange(line)
    let bytes = source.bytes[range.lower..<range.upper]
    return bytes.starts(with: "---".utf8) && bytes.drop { $0 == .hyphen }.allSatisfy { $0 == .space || $0 == .tab }
}

// MARK: Wording

/// The lines around a front matter that have more than three hyphens, by which other programs do not know them.
private func longFences(_ source: SourceText, _ lines: Range<Int>) -> [Diagnostic] {
    [lines.lowerBound - 1, lines.upperBound].compactMap { line in
        let start = source.lineRange(line).lower
        let length = source.bytes[start...].prefix { $0 == .hyphen }.count
        guard length > 3 else { return nil }
        let range = TextRange(start, start + length)
        return Diagnostic(
            "front-matter", .error,
            "文件头的\(line == 0 ? "开头" : "结尾")写成了“\(source.text(range).prefix(12))”：应当正好是三个“-”", at: source.place(range),
            help: "写成“---”", fixes: [.init(range, "---")])
    }
}

private func frontMatterAbsent(_ source: SourceText) -> Diagnostic {
    let isUnclosed = isFence(source, 0)
    return Diagnostic(
        "front-matter", .error, isUnclosed ? "文件头没有结束：缺少第二行“---”" : "文件没有文件头",
        at: source.place(TextRange(0, source.lineRange(0).upper)),
        help: isUnclosed ? "在最后一个键的下一行写“---”" : "第一行写“---”，接着每行一个“键: 值”，再写一行“---”")
}

private func frontMatterTooLarge(_ source: SourceText) -> Diagnostic {
    Diagnostic(
        "front-matter", .error, "文件头超过 \(Limits.frontMatter >> 10) KB", at: source.place(TextRange(0, 3)),
        help: "长文字写在正文里")
}

private func fileTooLarge(_ path: String) -> Diagnostic {
    Diagnostic(
        "file-too-large", .error, "文件超过 \(Limits.file >> 20) MB，没有读取", at: Place(file: path),
        help: "一个项目一个文件；图片和扫描件作为附件放在旁边")
}

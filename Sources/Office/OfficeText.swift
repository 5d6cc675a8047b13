/// Reads all text of an Office file: what is shown, and what is not but goes out with the file — deleted text that
/// change tracking keeps, hidden sheets, comments, headers, properties, addresses behind links, embedded files.
///
/// - Parameters:
///   - format: what the file's name says that it is.
///   - take: is given one passage after another, in the order of the file's parts.
/// - Throws: `OfficeError` when the file is not what its name says, encrypted, damaged, or over the limits. What was
///   taken before is a part of the text.
public func readOfficeText(
    _ bytes: [UInt8], as format: OfficeFormat, limits: OfficeLimits = OfficeLimits(),
    take: (OfficePassage) -> Void
) throws(OfficeError) {
    var embeddedLeft = limits.embeddedCount
    var unpackable = limits.totalSize
    try readText(bytes, as: format, limits, [], &unpackable, &embeddedLeft, take)
}

private func readText(
    _ bytes: [UInt8], as format: OfficeFormat, _ limits: OfficeLimits, _ outer: [String], _ unpackable: inout Int,
    _ embeddedLeft: inout Int, _ take: (OfficePassage) -> Void
) throws(OfficeError) {
    var limits = limits
    limits.totalSize = unpackable
    var archive = try ZipArchive(bytes, limits: limits)
    try check(archive.entries, are: format)
    let workbook = try format == .workbook ? Workbook(&archive, limits) : nil
    var usedStrings = Set<Int>()
    func emit(_ passage: OfficePassage) {
        var passage = passage
        passage.embeddedIn = outer
        take(passage)
    }
    for entry in archive.entries {
        let name = entry.name.lowercased()
        if let inner = OfficeFormat(fileName: name) {
            guard embeddedLeft > 0, outer.count < 2 else { throw .tooManyEmbedded(limit: limits.embeddedCount) }
            embeddedLeft -= 1
            let content = try archive.read(entry)
            var left = archive.unpackable
            try readText(content, as: inner, limits, outer + [entry.name], &left, &embeddedLeft, take)
            archive.unpackable = left
            continue
        }
        guard holdsText(name) else { continue }
        if workbook != nil, name == Workbook.stringsPart { continue }
        let content = try archive.read(entry)
        if let workbook, name.hasPrefix("xl/worksheets/"), name.hasSuffix(".xml") {
            try readSheet(content, entry.name, in: workbook, limits, used: &usedStrings, emit)
        } else {
            try readFlow(content, part: entry.name, limits, emit)
        }
    }
    if let workbook {
        // Strings that no cell shows any more lie in the file all the same.
        for (index, text) in workbook.strings.enumerated() where !usedStrings.contains(index) && !text.isEmpty {
            emit(OfficePassage(text, at: .element(part: Workbook.stringsPart, name: "si")))
        }
    }
    unpackable = archive.unpackable
}

/// Checks that an archive is an Office file, and of the format that its name says.
private func check(_ entries: [ZipArchive.Entry], are format: OfficeFormat) throws(OfficeError) {
    func has(_ folder: String) -> Bool { entries.contains { $0.name.lowercased().hasPrefix(folder) } }
    guard has("[content_types].xml") else { throw .partMissing("[Content_Types].xml") }
    if has(format.folder) { return }
    guard let other = [OfficeFormat.document, .workbook, .presentation].first(where: { has($0.folder) }) else {
        throw .partMissing(format.folder)
    }
    throw .otherContent(other.kind)
}

/// Whether a part of a name holds text of the author's, rather than pictures or the looks of the text.
private func holdsText(_ name: String) -> Bool {
    guard name.hasSuffix(".xml") || name.hasSuffix(".rels") || name.hasSuffix(".vml") else { return false }
    return !["/theme/", "/styles.xml", "/fonttable.xml", "/numbering.xml", "/stylewitheffects.xml", "/calcchain.xml"]
        .contains { name.contains($0) }
}

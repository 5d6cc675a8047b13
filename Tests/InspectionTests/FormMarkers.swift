import Basics
import Content
import Disclosure
import Foundation
import Testing

@testable import Inspection

/// The documents of a small site, by path.
typealias Files = [String: String]

/// A change of one file: a text of it and what it is replaced with, in which `1️⃣` marks where findings must start.
struct Edit: Sendable {
    var file: String
    var old: String
    var new: String

    init(_ file: String, _ old: String, _ new: String) {
        self.file = file
        self.old = old
        self.new = new
    }
}

/// A finding's rule and the byte that it starts at.
struct Found: Hashable, CustomStringConvertible {
    var id: String
    var file: String
    var offset: Int

    var description: String { "\(id) \(file):\(offset)" }
}

let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path(percentEncoded: false)

/// The documents of this repository's own site.
let seed: Files = {
    guard let folder = try? listContent(root: repository).value else { return [:] }
    var files: Files = [:]
    for path in folder.documents {
        guard let bytes = try? readFile(repository + "/" + path, limit: 1 << 20) else { continue }
        files[path] = String(decoding: bytes, as: UTF8.self)
    }
    return files
}()

/// Everything that is found in a site up to the review, with its sources.
func review(_ files: Files) async -> (diagnostics: [Diagnostic], sources: [String: SourceText]) {
    let paths = files.keys.sorted()
    let read = paths.map { readDocument(Array((files[$0] ?? "").utf8), path: $0) }
    let documents = read.compactMap(\.value)
    let register = await readRegister(documents, attachments: [])
    let findings = await inspect(documents, register.value)
    let sources = Dictionary(documents.map { ($0.path, $0.source) }) { first, _ in first }
    return (read.flatMap(\.diagnostics) + register.diagnostics + findings, sources)
}

func found(in files: Files) async -> [Found] {
    await review(files).diagnostics.map {
        Found(id: $0.id, file: $0.place?.file ?? "", offset: $0.place?.range?.lower ?? -1)
    }
}

/// Findings as `file:line:column id`, in reading order.
func lines(_ diagnostics: [Diagnostic], _ sources: [String: SourceText]) -> [String] {
    diagnostics.inReadingOrder().map { diagnostic in
        let file = diagnostic.place?.file ?? ""
        let position = diagnostic.place?.range.flatMap { sources[file]?.position(of: $0.lower) }
        return "\(file):\(position.map { "\($0.line):\($0.column)" } ?? "-") \(diagnostic.id)"
    }
}

let marker = "1️⃣"

/// What edits of a site newly bring up, and what their markers expect; both in order.
func newFindings(after edits: [Edit], in files: Files) async -> (found: [Found], marked: [Found]) {
    var edited = files
    var marked: [Found] = []
    var shifts: [(file: String, from: Int, by: Int)] = []
    for edit in edits {
        guard let text = edited[edit.file], let range = text.range(of: edit.old) else {
            Issue.record("“\(edit.old)” is not in \(edit.file)")
            continue
        }
        let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
        let parts = edit.new.components(separatedBy: marker)
        var offset = start
        for part in parts.dropLast() {
            offset += part.utf8.count
            marked.append(Found(id: "", file: edit.file, offset: offset))
        }
        let new = parts.joined()
        edited[edit.file] = text.replacingCharacters(in: range, with: new)
        shifts.append((edit.file, start + edit.old.utf8.count, new.utf8.count - edit.old.utf8.count))
    }
    // What was found before, where it stands now.
    var before: [Found: Int] = [:]
    for var finding in await found(in: files) {
        for shift in shifts where shift.file == finding.file && finding.offset >= shift.from {
            finding.offset += shift.by
        }
        before[finding, default: 0] += 1
    }
    var new: [Found] = []
    for finding in await found(in: edited) {
        if let count = before[finding], count > 0 { before[finding] = count - 1 } else { new.append(finding) }
    }
    return (new.sorted { ($0.file, $0.offset, $0.id) < ($1.file, $1.offset, $1.id) }, marked)
}

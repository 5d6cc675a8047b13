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

/// What is found in the seed as it is.
let seedFindings = Task { await found(in: seed) }
let seedLines = Task { await foundLines(in: seed) }

let marker = "1️⃣"

/// This rule stands at the first of several places by the projects' codes: another code only moves what it finds.
private let movable = "class-inconsistent"

/// What edits of the seed newly bring up, and what their markers expect; both in order.
func newFindings(after edits: [Edit]) async -> (found: [Found], marked: [Found]) {
    var edited = seed
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
    for var finding in await seedFindings.value {
        for shift in shifts where shift.file == finding.file && finding.offset >= shift.from {
            finding.offset += shift.by
        }
        before[finding, default: 0] += 1
    }
    var new: [Found] = []
    let after = await found(in: edited)
    #expect(after.count { $0.id == movable } == before.reduce(0) { $0 + ($1.key.id == movable ? $1.value : 0) })
    for finding in after where finding.id != movable {
        if let count = before[finding], count > 0 { before[finding] = count - 1 } else { new.append(finding) }
    }
    return (new.sorted { ($0.file, $0.offset, $0.id) < ($1.file, $1.offset, $1.id) }, marked)
}

/// `file:line id` of what is found in a site, sorted.
func foundLines(in files: Files) async -> [String] {
    let (findings, sources) = await review(files)
    return findings.compactMap { finding in
        guard let place = finding.place, let source = sources[place.file] else { return nil }
        return "\(place.file):\(source.position(of: place.range?.lower ?? 0).line) \(finding.id)"
    }.sorted()
}

/// `file:line id` of what is found in the first but not in the second, as multisets.
func newLines(_ files: Files, since before: Files) async -> [String] {
    newLines(await foundLines(in: files), since: before == seed ? await seedLines.value : await foundLines(in: before))
}

func newLines(_ lines: [String], since before: [String]) -> [String] {
    var old = before
    return lines.filter { line in
        guard let index = old.firstIndex(of: line) else { return true }
        old.remove(at: index)
        return false
    }
}

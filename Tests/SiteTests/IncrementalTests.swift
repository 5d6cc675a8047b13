import Disclosure
import Foundation
import Pages
import Testing

@testable import Preview
@testable import Site

/// A site that is read again after an edit is the same as one that is read afresh.
@Suite("Incremental") struct IncrementalTests {
    @Test func `Compressed copies are those of the texts beside them, after an edit as in a new build`() async throws {
        let site = try TestSite()
        let options = ["build", "--at", "2022-06-01", "--precompress"]
        try #expect(await site.run(arguments: options).code == 0)
        try site.write("content/2022/721001/b.md", project(code: "13030322P00000000000D", name: "新添的项目"))
        let run = try await site.run(arguments: options)
        #expect(run.says("写入") && !run.says("写入 0"))
        let edited = try site.tree("public")
        let copies = edited.keys.filter { $0.hasSuffix(".gz") }
        for text in ["data/projects.csv", "data/disclosure.json", "2022/721001/721001-2022.json", "index.html"] {
            #expect(copies.contains(text + ".gz"))
        }
        let lines = copies.map { "gunzip -c public/\($0) | cmp - public/\($0.dropLast(3)) || exit 1\n" }
        try #expect(await site.run(arguments: [], shell: lines.joined()).code == 0)
        try site.remove("public")
        try site.remove(".gongkai")
        try #expect(await site.run(arguments: options).code == 0)
        #expect(try site.tree("public") == edited)
    }

    @Test func `A page that was lost comes back, and the list of files stays that of the site`() async throws {
        let site = try TestSite()
        let options = ["build", "--at", "2022-06-01"]
        try #expect(await site.run(arguments: options).code == 0)
        // Once the tree that the next build fills has no list, and once an older one.
        for edit in [nil, "新添的项目"] {
            if let edit {
                try site.write("content/2022/721001/b.md", project(code: "13030322P00000000000D", name: edit))
            }
            try #expect(await site.run(arguments: options).code == 0)
            let whole = try site.tree("public")
            try site.remove("public/projects.html")
            try #expect(await site.run(arguments: options).code == 0)
            try #expect(site.tree("public") == whole)
            try #expect(await site.run(arguments: ["verify", "public"]).code == 0)
        }
    }

    /// As a preview does, most readings ask only for the files that inotify named, and some for all; now and then several
    /// edits are read at once.
    @Test("After each of 500 random edits, what memory made equals a clean build byte for byte, findings too")
    func randomEdits() async throws {
        let seed = UInt64(ProcessInfo.processInfo.environment["GONGKAI_SEED"] ?? "") ?? .random(in: 0...UInt64.max)
        var edits = try RandomEdits(seed: seed)
        let time = try #require(Instant("2022-06-01"))
        var memory = SiteMemory()
        var watches = try #require(Watches(edits.root))
        var changes = Changes.anything
        var readings = (named: 0, all: 0)
        for number in 1...500 {
            let done = try edits.makeOne()
            changes.formUnion(watches.readEvents())
            // A program that another test starts at this moment holds an open file until it runs, and with it the event of its
            // being closed: it comes some milliseconds late.
            while watches.wait(timeout: 50) { changes.formUnion(watches.readEvents()) }
            if number % 10 == 0 { continue }
            if number % 7 == 0 { changes = .anything }
            if changes == .anything { readings.all += 1 } else { readings.named += 1 }
            // Times of files have a grain; an edit within it is read for its youth, which is not what is tested here.
            let root = edits.root
            async let afresh = snapshot(of: root, at: time)
            let incremental = try await snapshot(of: root, at: time, after: changes, remembering: &memory)
            // What could not be read was not taken note of.
            changes = incremental["failure"] == nil ? .nothing : .anything
            let clean = try await afresh
            let differing = Set(incremental.keys).union(clean.keys).filter { incremental[$0] != clean[$0] }
            guard differing.isEmpty else {
                Issue.record("GONGKAI_SEED=\(seed), edit \(number) (\(done)): \(differing.sorted().prefix(5))")
                return
            }
        }
        #expect(edits.kinds.count == RandomEdits.Kind.allCases.count, "each kind of edit came up: \(edits.kinds)")
        #expect(readings.named > 100 && readings.all > 50, "both ways of reading came up: \(readings)")
    }
}

private func snapshot(of root: String, at time: Instant) async throws -> [String: String] {
    var nothing = SiteMemory()
    return try await snapshot(of: root, at: time, after: .anything, remembering: &nothing)
}

/// All that comes of a site: each finding and each file of its output. A failure of the file system is one of them.
private func snapshot(
    of root: String, at time: Instant, after changes: Changes, remembering memory: inout SiteMemory
) async throws -> [String: String] {
    let site: CheckedSite
    do {
        site = try await checkSite(root: root, at: time, for: .authors, after: changes, remembering: &memory)
    } catch {
        return ["failure": error.message]
    }
    var found = ["findings": site.report.diagnostics.map { "\($0)" }.joined(separator: "\n")]
    found["gravest"] = site.report.gravest(20).map { "\($0)" }.joined(separator: "\n")
    for diagnostic in site.report.diagnostics {
        if let file = diagnostic.place?.file {
            found["text of " + file] = site.report.text(file).map { String(decoding: $0.bytes, as: UTF8.self) }
        }
    }
    var joint: [String: String] = [:]
    for page in site.pages {
        if joint.isEmpty, case .joint(let files, _) = page.source {
            joint = files.measured().mapValues { "\($0.size) \($0.digest.hexadecimal)" }
        }
        found[page.address] =
            switch page.source {
            case .rendered(let render): String(decoding: render(), as: UTF8.self)
            case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
            case .joint(_, let address): joint[address]
            case .file(let path): "copy of \(path) \(site.sources.attachments[path]?.digest.hexadecimal ?? "")"
            }
    }
    for (path, bytes) in await site.search(after: root + "/public") {
        found[path] = String(decoding: bytes, as: UTF8.self)
    }
    return found
}

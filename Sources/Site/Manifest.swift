import Basics
import FoundationEssentials

/// `manifest.json` of an output folder: every file that the build made, so that the next one knows which are its own.
struct Manifest: Sendable {
    struct Entry: Sendable, Codable, Hashable {
        /// Relative to the output folder.
        var path: String
        /// In bytes.
        var size: Int
    }

    static let fileName = "manifest.json"

    private(set) var entries: [Entry]
    private let known: Set<String>

    var paths: [String] { entries.map(\.path) }

    init(entries: [Entry]) {
        self.entries = entries
        known = Set(entries.map(\.path))
    }

    /// Reads the manifest of the former build; without one, or with one that is not ours, no file is known as ours.
    init(readFrom folder: String) throws(FileError) {
        let path = folder + "/" + Self.fileName
        guard fileExists(path) else {
            self.init(entries: [])
            return
        }
        let content = try? JSONDecoder().decode(Content.self, from: Data(try readFile(path, limit: 512 << 20)))
        self.init(entries: (content?.files ?? []).filter { Self.staysInside($0.path) })
    }

    func contains(_ path: String) -> Bool { known.contains(path) }

    var bytes: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.integer("version", 1)
            json.array("files") { json in
                for entry in entries {
                    json.lineBreak()
                    json.object { json in
                        json.string("path", entry.path)
                        json.integer("size", entry.size)
                    }
                }
            }
        }
        json.lineBreak()
        return json.bytes
    }

    private struct Content: Codable {
        var files: [Entry]
    }

    /// A manifest may have been edited: a path that leaves the folder is nobody's.
    private static func staysInside(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return !parts.contains { $0.isEmpty || $0 == "." || $0 == ".." }
    }
}

import Basics
import FoundationEssentials
import Pages

/// `manifest.json` of an output folder: every file that the build made, so that the next one knows which are its own.
struct Manifest: Sendable {
    struct Entry: Sendable, Codable, Hashable {
        /// Relative to the output folder.
        var path: String
        /// In bytes.
        var size: Int
    }

    static let fileName = Routes.manifest

    private(set) var entries: [Entry]
    private let known: Set<ExactPath>

    var paths: [String] { entries.map(\.path) }

    init(entries: [Entry]) {
        self.entries = entries
        known = Set(entries.map { ExactPath($0.path) })
    }

    /// Reads the manifest of the former build; without one, no file is known as ours.
    ///
    /// - Throws: `FileError` when it cannot be read, or is a file of that name that no build made.
    init(readFrom folder: String) throws(FileError) {
        let path = folder + "/" + Self.fileName
        guard fileExists(path) else {
            self.init(entries: [])
            return
        }
        let bytes = try readFile(path, limit: 512 << 20)
        guard let content = try? JSONDecoder().decode(Content.self, from: Data(bytes)) else {
            throw FileError(.write, path, code: FileError.notOurs)
        }
        self.init(entries: content.files.filter { Self.isOurs($0.path) })
    }

    func contains(_ path: String) -> Bool { known.contains(ExactPath(path)) }

    /// Whether any file lies in a folder or below it.
    func holdsFiles(in folder: String) -> Bool {
        entries.contains { foldersAbove($0.path).contains { ExactPath(String($0)) == ExactPath(folder) } }
    }

    /// The files of both; where both have one, as the other says.
    func union(_ other: Manifest) -> Manifest {
        Manifest(entries: other.entries + entries.filter { !other.contains($0.path) })
    }

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
        var version: Int
        var files: [Entry]
    }

    /// A manifest may have been edited: a path that leaves the folder, or that no build makes, is nobody's.
    private static func isOurs(_ path: String) -> Bool {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return path != fileName && !path.utf8.contains(0)
            && !parts.contains { $0.isEmpty || $0.first == UInt8(ascii: ".") }
    }
}

/// A path by its bytes: as strings, a letter with its mark composed and decomposed would be the same name.
private struct ExactPath: Hashable {
    private let path: String

    init(_ path: String) { self.path = path }

    static func == (left: Self, right: Self) -> Bool { left.path.utf8.elementsEqual(right.path.utf8) }

    func hash(into hasher: inout Hasher) {
        path.utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

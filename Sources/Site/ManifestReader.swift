import Basics
import Digests
import FoundationEssentials

extension Manifest {
    /// The largest manifest that is read, in bytes.
    public static let sizeLimit = 512 << 20

    /// Reads the manifest of a folder; without one, no file is known as ours.
    ///
    /// - Throws: `FileError` when it cannot be read, or is a file of that name that no build made.
    init(readFrom folder: String) throws(FileError) {
        let path = folder + "/" + Self.fileName
        guard fileExists(path) else {
            self.init(entries: [])
            return
        }
        guard let manifest = Manifest(try readFile(path, limit: Self.sizeLimit)) else {
            throw FileError(.write, path, code: FileError.unreadableList)
        }
        self = manifest
    }

    /// Reads a manifest as it is; nil for what is none.
    ///
    /// It may have been edited: paths that leave the folder, or that no build makes, are nobody's and left out.
    public init?(_ bytes: [UInt8]) {
        guard let content = Content(lines: bytes) ?? Content(json: bytes) else { return nil }
        self.init(entries: content.files.filter { Self.isOurs($0.path) })
        stated = SHA256(hexadecimal: content.digest ?? "")
        generator = content.generator ?? ""
    }

    private static func isOurs(_ path: String) -> Bool {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return path != fileName && !path.utf8.contains(0)
            && !parts.contains { $0.isEmpty || $0.first == UInt8(ascii: ".") }
    }
}

/// What is read of a manifest.
private struct Content {
    var generator: String?
    var digest: String?
    var files: [Manifest.Entry]

    /// Reads any JSON that says what a manifest says.
    init?(json bytes: [UInt8]) {
        struct File: Decodable {
            var path: String
            var size: Int
            var sha256: String?
            var version: String?
            var sources: [String]?
            var standIn: String?
        }
        struct Whole: Decodable {
            var version: Int
            var generator: String?
            var digest: String?
            var files: [File]
        }
        guard let whole = try? JSONDecoder().decode(Whole.self, from: Data(bytes)) else { return nil }
        generator = whole.generator
        digest = whole.digest
        files = whole.files.map {
            var entry = Manifest.Entry(
                $0.path, $0.size, digest: SHA256(hexadecimal: $0.sha256 ?? ""), sources: $0.sources ?? [],
                version: $0.version ?? "")
            entry.standIn = $0.standIn ?? ""
            return entry
        }
    }

    /// Reads the lines that `Manifest.bytes` writes, many times faster than any JSON; nil when a line is another one.
    init?(lines bytes: [UInt8]) {
        var scanner = LineScanner(bytes)
        guard scanner.take(#"{"version":2,"generator":""#), let generator = scanner.text(),
            scanner.take(#","digest":""#), let digest = scanner.text(),
            scanner.take(#","sourcesDigest":""#), scanner.text() != nil, scanner.take(#","files":["#)
        else { return nil }
        (self.generator, self.digest, files) = (generator, digest, [])
        while !scanner.take("]") {
            guard scanner.take(files.isEmpty ? "\n" : "\n,"), let entry = scanner.entry() else { return nil }
            files.append(entry)
        }
        guard scanner.take("\n"), scanner.take(#","sources":["#) else { return nil }
    }
}

/// Goes through the bytes of a manifest.
private struct LineScanner {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Takes exactly these characters, if they come next.
    mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard bytes.count - index >= count else { return false }
        for offset in 0..<count where bytes[index + offset] != text.utf8Start[offset] { return false }
        index += count
        return true
    }

    /// Takes the rest of a string without escapes, and the quote that ends it.
    mutating func text() -> String? {
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            if bytes[index] == UInt8(ascii: "\\") || bytes[index] < 0x20 { return nil }
            index += 1
        }
        guard index < bytes.count, let text = String(validating: bytes[start..<index], as: UTF8.self) else {
            return nil
        }
        index += 1
        return text
    }

    private mutating func number() -> Int? {
        var number = 0
        let start = index
        while index < bytes.count, case UInt8(ascii: "0")...UInt8(ascii: "9") = bytes[index] {
            guard index - start < 18 else { return nil }
            number = number * 10 + Int(bytes[index] - UInt8(ascii: "0"))
            index += 1
        }
        return index > start ? number : nil
    }

    mutating func entry() -> Manifest.Entry? {
        guard take(#"{"path":""#), let path = text(), take(#","size":"#), let size = number(),
            take(#","sha256":""#), let digits = text(), let digest = SHA256(hexadecimal: digits)
        else { return nil }
        var entry = Manifest.Entry(
            path, size, digest: digest)
        if take(#","standIn":""#) {
            guard let standIn = text() else { return nil }
            entry.standIn = standIn
        }
        if take(#","version":""#) {
            guard let version = text(), take(#","sources":["#) else { return nil }
            entry.version = version
            while !take("]") {
                if !entry.sources.isEmpty, !take(",") { return nil }
                guard take("\""), let source = text() else { return nil }
                entry.sources.append(source)
            }
        }
        return take("}") ? entry : nil
    }
}

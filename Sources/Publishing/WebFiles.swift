import Basics
import Digests
import Disclosure
import Glibc
import Site

/// The files of a copy that a web server gives out, asked for through curl.
struct WebFiles: Sendable {
    /// What is asked of a server at most.
    struct Limits: Sendable {
        /// For all files together, in bytes.
        var size = 4 << 30
        /// For all files together, in seconds.
        var time = 1800
    }

    /// Ends in `/`.
    private let address: String
    private let limits: Limits
    private let start = ContinuousClock.now
    private let curl = PeerProgram(command: ["curl"])

    /// - Parameter address: of the site's home page or its folder.
    init(_ address: String, limits: Limits) {
        var address = address
        if address.hasSuffix("/index.html") { address.removeLast("index.html".count) }
        self.address = address.hasSuffix("/") ? address : address + "/"
        self.limits = limits
    }

    /// The manifest; nil when the server has none, or something else by that name.
    func manifest() throws(PublishError) -> Manifest? {
        let folder = try TemporaryFolder()
        let answer = try ask([Manifest.fileName], into: folder, largest: Manifest.sizeLimit)
        guard answer[Manifest.fileName] == 200 else {
            guard answer[Manifest.fileName] == nil || answer[Manifest.fileName] == 0 else { return nil }
            throw .program("连不上 \(address)")
        }
        let file = folder.path + "/0"
        return Manifest(try publishing { () throws(FileError) in try readFile(file, limit: Manifest.sizeLimit) })
    }

    /// Compares all files that a manifest lists with those of the server.
    ///
    /// A server does not tell what else it has: foreign files are found only where a page of the site links to them.
    func check(_ manifest: Manifest) throws(PublishError) -> SiteComparison {
        let total = manifest.entries.reduce(0) { $0 + $1.size }
        guard total <= limits.size else {
            throw .refused("整站有 \(total >> 20) MB，超过 \(limits.size >> 20) MB 的上限；可用 --max-size 放宽")
        }
        var comparison = SiteComparison()
        var unlisted: Set<String> = []
        for start in stride(from: 0, to: manifest.entries.count, by: 64) {
            let batch = Array(manifest.entries[start..<min(start + 64, manifest.entries.count)])
            let folder = try TemporaryFolder()
            let largest = batch.map(\.size).max() ?? 0
            let answers = try ask(batch.map(\.path), into: folder, largest: largest + 1)
            for (number, entry) in batch.enumerated() {
                let status = answers[entry.path] ?? 0
                if status == 404 || status == 410 {
                    comparison.add(.missing, entry.path)
                    continue
                }
                let bytes = status == 200 ? try? readFile(folder.path + "/\(number)") : nil
                if status == 0, bytes == nil { throw .program("\(address)\(entry.path) 没有回应；请稍后重试") }
                if bytes.map({ SHA256(of: $0) }) != entry.digest {
                    comparison.add(.altered, entry.path)
                    if let bytes, entry.isPage {
                        unlisted.formUnion(
                            pageLinks(bytes, on: entry.path, base: pathOnServer(of: address)).filter {
                                !manifest.contains($0) && $0 != Manifest.fileName
                            })
                    }
                }
            }
        }
        for path in try present(unlisted.sorted()) { comparison.add(.foreign, path) }
        comparison.sort()
        return comparison
    }

    /// Which of some paths the server has.
    private func present(_ paths: [String]) throws(PublishError) -> [String] {
        if paths.isEmpty { return [] }
        let folder = try TemporaryFolder()
        let answers = try ask(Array(paths.prefix(256)), into: folder, largest: 16 << 20)
        return paths.filter { answers[$0] == 200 }
    }

    /// Asks for paths; what comes lies in the folder under their numbers.
    ///
    /// - Returns: the HTTP status of each; 0 without an answer.
    private func ask(
        _ paths: [String], into folder: borrowing TemporaryFolder, largest: Int
    ) throws(PublishError) -> [String: Int] {
        let left = limits.time - Int((ContinuousClock.now - start).components.seconds)
        guard left > 0 else { throw .refused("超过了 \(limits.time) 秒的时限，没有核对完；可用 --max-time 放宽") }
        var arguments = [
            // -q, first of all: no configuration file; --globoff: brackets are no pattern.
            "-q", "--globoff", "--silent", "--proto", "=http,https", "--max-time", "\(min(left, 120))",
            "--connect-timeout", "10", "--max-filesize", "\(largest)", "--parallel", "--parallel-max", "8",
            "--user-agent", "gongkai", "--write-out", "%{urlnum} %{http_code} %{exitcode}\n",
        ]
        for (number, path) in paths.enumerated() {
            arguments += ["--output", "\(folder.path)/\(number)", "--url", address + percentEncodedPath(path)]
        }
        let outcome = try curl.run(arguments)
        var answers: [String: Int] = [:]
        for line in String(decoding: outcome.output, as: UTF8.self).split(separator: "\n") {
            let numbers = line.split(separator: " ").compactMap { Int($0) }
            guard numbers.count == 3, paths.indices.contains(numbers[0]) else { continue }
            // A file over the limit (63) has answered: it is another one.
            answers[paths[numbers[0]]] = numbers[2] == 0 ? numbers[1] : numbers[2] == 63 ? 413 : 0
        }
        return answers
    }
}

/// A folder that goes with the value.
private struct TemporaryFolder: ~Copyable {
    let path: String

    init() throws(PublishError) {
        var name = ((getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp") + "/gongkai-XXXXXX").utf8CString.map { $0 }
        guard mkdtemp(&name) != nil else { throw .file(FileError(.create, "/tmp")) }
        path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? removeTree(path) }
}

/// A path with all bytes but unreserved ASCII characters and `/` percent-encoded.
private func percentEncodedPath(_ path: String) -> String {
    path.utf8.map { byte in
        let isPlain = byte.isLetterOrDigit || "-._~/".utf8.contains(byte)
        let digits = String(byte, radix: 16, uppercase: true)
        return isPlain ? String(UnicodeScalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}

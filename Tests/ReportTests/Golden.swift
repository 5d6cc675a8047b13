import Basics
import Glibc
import Testing

/// Holds a text against `Goldens/NAME`. With `GONGKAI_RECORD=1` the file is written anew, and the run fails all the same.
func expectGolden(_ bytes: [UInt8], _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let path = folder(of: #filePath) + "/Goldens/" + name
    if getenv("GONGKAI_RECORD") != nil {
        write(bytes, to: path)
        Issue.record("recorded \(name)", sourceLocation: sourceLocation)
        return
    }
    let expected = (try? readFile(path)) ?? []
    guard expected != bytes else { return }
    let (old, new) = (lines(expected), lines(bytes))
    let line = zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
    Issue.record(
        """
        \(name) differs in line \(line + 1):
        - \(line < old.count ? old[line] : "(end)")
        + \(line < new.count ? new[line] : "(end)")
        """, sourceLocation: sourceLocation)
}

private func lines(_ bytes: [UInt8]) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
    }
}

func folder(of path: String) -> String { String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }

/// The root of the repository.
let repository = folder(of: folder(of: folder(of: #filePath)))

func write(_ bytes: [UInt8], to path: String) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    #expect(descriptor >= 0, "\(path)")
    defer { close(descriptor) }
    do { try writeAll(bytes, to: descriptor, path: path) } catch { Issue.record(error) }
}

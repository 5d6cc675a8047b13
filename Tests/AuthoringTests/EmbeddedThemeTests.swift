import Authoring
import Foundation
import Testing

@Suite("The theme that the program carries")
struct EmbeddedThemeTests {
    @Test("It is theme/, file by file and byte by byte; after adding a file run .ci/embed-theme")
    func complete() throws {
        let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var expected: [String: Data] = [:]
        for case let path as String in FileManager.default.enumerator(atPath: repository.path + "/theme") ?? .init() {
            let url = repository.appendingPathComponent("theme/" + path)
            if let bytes = try? Data(contentsOf: url) { expected["theme/" + path] = bytes }
        }
        let carried = Dictionary(uniqueKeysWithValues: embeddedTheme().map { ($0.path, Data($0.bytes)) })
        #expect(carried.keys.sorted() == expected.keys.sorted())
        for (path, bytes) in expected { #expect(carried[path] == bytes, "\(path)") }
    }
}

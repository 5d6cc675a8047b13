import Basics
import Glibc

extension ImportPlan {
    /// Writes what is planned. Files with a conflict get what is not in conflict; nothing that was edited is overwritten.
    ///
    /// - Throws: `FileError`; new files of this import are then removed again.
    public func carryOut(root: String) throws(FileError) {
        var created: [String] = []
        do throws(FileError) {
            for file in files where file.obstacle == nil {
                switch file.change {
                case .new:
                    try createFile(file.path, in: root, Array(file.text.utf8))
                    created.append(file.path)
                case .updated, .merged, .conflict: try replaceFile(file.path, in: root, with: Array(file.text.utf8))
                case .unchanged, .kept: break
                }
            }
            if let attachment, try attachment.write(root: root) { created.append(attachment.path) }
            for file in files {
                guard let base = file.base else { continue }
                try writeOwnFile(importMemory + file.path, in: root, Array(base.utf8))
                try writeOwnFile(importMemory + file.path + originEnding, in: root, Array(origin.utf8))
            }
        } catch {
            for path in created { unlink(root + "/" + path) }
            throw error
        }
    }
}

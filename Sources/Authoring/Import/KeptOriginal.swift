import Basics
import Digests

/// The document that was imported, as it is kept beside what was made of it.
public struct KeptOriginal: Sendable {
    struct Document {
        var bytes: [UInt8]
        var name: String
        /// Where it was read.
        var origin: String
    }

    /// Relative to the site's root.
    public let path: String
    /// Its name in the folder.
    let name: String
    let bytes: [UInt8]
    private let origin: String
    /// Whether it lies there already.
    let isThere: Bool
    /// Whether it takes the place of an earlier one that an import put there.
    public let replacesEarlier: Bool

    /// Finds the place of a document in a folder: its own name where nothing else has it. An earlier version of the same
    /// document gives way, unless somebody exchanged the file since it was imported.
    init(of document: Document, in folder: String, root: String) {
        (bytes, origin) = (document.bytes, document.origin)
        let wanted = attachmentName(document.name)
        var name = wanted
        var number = 2
        while isFile("\(root)/\(folder)/\(name)") {
            // What cannot be read, or is larger than any document, is none of an import's.
            if let standing = try? readFile("\(root)/\(folder)/\(name)", limit: documentLimit) {
                let isThere = standing == bytes
                let remembered = Self.remembered(folder + "/" + name, root: root)
                let isEarlier = remembered.map { $0 == Self.mark(standing, document.origin) } ?? false
                if isThere || isEarlier {
                    (self.name, self.isThere, replacesEarlier) = (name, isThere, !isThere)
                    path = folder + "/" + name
                    return
                }
            }
            name = "\(number)-\(wanted)"
            number += 1
        }
        (self.name, isThere, replacesEarlier) = (name, false, false)
        path = folder + "/" + name
    }

    /// What is remembered of an original that an import put in place: its digest, and where it was read.
    private static func mark(_ bytes: [UInt8], _ origin: String) -> [UInt8] {
        Array("\(SHA256(of: bytes).hexadecimal)\n\(origin)\n".utf8)
    }

    private static func remembered(_ path: String, root: String) -> [UInt8]? {
        try? readFile(root + "/" + importMemory + path + ending, limit: 1 << 14)
    }

    private static let ending = ".original"

    /// Puts the document in its place.
    ///
    /// - Returns: whether a new file was made.
    func write(root: String) throws(FileError) -> Bool {
        if replacesEarlier {
            try replaceFile(path, in: root, with: bytes)
        } else {
            try createFile(path, in: root, bytes)
        }
        try writeOwnFile(importMemory + path + Self.ending, in: root, Self.mark(bytes, origin))
        return !replacesEarlier
    }
}

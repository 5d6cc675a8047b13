import Basics
import Digests
import Disclosure
import FoundationEssentials

/// What another site's `datapackage.json` says of the tables that are read of it.
public struct PublishedPackage: Sendable {
    public struct Resource: Sendable, Hashable {
        /// The table's name.
        public var name: String
        /// The file's name in the package's folder.
        public var path: String
        public var facts: FileFacts
    }

    /// The address of the site's data page; empty where the package tells none.
    public var homepage: String
    public var resources: [Resource]

    /// The file that describes a package, and the largest that is read, in bytes.
    public static let fileName = "datapackage.json"
    public static let sizeLimit = 1 << 20

    /// Reads the description of a package.
    ///
    /// - Throws: `PackageError` for what is none, or lacks a table or column that this program writes.
    public init(_ bytes: [UInt8]) throws(PackageError) {
        guard let whole = try? JSONDecoder().decode(Whole.self, from: Data(bytes)) else {
            throw PackageError("\(Self.fileName) 不是数据包说明")
        }
        homepage = whole.homepage ?? ""
        resources = []
        for table in Table.all {
            guard let resource = whole.resources.first(where: { $0.name == table.name }) else {
                if optionalPackagedTables.contains(table.name) { continue }
                throw PackageError("数据包里没有“\(table.title)”表（\(table.name)）")
            }
            guard Self.isFileName(resource.path) else {
                throw PackageError("“\(table.title)”表的文件名“\(resource.path)”不在数据包的文件夹里")
            }
            guard let size = resource.bytes, size >= 0, let hash = resource.hash, hash.hasPrefix("sha256:"),
                let digest = SHA256(hexadecimal: hash.dropFirst("sha256:".count))
            else { throw PackageError("“\(table.title)”表没有写明大小和 SHA-256") }
            let fields = resource.schema?.fields ?? []
            for column in table.columns {
                if fields.contains(where: { $0.name == column.name && $0.type == column.kind.typeName }) { continue }
                throw PackageError("“\(table.title)”表没有“\(column.title)”一栏（\(column.name)），是别的版本的程序生成的")
            }
            resources.append(
                Resource(name: table.name, path: resource.path, facts: FileFacts(size: size, digest: digest)))
        }
    }

    private static func isFileName(_ path: String) -> Bool {
        guard let first = path.utf8.first, first != UInt8(ascii: ".") else { return false }
        return path.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"/\\:".utf8.contains($0) }
    }

    private struct Whole: Decodable {
        struct Resource: Decodable {
            struct Schema: Decodable { var fields: [Field]? }
            struct Field: Decodable {
                var name: String
                var type: String?
            }

            var name: String
            var path: String
            var bytes: Int?
            var hash: String?
            var schema: Schema?
        }

        var homepage: String?
        var resources: [Resource]
    }
}

/// Why a data package cannot be read: one line in Chinese, without a full stop.
public struct PackageError: Error, Sendable, Hashable {
    public var reason: String

    public init(_ reason: String) { self.reason = reason }
}

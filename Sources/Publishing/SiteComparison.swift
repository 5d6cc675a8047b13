import Basics
import Digests
import Site

/// How the files of a copy differ from what its manifest says.
public struct SiteComparison: Sendable {
    public enum Kind: String, Sendable {
        case missing = "缺少"
        case altered = "改动"
        case foreign = "多出"
    }

    /// By kind and path.
    public private(set) var differences: [(kind: Kind, path: String)] = []

    public var isEmpty: Bool { differences.isEmpty }

    mutating func add(_ kind: Kind, _ path: String) { differences.append((kind, path)) }

    mutating func sort() {
        let order: [Kind] = [.missing, .altered, .foreign]
        differences.sort { one, other in
            let (first, second) = (order.firstIndex(of: one.kind) ?? 0, order.firstIndex(of: other.kind) ?? 0)
            return first != second ? first < second : one.path.utf8.lexicographicallyPrecedes(other.path.utf8)
        }
    }
}

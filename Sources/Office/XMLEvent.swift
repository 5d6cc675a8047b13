/// A name in XML: the namespace's address, empty where there is none, and the name without its prefix.
public struct XMLName: Sendable, Hashable {
    public var namespace: String
    public var local: String

    public init(namespace: String = "", local: String) {
        self.namespace = namespace
        self.local = local
    }
}

/// The start of an element.
///
/// Office writes one and the same form under two sets of namespaces (transitional and strict), so elements and attributes
/// are told apart by their local names first.
public struct XMLElement: Sendable, Hashable {
    public struct Attribute: Sendable, Hashable {
        public var name: XMLName
        public var value: String

        public init(name: XMLName, value: String) {
            self.name = name
            self.value = value
        }
    }

    public var name: XMLName
    /// In the order of the file.
    public var attributes: [Attribute]

    public init(name: XMLName, attributes: [Attribute] = []) {
        self.name = name
        self.attributes = attributes
    }

    /// The value of the first attribute of a local name: `element["val"]` for `w:val`.
    public subscript(local: String) -> String? {
        attributes.first { $0.name.local == local }?.value
    }
}

/// One thing that comes up when XML is read from front to back.
public enum XMLEvent: Sendable, Hashable {
    case start(XMLElement)
    case end(XMLName)
    /// All the characters between two tags; comments between them are skipped.
    case text(String)
}

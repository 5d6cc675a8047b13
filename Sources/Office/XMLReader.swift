import Cexpat
import Glibc

/// Reads XML from front to back, event by event, within limits, through expat.
///
/// ```swift
/// var reader = XMLReader(bytes, part: "word/document.xml")
/// while let event = try reader.next() { … }
/// ```
/// A document type declaration is refused where it stands, so that there are no entities but the five of XML itself, and
/// nothing outside the bytes is ever looked at.
public struct XMLReader: ~Copyable {
    private let bytes: [UInt8]
    private let part: String
    private let limits: OfficeLimits
    private let parser: XML_Parser
    private let collector: Collector
    /// How many bytes expat has been given.
    private var given = 0
    /// The next of the collected events.
    private var position = 0
    private var isDone = false

    /// - Parameter part: the name of the XML in its archive, for messages.
    public init(_ bytes: [UInt8], part: String, limits: OfficeLimits = OfficeLimits()) {
        self.bytes = bytes
        self.part = part
        self.limits = limits
        // A line feed stands in no name, so what follows the last one is the local name.
        guard let parser = XML_ParserCreateNS(nil, XML_Char(bitPattern: Collector.separator)) else {
            preconditionFailure("expat has no memory for a parser")
        }
        self.parser = parser
        collector = Collector(parser, depthLimit: limits.depth)
        collector.listen()
    }

    deinit {
        XML_ParserFree(parser)
    }

    /// The next event; nil after the end.
    ///
    /// - Throws: `OfficeError` where the XML is not well-formed, has a document type, or is over the limits.
    public mutating func next() throws(OfficeError) -> XMLEvent? {
        while position == collector.events.count {
            if isDone { return nil }
            collector.events.removeAll(keepingCapacity: true)
            position = 0
            try feed()
        }
        defer { position += 1 }
        return collector.events[position]
    }

    private mutating func feed() throws(OfficeError) {
        let chunk = bytes[given..<min(given + 1 << 14, bytes.count)]
        given = chunk.endIndex
        isDone = given == bytes.count
        let status = chunk.withUnsafeBytes {
            XML_Parse(parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count), isDone ? 1 : 0)
        }
        let line = Int(XML_GetCurrentLineNumber(parser))
        switch collector.refusal {
        case .documentType: throw .documentType(part: part, line: line)
        case .depth: throw .tooDeep(part: part, line: line, limit: limits.depth)
        case nil: break
        }
        guard status == XML_STATUS_OK else {
            throw .malformed(part: part, line: line, reason: String(cString: XML_ErrorString(XML_GetErrorCode(parser))))
        }
        if given - Int(XML_GetCurrentByteIndex(parser)) > limits.tokenSize {
            throw .tokenTooLarge(part: part, line: line, limit: limits.tokenSize)
        }
    }
}

/// Turns expat's calls into events. An object, because expat hands back one pointer.
private final class Collector {
    static let separator: UInt8 = 0x0A

    enum Refusal { case documentType, depth }

    var events: [XMLEvent] = []
    var refusal: Refusal?
    private let parser: XML_Parser
    private let depthLimit: Int
    private var depth = 0
    /// The characters since the last tag.
    private var text: [UInt8] = []
    /// Namespaces met so far: a handful, kept so that their names are made once.
    private var namespaces: [(bytes: [UInt8], name: String)] = []

    init(_ parser: XML_Parser, depthLimit: Int) {
        self.parser = parser
        self.depthLimit = depthLimit
    }

    /// Asks expat to call. The collector must live as long as the parser is fed.
    func listen() {
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { data, name, attributes in
                guard let name, let attributes else { return }
                collector(data)?.start(name, attributes)
            },
            { data, name in
                guard let name else { return }
                collector(data)?.end(name)
            })
        XML_SetCharacterDataHandler(parser) { data, characters, count in
            guard let characters else { return }
            collector(data)?.add(UnsafeBufferPointer(start: characters, count: Int(count)))
        }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in collector(data)?.refuse(.documentType) }
    }

    private func start(_ name: UnsafePointer<XML_Char>, _ list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>) {
        endText()
        depth += 1
        guard depth <= depthLimit else { return refuse(.depth) }
        var element = XMLElement(name: xmlName(name))
        var index = 0
        while let name = list[index], let value = list[index + 1] {
            element.attributes.append(.init(name: xmlName(name), value: String(cString: value)))
            index += 2
        }
        events.append(.start(element))
    }

    private func end(_ name: UnsafePointer<XML_Char>) {
        endText()
        depth -= 1
        events.append(.end(xmlName(name)))
    }

    private func add(_ characters: UnsafeBufferPointer<XML_Char>) {
        characters.withMemoryRebound(to: UInt8.self) { text.append(contentsOf: $0) }
    }

    private func endText() {
        guard !text.isEmpty else { return }
        events.append(.text(String(decoding: text, as: UTF8.self)))
        text.removeAll(keepingCapacity: true)
    }

    private func refuse(_ reason: Refusal) {
        if refusal == nil { refusal = reason }
        XML_StopParser(parser, 0)
    }

    private func xmlName(_ characters: UnsafePointer<XML_Char>) -> XMLName {
        let whole = UnsafeBufferPointer(start: characters, count: strlen(characters))
        return whole.withMemoryRebound(to: UInt8.self) { bytes in
            guard let end = bytes.lastIndex(of: Self.separator) else {
                return XMLName(local: String(decoding: bytes, as: UTF8.self))
            }
            let local = String(decoding: bytes[(end + 1)...], as: UTF8.self)
            return XMLName(namespace: namespace(bytes[..<end]), local: local)
        }
    }

    private func namespace(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        let bytes = UnsafeBufferPointer(rebasing: bytes)
        guard let start = bytes.baseAddress else { return "" }
        let known = namespaces.first { $0.bytes.count == bytes.count && memcmp($0.bytes, start, bytes.count) == 0 }
        if let known { return known.name }
        let new = String(decoding: bytes, as: UTF8.self)
        if namespaces.count < 32 { namespaces.append((Array(bytes), new)) }
        return new
    }
}

private func collector(_ data: UnsafeMutableRawPointer?) -> Collector? {
    data.map { Unmanaged<Collector>.fromOpaque($0).takeUnretainedValue() }
}

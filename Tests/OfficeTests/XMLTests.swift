import Office
import Testing

@Suite struct `XML events` {
    private func events(_ bytes: [UInt8], limits: OfficeLimits = OfficeLimits()) throws(OfficeError) -> [XMLEvent] {
        var reader = XMLReader(bytes, part: "x.xml", limits: limits)
        var events: [XMLEvent] = []
        while let event = try reader.next() { events.append(event) }
        return events
    }

    private func events(_ text: String, limits: OfficeLimits = OfficeLimits()) throws(OfficeError) -> [XMLEvent] {
        try events(Array(text.utf8), limits: limits)
    }

    @Test func `Names come without prefixes, whatever the prefix is`() throws {
        let found = try events(
            "<w:p xmlns:w='urn:w' xmlns='urn:d' w:val='一' val='二'><t>a&amp;&#x4E00;<!-- - -->b</t></w:p>")
        let paragraph = XMLName(namespace: "urn:w", local: "p")
        let text = XMLName(namespace: "urn:d", local: "t")
        let element = XMLElement(
            name: paragraph,
            attributes: [
                .init(name: XMLName(namespace: "urn:w", local: "val"), value: "一"),
                .init(name: XMLName(local: "val"), value: "二"),
            ])
        #expect(
            found == [.start(element), .start(XMLElement(name: text)), .text("a&一b"), .end(text), .end(paragraph)])
        #expect(element["val"] == "一")
        #expect(element["w:val"] == nil)
    }

    @Test func `Text is one event, however long, and UTF-16 is read`() throws {
        let long = String(repeating: "山海关区\n", count: 20_000)
        #expect(try events("<a>\(long)</a>").dropFirst().first == .text(long))
        let wide = "\u{FEFF}<?xml version='1.0' encoding='UTF-16'?><a>文联</a>".utf16.flatMap {
            [UInt8($0 & 0xFF), UInt8($0 >> 8)]
        }
        #expect(try events(wide).dropFirst().first == .text("文联"))
    }

    @Test func `A billion laughs are refused at the declaration`() {
        var text = "<?xml version='1.0'?>\n<!DOCTYPE lolz [\n<!ENTITY lol0 'lol'>\n"
        for level in 1...9 {
            text += "<!ENTITY lol\(level) '\(String(repeating: "&lol\(level - 1);", count: 10))'>\n"
        }
        text += "]>\n<a>&lol9;</a>"
        #expect(throws: OfficeError.documentType(part: "x.xml", line: 2)) { _ = try events(text) }
    }

    @Test func `Quadratic blow-up and entities from outside are refused at the declaration`() {
        let long = String(repeating: "a", count: 100_000)
        let blowUp = "<!DOCTYPE a [<!ENTITY b '\(long)'>]><a>\(String(repeating: "&b;", count: 10_000))</a>"
        #expect(throws: OfficeError.documentType(part: "x.xml", line: 1)) { _ = try events(blowUp) }
        let outside = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"
        #expect(throws: OfficeError.documentType(part: "x.xml", line: 1)) { _ = try events(outside) }
    }

    @Test func `Elements inside one another end at a limit`() {
        let deep = String(repeating: "<a>", count: 100_000)
        #expect(throws: OfficeError.tooDeep(part: "x.xml", line: 1, limit: 256)) { _ = try events(deep) }
    }

    @Test func `A tag without end is refused at a limit`() {
        let endless = "<a b='" + String(repeating: "x", count: 3 << 20)
        #expect(throws: OfficeError.tokenTooLarge(part: "x.xml", line: 1, limit: 1 << 20)) { _ = try events(endless) }
    }

    @Test(arguments: [
        "", "   ", "text", "<a>", "<a></b>", "<a b=1/>", "<a>&nbsp;</a>", "<a><x:b/></a>", "<a/><b/>", "<a b='' b=''/>",
        "<?xml version='1.0' encoding='GB18030'?><a/>",
    ])
    func `What is not XML is refused with its line`(_ text: String) throws {
        let error = try #require(throws: OfficeError.self) { _ = try events(text) }
        guard case .malformed("x.xml", let line, let reason) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(line == 1)
        #expect(!reason.isEmpty)
    }

    @Test func `Bytes that are not UTF-8 are refused`() {
        #expect(throws: OfficeError.self) { _ = try events(Array("<a>".utf8) + [0xC3, 0x28] + Array("</a>".utf8)) }
    }
}

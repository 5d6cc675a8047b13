import Office
import Testing

@Suite struct `ZIP archives` {
    /// Unpacks every entry.
    private func readAll(_ bytes: [UInt8], _ limits: OfficeLimits = OfficeLimits()) throws(OfficeError) {
        var archive = try ZipArchive(bytes, limits: limits)
        for entry in archive.entries { _ = try archive.read(entry) }
    }

    @Test func `Entries are read by name, whatever the case and the slashes`() throws {
        let bytes = try zip([Packed("word\\document.xml", "<a/>"), Packed("docProps/app.xml", "二")])
        var archive = try ZipArchive(bytes)
        let names = archive.entries.map(\.name)
        #expect(names == ["word/document.xml", "docProps/app.xml"])
        let found = archive.entry("Word/Document.XML")
        let missing = archive.entry("word/styles.xml")
        #expect(found?.index == 0)
        #expect(missing == nil)
        let content = try archive.read(archive.entries[0])
        #expect(content == Array("<a/>".utf8))
    }

    @Test func `An entry named like a path out of a folder is only a name`() throws {
        var archive = try ZipArchive(zip([Packed("../../x", "secret"), Packed("/etc/passwd", "y")]))
        let names = archive.entries.map(\.name)
        #expect(names == ["../../x", "etc/passwd"])
        let content = try archive.read(archive.entries[0])
        #expect(content == Array("secret".utf8))
    }

    @Test func `Files that are no archive say what they are`() {
        let cases: [([UInt8], OfficeError)] = [
            ([], .empty),
            (Array("%PDF-1.7".utf8), .otherContent(.pdf)),
            (Array("{\\rtf1".utf8), .otherContent(.richText)),
            (Array("\u{FEFF} <!DOCTYPE HTML>".utf8).dropFirst(3).map { $0 }, .otherContent(.webPage)),
            (Array("姓名\t金额\n".utf8), .otherContent(.text)),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], .otherContent(.oldOffice)),
            (
                [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0] + "EncryptedPackage".utf8.flatMap { [$0, 0] },
                .encrypted
            ),
            ([0, 1, 2, 3], .otherContent(nil)),
        ]
        for (bytes, error) in cases {
            #expect(throws: error) { _ = try ZipArchive(bytes) }
        }
    }

    @Test func `Cut anywhere, an archive is reported and never read in part`() throws {
        let content = (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
        let bytes = try zip([Packed("a", content), Packed("b", "二")])
        for length in stride(from: 4, to: bytes.count - 1, by: 7) {
            #expect(throws: OfficeError.truncated, "\(length) of \(bytes.count) bytes") {
                _ = try ZipArchive(Array(bytes[..<length]))
            }
        }
    }

    @Test func `Changed bytes are noticed by their checksum`() throws {
        let content = [UInt8](repeating: 7, count: 5000)
        var bytes = try zip([Packed("a.xml", content)], stored: true)
        bytes[2500] = 8
        #expect(throws: OfficeError.damaged(part: "a.xml")) { try readAll(bytes) }
    }

    @Test func `An archive with a password is encrypted, not damaged`() throws {
        let bytes = try zip([Packed("a.xml", "text", password: "1234")])
        #expect(throws: OfficeError.encrypted) { try readAll(bytes) }
    }

    @Test func `A bomb is refused before it is unpacked`() throws {
        let bytes = try zip([Packed("bomb.xml", [UInt8](repeating: 0x20, count: 50 << 20))])
        #expect(bytes.count < 60_000)
        #expect(throws: OfficeError.bomb(part: "bomb.xml")) { try readAll(bytes) }
    }

    @Test func `Sizes that are over the limits are refused, alone and together`() throws {
        var limits = OfficeLimits()
        limits.entrySize = 1000
        limits.totalSize = 1500
        let bytes = try zip([
            Packed("a", [UInt8](repeating: 1, count: 900)), Packed("b", [UInt8](repeating: 2, count: 900)),
            Packed("c", [UInt8](repeating: 3, count: 1001)),
        ])
        #expect(throws: OfficeError.totalTooLarge(limit: 1500)) { try readAll(bytes, limits) }
        limits.totalSize = 5000
        #expect(throws: OfficeError.entryTooLarge(part: "c", limit: 1000)) { try readAll(bytes, limits) }
        limits.entrySize = 1001
        try readAll(bytes, limits)
    }

    @Test func `An entry that states less than it holds is damaged`() throws {
        var bytes = try zip([Packed("a", [UInt8](repeating: 9, count: 3000))])
        // The size in the central directory, 24 bytes after its signature.
        let signature: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
        let start = try #require(bytes.indices.first { bytes[$0...].starts(with: signature) })
        bytes[start + 24] = 10
        bytes[start + 25] = 0
        #expect(throws: OfficeError.damaged(part: "a")) { try readAll(bytes) }
    }

    @Test func `Too many entries are refused`() throws {
        var limits = OfficeLimits()
        limits.entryCount = 10
        let bytes = try zip((0..<11).map { Packed("\($0)", "x") })
        #expect(throws: OfficeError.tooManyEntries(11, limit: 10)) { _ = try ZipArchive(bytes, limits: limits) }
    }

    @Test func `Whatever byte is changed, reading ends with content or an error`() throws {
        let bytes = try zip([Packed("word/document.xml", "<a>一二三</a>"), Packed("x", "yyyyyyyyyyyyyyyyyyyyyyy")])
        for index in bytes.indices {
            for value: UInt8 in [0, 0x7F, 0xFF] {
                var changed = bytes
                changed[index] = value
                do throws(OfficeError) {
                    try readAll(changed)
                } catch {
                    #expect(!error.message.isEmpty)
                }
            }
        }
    }
}

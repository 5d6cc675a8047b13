import Digests
import Testing

/// The examples of FIPS 180-4, as NIST publishes them.
@Suite struct SHA256Tests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `digests the examples of the standard`(text: String, expected: String) {
        #expect(SHA256(of: Array(text.utf8)).hexadecimal == expected)
    }

    @Test func `content that comes in pieces has the same digest`() {
        let content = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var stream = SHA256Stream()
        for start in stride(from: 0, to: content.count, by: 777) {
            stream.add(content[start..<min(start + 777, content.count)])
        }
        #expect(stream.finish() == SHA256(of: content))
    }
}

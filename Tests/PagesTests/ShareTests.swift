import Testing

@testable import Pages

@Suite("Shares")
struct ShareTests {
    @Test(
        "A share that is not all is never 100, and one that is not nothing never 0",
        arguments: [
            (0, 300, "0"), (1, 300, "<1"), (2, 300, "1"), (150, 300, "50"), (298, 300, "99"), (299, 300, ">99"),
            (300, 300, "100"), (0, 0, ""),
        ])
    func shares(part: Int, whole: Int, shown: String) {
        #expect(percent(part, of: whole) == shown)
    }
}

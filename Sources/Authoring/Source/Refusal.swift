import Office

/// A document, a name or a workbook that cannot be taken, said to the person who gave it.
public struct Refusal: Error, Sendable, Hashable {
    /// What is wrong, without a full stop.
    public var message: String
    /// What to do about it.
    public var help: String
    /// Whether the command can be right with no site at all: the name of a year that is none.
    public var isWrongUsage = false

    public init(_ message: String, help: String, isWrongUsage: Bool = false) {
        self.message = message
        self.help = help
        self.isWrongUsage = isWrongUsage
    }

    init(_ error: OfficeError) { self.init(error.message, help: error.help) }
}

import Synchronization

/// Parts of workbooks that are the same in many of them, compressed once: tables of as many rows have the same
/// head.
final class SharedParts: Sendable {
    enum Part: Hashable {
        case styles, rootRelations
        /// By the number of sheets.
        case contentTypes(Int)
        case workbookRelations(Int)
        case head(SheetFrame, isFirst: Bool)
        case tail(SheetFrame)
    }

    private let known = Mutex<[Part: DeflatedPart]>([:])

    /// - Parameter xml: makes the part when it is wanted for the first time.
    func part(_ part: Part, _ deflater: Deflater, _ xml: () -> [UInt8]) -> DeflatedPart {
        if let known = known.withLock({ $0[part] }) { return known }
        let made = deflater.part(xml())
        known.withLock { $0[part] = made }
        return made
    }
}

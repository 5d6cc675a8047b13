import Synchronization

/// Parts of workbooks that are the same in many of them, compressed once: forms of as many rows have the same head.
final class SharedParts: Sendable {
    enum Part: Hashable {
        case styles, rootRelations
        /// By the number of sheets.
        case contentTypes(Int)
        case workbookRelations(Int)
        case head(Workbook.Frame, isFirst: Bool)
        case tail(Workbook.Frame)
    }

    private let known = Mutex<[Part: DeflatedPart]>([:])

    /// - Parameter xml: makes the part when it is wanted for the first time.
    func part(_ part: Part, _ deflater: Deflater, _ xml: () -> String) -> DeflatedPart {
        if let known = known.withLock({ $0[part] }) { return known }
        let made = deflater.part(Array(xml().utf8))
        known.withLock { $0[part] = made }
        return made
    }
}

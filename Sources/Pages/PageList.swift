/// All pages and files of a site, in the order in which they were listed.
///
/// The forms of units and projects are most of them. Each is made when it is asked for, and until then there is only its
/// address: of ten thousand a preview shows one, and lists all of them anew after each save.
public struct PageList: RandomAccessCollection, Sendable {
    /// A unit, with the position of its own page; those of its projects follow.
    private struct Forms: Sendable {
        var start: Int
        var year: Int
        var unit: Int
        var outline: UnitOutline
    }

    /// What makes the forms; nil for a list of nothing.
    private let builder: PageBuilder?
    /// What comes before the forms, and what comes behind them.
    private let first: [Page]
    private let last: [Page]
    private let forms: [Forms]
    /// The position of the first page behind the forms.
    private let formsEnd: Int

    /// The list without a page.
    public init() { (builder, first, last, forms, formsEnd) = (nil, [], [], [], 0) }

    init(_ builder: PageBuilder, before first: [Page], behind last: [Page]) {
        (self.builder, self.first, self.last) = (builder, first, last)
        var forms: [Forms] = []
        var position = first.count
        for (year, units) in builder.outlines.enumerated() {
            for (unit, outline) in units.enumerated() {
                forms.append(Forms(start: position, year: year, unit: unit, outline: outline))
                position += 1 + outline.projects.count
            }
        }
        (self.forms, formsEnd) = (forms, position)
    }

    public var startIndex: Int { 0 }

    public var endIndex: Int { formsEnd + last.count }

    public subscript(position: Int) -> Page {
        if position < first.count { return first[position] }
        if position >= formsEnd { return last[position - formsEnd] }
        var (lower, upper) = (0, forms.count)
        while upper - lower > 1 {
            let middle = (lower + upper) / 2
            if forms[middle].start <= position { lower = middle } else { upper = middle }
        }
        return form(position - forms[lower].start, of: forms[lower])
    }

    /// - Parameter number: 0 for the unit's own, then its projects'.
    private func form(_ number: Int, of forms: Forms) -> Page {
        guard let builder else { preconditionFailure("a list of nothing has no forms") }
        return number == 0
            ? builder.unitPage(forms.year, forms.unit) : builder.projectPage(forms.year, forms.unit, number - 1)
    }

    // MARK: Addresses

    /// The addresses of all, in their order.
    var addresses: [String] {
        first.map(\.address) + forms.flatMap { [$0.outline.own.address] + $0.outline.projects.map(\.address) }
            + last.map(\.address)
    }

    /// What the addresses can be told by without listing them.
    var addressBasis: AddressBasis {
        AddressBasis(outlines: forms.map(\.outline), others: first.map(\.address) + last.map(\.address))
    }

    /// The page at an address; nil when there is none.
    public func page(at address: String) -> Page? {
        if let page = first.first(where: { $0.address == address }) { return page }
        for unit in forms where address.hasPrefix(unit.outline.folder) {
            if unit.outline.own.address == address { return form(0, of: unit) }
            let project = unit.outline.projects.firstIndex { $0.address == address }
            if let project { return form(project + 1, of: unit) }
        }
        return last.first { $0.address == address }
    }

    /// The address of the page that comes from a document; nil when none does.
    public func address(ofPageFrom document: String) -> String? {
        if let page = first.first(where: { $0.origin?.file == document }) { return page.address }
        for unit in forms {
            if unit.outline.own.path == document { return unit.outline.own.address }
            if let project = unit.outline.projects.first(where: { $0.path == document }) { return project.address }
        }
        return last.first { $0.origin?.file == document }?.address
    }
}

/// The addresses of a site as far as they can be compared with those of the last time.
struct AddressBasis: Sendable {
    var outlines: [UnitOutline]
    /// All that are no form's.
    var others: [String]

    func isSame(as other: AddressBasis) -> Bool {
        others == other.others
            && outlines.elementsEqual(other.outlines) { $0 === $1 || $0.hasSameAddresses(as: $1) }
    }
}

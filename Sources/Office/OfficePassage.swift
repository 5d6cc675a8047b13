/// A text in an Office file that belongs together, and where it stands: a paragraph, a cell, a property.
public struct OfficePassage: Sendable, Hashable {
    public enum Place: Sendable, Hashable {
        /// A paragraph of a part, counted from 1 with those in its tables and text boxes.
        case paragraph(part: String, number: Int)
        /// A cell, such as `B12`.
        case cell(Sheet, reference: String)
        /// The text of an element or attribute that is neither, by its local name.
        case element(part: String, name: String)
    }

    /// A sheet of a workbook.
    public struct Sheet: Sendable, Hashable {
        public var name: String
        public var isHidden: Bool

        public init(name: String, isHidden: Bool) {
            self.name = name
            self.isHidden = isHidden
        }
    }

    public var place: Place
    public var text: String
    /// Whether the text is no longer shown, and only kept by change tracking.
    public var isDeleted: Bool
    /// The names of the embedded files that the passage stands in, outermost first; empty for the file itself.
    public var embeddedIn: [String] = []

    public init(_ text: String, at place: Place, isDeleted: Bool = false) {
        self.text = text
        self.place = place
        self.isDeleted = isDeleted
    }
}

import Basics
import Content
import Disclosure

/// What importing a document would do.
public struct ImportPlan: Sendable {
    public enum Change: Sendable, Hashable {
        case new
        case unchanged
        /// Written anew; nobody had edited the file since the last import.
        case updated
        /// Edited since, and the document has nothing new.
        case kept
        /// Edited since; what the document changed elsewhere in it is put in.
        case merged
        /// Edited since, and the document says something else in the same lines, which stay as they are.
        case conflict
    }

    public struct File: Sendable {
        /// Relative to the site's root.
        public var path: String
        public var content: ContentFile
        public var change: Change
        /// The whole text to write.
        var text: String
        /// The text that later imports are held against; nil for the one that they are held against already.
        var base: String?
        /// Why the document may not change the file at all; nil where it may.
        public var obstacle: String?
        public var conflicts: [Conflict] = []
        /// What an earlier edit of the file says and the document does not, and so stays: `预算数`, `第 30 行`.
        public var kept: [String] = []
    }

    /// Lines that differ between the file and the document.
    public struct Conflict: Sendable, Hashable {
        /// Counted from 1.
        public var line: Int
        public var inFile: [String]
        public var inDocument: [String]
    }

    public var recognition: Recognition
    public var files: [File] = []
    /// The original, to be put beside the content; nil when it is there already.
    public var attachment: KeptOriginal?
    /// Where the document was read.
    var origin = ""
    /// What the person should know besides.
    public var notices: [String] = []

    public var hasConflicts: Bool { files.contains { $0.change == .conflict } }
}

/// What the person who imports says beside the document.
public struct ImportOptions: Sendable {
    /// 年度
    public var year: Int?
    /// 单位编码 and 单位名称, where the document names none.
    public var unitCode: String?
    public var unitName: String?
    /// Whether projects without a code get one of the unit's code and a running number.
    public var numbersProjects = false

    public init() {}
}

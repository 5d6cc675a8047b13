import Basics
import Content

/// What concerns a document's being published rather than its content.
public struct Publication: Sendable {
    /// 状态
    public enum Status: String, Sendable, CaseIterable {
        case draft = "草稿"
        case inReview = "待审"
        case published = "已发布"
        case withdrawn = "已撤下"
    }

    public var status: Status
    /// 公开日期, as `YYYY-MM-DD`.
    public var date: CalendarDate?
    /// 发布时间: before it, nothing of the document may be seen.
    public var embargo: Instant?
    /// 附件: paths relative to the site's root.
    public var attachments: [Attachment]
    /// The files that the document's text links to or shows, which it need not name as 附件.
    public var linkedFiles: [Attachment] = []
    /// 更正
    public var corrections: [Correction]
    /// 曾用网址: addresses relative to the site's root under which the document used to be published.
    public var formerAddresses: [String] = []
    /// 别名: other names that people look for it by.
    public var aliases: [Literal] = []

    /// Whether the document may be seen at a time at all, if only as a tombstone.
    public func isPublic(at time: Instant) -> Bool {
        guard status == .published || status == .withdrawn else { return false }
        return embargo.map { $0 <= time } ?? true
    }

    /// Whether the document may be seen by anyone at any time, and has no files of its own.
    var isOpen: Bool { status == .published && embargo == nil && files.isEmpty }

    /// The files that are the document's own.
    var files: [Attachment] { attachments + linkedFiles }
}

/// A file published beside a page.
public struct Attachment: Sendable, Hashable {
    /// The path relative to the site's root: `content/2022/721001/form.docx`.
    public var path: String

    public init(path: String) { self.path = path }

    /// The file's name.
    public var name: String {
        path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? path
    }
}

/// An entry of 更正: what was corrected, when and why.
public struct Correction: Sendable, Hashable {
    public var date: Literal?
    public var content: Literal?
    public var reason: Literal?
}

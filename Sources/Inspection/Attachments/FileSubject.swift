import Basics
import Content
import Disclosure

/// A file that is published: its name, and for an attachment what was found in it.
struct FileSubject: Sendable {
    /// The path relative to the site's root.
    var path: String
    /// Where a document lists the file under 附件; nil when none does.
    var listing: Place?
    /// nil for files that are not looked into.
    var review: AttachmentReview?
    /// Numbers in the name, unless a document lists it: then it is a text of the document.
    var numbersInName: [FoundNumber]
    var isFolder = false

    init(path: String, listing: Place? = nil, review: AttachmentReview? = nil) {
        self.path = path
        self.listing = listing
        self.review = review
        numbersInName = listing == nil ? personalNumbers(in: Array(Attachment(path: path).name.utf8)) : []
    }

    /// A folder, of which only the name is looked at.
    init(folder path: String) {
        self.init(path: path)
        isFolder = true
    }

    /// Where findings stand: in the document that lists the file, so that its author is told and may stand by them.
    var place: Place { listing ?? Place(file: path) }

    var name: String { Attachment(path: path).name }
}

/// The files beside the documents.
func fileSubjects(
    _ attachments: [String], listedIn documents: [Document], _ reviews: [String: AttachmentReview]
) -> [FileSubject] {
    var listings: [String: Place] = [:]
    for document in documents {
        guard let field = document.fields["附件"] else { continue }
        for literal in literals(field) {
            guard let path = resolve(literal.text, from: document.path), listings[path] == nil else { continue }
            listings[path] = document.place(literal.range)
        }
    }
    return attachments.map { FileSubject(path: $0, listing: listings[$0], review: reviews[$0]) }
}

private func literals(_ value: FieldValue) -> [Literal] {
    switch value {
    case .scalar(let literal): [literal]
    case .list(let items, _): items.flatMap(literals)
    case .map: []
    }
}

extension Check.Scope {
    /// The numbers of one kind in the texts of documents, in the names of files, and inside of attachments and of the data
    /// of joined sites.
    ///
    /// - Parameters:
    ///   - name: what the number is called in messages.
    ///   - help: how to mend it in a document.
    static func everywhere(_ kind: PersonalNumber, called name: String, help: String) -> [Self] {
        [
            .document { subject, rule in
                subject.personalNumbers.filter { $0.kind == kind }.map { number in
                    rule.finding(
                        "疑似\(name)“\(number.masked)”，不得公开", at: subject.place(number.range), help: help)
                }
            },
            .file { subject, rule in numbersInName(subject, kind, name, rule) + numbersInside(subject, kind, name, rule)
            },
            .package { subject, rule in numbersInside(subject, kind, name, rule) },
        ]
    }
}

private func numbersInName(
    _ subject: FileSubject, _ kind: PersonalNumber, _ name: String, _ rule: Rule
) -> [Diagnostic] {
    subject.numbersInName.filter { $0.kind == kind }.map { number in
        let what = subject.isFolder ? "文件夹" : "文件"
        return rule.finding(
            "\(what)名里有疑似\(name)“\(number.masked)”，不得公开", at: subject.place, help: "给\(what)改名；\(what)名会出现在网址里")
    }
}

private func numbersInside(
    _ subject: FileSubject, _ kind: PersonalNumber, _ name: String, _ rule: Rule
) -> [Diagnostic] {
    let numbers = subject.review?.numbers.filter { $0.kind == kind } ?? []
    guard !numbers.isEmpty else { return [] }
    return [
        rule.finding(
            "附件“\(subject.name)”里有 \(numbers.count) 个疑似\(name)，不得公开", at: subject.place, notes: notes(on: numbers),
            help: "用原来的程序打开附件，按上面的位置删去号码后重新保存；修订记录、批注和隐藏的工作表里的也要删")
    ]
}

private func numbersInside(
    _ subject: PackageSubject, _ kind: PersonalNumber, _ name: String, _ rule: Rule
) -> [Diagnostic] {
    let numbers = subject.review.numbers.filter { $0.kind == kind }
    guard !numbers.isEmpty else { return [] }
    return [
        rule.finding(
            "联合网站“\(subject.name)”的数据里有 \(numbers.count) 个疑似\(name)，不得公开", at: subject.place,
            notes: notes(on: numbers), help: "请那个网站按上面的位置删去号码、重新公开，再取一份它的数据")
    ]
}

private func notes(on numbers: [AttachmentReview.Number]) -> [Diagnostic.Note] {
    var notes = numbers.prefix(shownNumbers).map { Diagnostic.Note("\($0.place)：\($0.masked)") }
    if numbers.count > shownNumbers { notes.append(.init("另有 \(numbers.count - shownNumbers) 个")) }
    return notes
}

/// How many numbers of an attachment or a data package are listed.
private let shownNumbers = 5

/// A draft or a copy of a document, which would be published as it is.
func disguisedDocument(_ subject: FileSubject) -> Diagnostic {
    Diagnostic(
        "file-name", .error, "附件“\(subject.name)”以文件头开头，多半是公开文件的草稿或副本，不能当作附件公布",
        at: Place(file: subject.path), help: "是公开文件就改名，让它以“.md”结尾；若只是副本，移出 content/。不改的话，草稿会原样公布")
}

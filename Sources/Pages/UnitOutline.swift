import Disclosure

/// What the list of all pages takes from a unit: where its pages stand and what they are made from, nothing of what they say.
final class UnitOutline: Sendable {
    /// A page of the unit or of a project.
    struct Form: Sendable, Equatable {
        var code: String
        /// 上年项目; nil when not filed.
        var formerCode: String?
        var address: String
        /// The files of `content/` that it is made from, its own document first; of a unit, without its attachments.
        var sources: [String]

        var path: String { sources[0] }
    }

    /// The folder that the addresses of its pages begin with, such as `2022/721001/`.
    let folder: String
    let own: Form
    let projects: [Form]
    /// Those of all its projects and its own.
    let indicatorCount: Int
    let hasCorrections: Bool
    /// Whether any of its documents used to stand elsewhere.
    let hasMoved: Bool

    init(_ unit: Unit) {
        own = Form(code: unit.code.text, address: Routes.unit(unit), sources: [unit.source.path])
        let folder = Routes.folder(unit.year, unit.code.text)
        self.folder = folder
        projects = unit.projects.map { project in
            Form(
                code: project.code.text, formerCode: project.formerCode?.text,
                address: folder + project.code.text + ".html",
                sources: [project.source.path, unit.source.path]
                    + project.publication.attachments.map(\.path).sorted())
        }
        indicatorCount = unit.indicatorCount
        let publications = [unit.publication] + unit.projects.map(\.publication)
        hasCorrections = publications.contains { !$0.corrections.isEmpty }
        hasMoved = publications.contains { !$0.formerAddresses.isEmpty }
    }
}

extension UnitOutline {
    func hasSameAddresses(as other: UnitOutline) -> Bool {
        own.address == other.own.address
            && projects.elementsEqual(other.projects) { $0.address == $1.address }
    }

    func hasSameCodes(as other: UnitOutline) -> Bool {
        projects.elementsEqual(other.projects) { $0.code == $1.code && $0.formerCode == $1.formerCode }
    }
}

/// What the pages of a site were listed from before.
public struct PageMemory: Sendable {
    var outlines = UnitMemory<UnitOutline>()
    /// The addresses of all pages, if no two of them were in conflict.
    var soundAddresses: AddressBasis?
    var recurring = RecurringProjects()

    public init() {}
}

import Basics
import Content

/// A page that says that something was withdrawn (已撤下), so that its address does not simply vanish.
public struct Tombstone: Sendable {
    public var year: Int
    public var unitCode: String
    public var unitName: String
    /// nil when the unit itself was withdrawn.
    public var projectCode: String?
    public var name: String
    /// What the document says about it: when and why.
    public var corrections: [Correction]
    /// 曾用网址 of the document.
    public var formerAddresses: [String] = []
}

/// Who a site is made for.
public enum Audience: Sendable {
    /// Readers: what is published, and nothing before its time.
    case readers
    /// The people who write it, in their preview: also what is withheld from readers.
    case authors
}

/// What may be seen at a time: no draft, nothing before its 发布时间, and of the withdrawn only that they were.
public struct PublicRegister: Sendable {
    public var audience: Audience
    public var register: Register
    public var tombstones: [Tombstone]
    /// How many documents will be seen later, by their 发布时间.
    public var waiting: Int
    /// The earliest of those times; nil when nothing waits.
    public var nextTime: Instant?
    /// What withholds a document from readers that authors see, by its path: 草稿, 待审 or 未到发布时间, its own or its
    /// unit's. Empty for readers.
    public var withheld: [String: String]
    /// The files of shown units that are not public because the unit names others as its 附件.
    public var unlistedFiles: [String]
}

extension Register {
    /// The part of the register that an audience may see at a time.
    public func visible(at time: Instant, to audience: Audience = .readers) -> PublicRegister {
        var view = PublicView(time: time, audience: audience)
        var result = self
        result.years = years.compactMap { year in
            let units = year.units.compactMap { view.shown($0) }
            return units.isEmpty ? nil : FiscalYear(year: year.year, units: units)
        }
        result.pages = pages.filter { view.isShown($0.publication, of: $0.document.path) }
        for document in unread { view.hide(document) }
        for project in unplaced { view.hide(project.publication.files) }
        result.attachments = attachments.filter { view.isShown(file: $0) }
        return PublicRegister(
            audience: audience, register: result, tombstones: view.tombstones, waiting: view.waiting,
            nextTime: view.nextTime,
            withheld: view.withheld, unlistedFiles: attachments.filter { view.isUnlisted(file: $0) })
    }
}

/// Goes through a register and notes what is shown, what is hidden, and what of it is to be told.
private struct PublicView {
    let time: Instant
    let audience: Audience
    private(set) var withheld: [String: String] = [:]
    private(set) var tombstones: [Tombstone] = []
    private(set) var waiting = 0
    private(set) var nextTime: Instant?
    /// Whether the unit of a folder is shown.
    private var unitFolders: [Substring: Bool] = [:]
    /// The folders of shown units that name what is to be public of them.
    private var listingFolders: Set<Substring> = []
    private var hiddenFiles: Set<String> = []
    private var shownFiles: Set<String> = []

    init(time: Instant, audience: Audience) {
        self.time = time
        self.audience = audience
    }

    /// The unit with those of its projects that are shown.
    mutating func shown(_ unit: Unit) -> Unit? {
        if unit.isOpen {
            unitFolders[folder(unit.source.path)] = true
            return unit
        }
        let isShown = isShown(unit.publication, of: unit.source.path)
        let folder = folder(unit.source.path)
        unitFolders[folder] = isShown || unitFolders[folder] ?? false
        guard isShown else {
            hide(unit)
            return nil
        }
        if !unit.publication.attachments.isEmpty { listingFolders.insert(folder) }
        var hidden: Set<Int> = []
        let reasonOfUnit = withheld[unit.source.path]
        for index in unit.projects.indices {
            let publication = unit.projects[index].publication
            let path = unit.projects[index].source.path
            if self.isShown(publication, of: path) {
                if let reasonOfUnit, withheld[path] == nil { withheld[path] = "所在单位\(reasonOfUnit)" }
                continue
            }
            hidden.insert(index)
            if isWithdrawn(publication) { bury(unit, unit.projects[index], publication.corrections) }
        }
        if hidden.isEmpty { return unit }
        let shown = unit.projects.indices.filter { !hidden.contains($0) }.map { unit.projects[$0] }
        return unit.with(shown)
    }

    /// A unit takes its projects along: with one that is withdrawn, they are withdrawn for the same reason.
    private mutating func hide(_ unit: Unit) {
        let isWithdrawn = isWithdrawn(unit.publication)
        if isWithdrawn { bury(unit, nil, unit.publication.corrections) }
        for project in unit.projects {
            hiddenFiles.formUnion(project.publication.files.map(\.path))
            if isWithdrawn, project.publication.isPublic(at: time) {
                let own = project.publication.corrections
                bury(unit, project, own.isEmpty ? unit.publication.corrections : own)
            }
        }
    }

    mutating func hide(_ document: UnreadDocument) {
        hide(document.attachments)
        let folder = folder(document.path)
        if document.isUnit, unitFolders[folder] == nil { unitFolders[folder] = false }
    }

    mutating func hide(_ attachments: [Attachment]) { hiddenFiles.formUnion(attachments.map(\.path)) }

    mutating func isShown(_ publication: Publication, of path: String) -> Bool {
        let isPublic = publication.status == .published && publication.isPublic(at: time)
        if publication.status == .published, !isPublic {
            waiting += 1
            nextTime = [nextTime, publication.embargo].compactMap { $0 }.min()
        }
        let isShown = isPublic || audience == .authors && publication.status != .withdrawn
        if isShown, !isPublic {
            let waits = "未到发布时间" + (publication.embargo.map { " \($0)" } ?? "")
            withheld[path] = publication.status == .published ? waits : publication.status.rawValue
        }
        if isShown {
            shownFiles.formUnion(publication.files.map(\.path))
        } else {
            hiddenFiles.formUnion(publication.files.map(\.path))
        }
        return isShown
    }

    private func isWithdrawn(_ publication: Publication) -> Bool {
        publication.status == .withdrawn && publication.isPublic(at: time)
    }

    private mutating func bury(_ unit: Unit, _ project: Project?, _ corrections: [Correction]) {
        tombstones.append(
            Tombstone(
                year: unit.year, unitCode: unit.code.text, unitName: unit.name.text,
                projectCode: project?.code.text, name: project?.name.text ?? unit.name.text, corrections: corrections,
                formerAddresses: (project?.publication ?? unit.publication).formerAddresses))
    }

    /// Whether a file is published: what a document that is shown names as its 附件 or links to is; else what no hidden
    /// document does, unless the unit in whose folder or subfolder it lies is hidden, or names others as its 附件.
    func isShown(file: String) -> Bool {
        if shownFiles.contains(file) { return true }
        if hiddenFiles.contains(file) { return false }
        guard let unit = unitFolder(of: file) else { return true }
        return unitFolders[unit] ?? false && !listingFolders.contains(unit)
    }

    /// Whether a file is not published for no other reason than that the unit in whose folder it lies names others.
    func isUnlisted(file: String) -> Bool {
        guard !listingFolders.isEmpty, !shownFiles.contains(file), !hiddenFiles.contains(file) else { return false }
        return unitFolder(of: file).map { listingFolders.contains($0) } ?? false
    }

    /// The nearest folder above a file that is a unit's.
    private func unitFolder(of file: String) -> Substring? {
        var path = folder(file)
        while !path.isEmpty {
            if unitFolders[path] != nil { return path }
            path = folder(String(path))
        }
        return nil
    }
}

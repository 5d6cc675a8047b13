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
}

/// What may be seen at a time: no draft, nothing before its 发布时间, and of the withdrawn only that they were.
public struct PublicRegister: Sendable {
    public var register: Register
    public var tombstones: [Tombstone]
    /// How many documents will be seen later, by their 发布时间.
    public var waiting: Int
}

extension Register {
    /// The part of the register that the public may see at a time.
    public func visible(at time: Instant) -> PublicRegister {
        var result = PublicRegister(register: self, tombstones: [], waiting: 0)
        var hiddenFolders: Set<Substring> = []
        var hiddenFiles: Set<String> = []
        var shownFiles: Set<String> = []

        func isShown(_ publication: Publication) -> Bool {
            if publication.status == .published, let embargo = publication.embargo, embargo > time {
                result.waiting += 1
            }
            let isShown = publication.status == .published && publication.isPublic(at: time)
            if isShown {
                shownFiles.formUnion(publication.attachments.map(\.path))
            } else {
                hiddenFiles.formUnion(publication.attachments.map(\.path))
            }
            return isShown
        }
        func bury(_ unit: Unit, _ project: Project? = nil) {
            let publication = project?.publication ?? unit.publication
            guard publication.status == .withdrawn, publication.isPublic(at: time) else { return }
            result.tombstones.append(
                Tombstone(
                    year: unit.year, unitCode: unit.code.text, unitName: unit.name.text,
                    projectCode: project?.code.text, name: project?.name.text ?? unit.name.text,
                    corrections: publication.corrections))
        }

        result.register.years = years.compactMap { year in
            var year = year
            year.units = year.units.compactMap { unit in
                guard isShown(unit.publication) else {
                    bury(unit)
                    hiddenFolders.insert(folder(unit.source.path))
                    return nil
                }
                var unit = unit
                unit.projects = unit.projects.filter { project in
                    if isShown(project.publication) { return true }
                    bury(unit, project)
                    return false
                }
                return unit
            }
            return year.units.isEmpty ? nil : year
        }
        result.register.pages = pages.filter { isShown($0.publication) }
        result.register.attachments = attachments.filter {
            !hiddenFolders.contains(folder($0)) && (shownFiles.contains($0) || !hiddenFiles.contains($0))
        }
        return result
    }
}

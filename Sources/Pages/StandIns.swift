import Basics
import Disclosure

// What stands at the address of a document that is no more there.
extension PageBuilder {
    /// A page for each document that was withdrawn, and one at each former address (曾用网址).
    var standIns: [Page] { tombstones.map(withdrawnPage) + movedPages }

    private func withdrawnPage(_ tombstone: Tombstone) -> Page {
        let address = Routes.tombstone(tombstone)
        var page = page(.tombstone, address) {
            (Frame(path: address, title: tombstone.name), Tombstone.view.record(of: tombstone))
        }
        page.coded = tombstone.projectCode == nil ? .unit : .project
        page.standIn = .withdrawn
        return page
    }

    private var movedPages: [Page] {
        var pages = register.pages.flatMap {
            moved($0.publication.formerAddresses, to: Routes.page($0), $0.title, $0.document.place(nil))
        }
        for (unit, outline) in zip(register.units, outlines.joined()) where outline.hasMoved {
            pages += moved(unit.publication.formerAddresses, to: Routes.unit(unit), unit.name.text, unit.place(nil))
            for project in unit.projects where !project.publication.formerAddresses.isEmpty {
                pages += moved(
                    project.publication.formerAddresses, to: Routes.project(project, in: unit), project.name.text,
                    project.place(nil))
            }
        }
        return pages
            + tombstones.flatMap { tombstone in
                moved(tombstone.formerAddresses, to: Routes.tombstone(tombstone), tombstone.name, nil).map { page in
                    var page = page
                    page.standIn = .withdrawn
                    return page
                }
            }
    }

    /// Pages that lead to where a document is now.
    private func moved(_ addresses: [String], to path: String, _ name: String, _ origin: Place?) -> [Page] {
        addresses.map { address in
            var page = page(.moved, address, origin: origin) {
                (Frame(path: address, title: name), MovedPage.view.record(of: MovedPage(name: name, path: path)))
            }
            page.standIn = .moved
            return page
        }
    }

    /// The corrections of the site; none without any.
    var correctionPages: [Page] {
        if corrections.isEmpty { return [] }
        return [
            page(.corrections, Routes.corrections) { [self] in
                let content = CorrectionsPage(rows: corrections)
                return (Frame(path: Routes.corrections, title: ""), CorrectionsPage.view.record(of: content))
            }
        ]
    }
}

import Content
import Disclosure
import Templates

/// A correction (更正) in a list, with what it is about.
struct CorrectionRow: Sendable {
    var correction: Correction
    var name: String
    /// nil for a plain page.
    var year: Int?
    var unitName: String
    var path: String
    var isWithdrawn: Bool

    /// Every correction of what is published or was withdrawn, the latest first; of one day, by address.
    ///
    /// - Parameter units: those that have any.
    static func all(_ visible: PublicRegister, of units: some Sequence<Unit>) -> [CorrectionRow] {
        var rows: [CorrectionRow] = []
        func add(
            _ corrections: [Correction], _ name: String, _ path: String, year: Int? = nil, unit: String = "",
            isWithdrawn: Bool = false
        ) {
            rows += corrections.map {
                CorrectionRow(
                    correction: $0, name: name, year: year, unitName: unit, path: path, isWithdrawn: isWithdrawn)
            }
        }
        for page in visible.register.pages { add(page.publication.corrections, page.title, Routes.page(page)) }
        for unit in units {
            add(
                unit.publication.corrections, unit.name.text, Routes.unit(unit), year: unit.year, unit: unit.name.text)
            for project in unit.projects where !project.publication.corrections.isEmpty {
                add(
                    project.publication.corrections, project.name.text, Routes.project(project, in: unit),
                    year: unit.year, unit: unit.name.text)
            }
        }
        for tombstone in visible.tombstones {
            add(
                tombstone.corrections, tombstone.name, Routes.tombstone(tombstone), year: tombstone.year,
                unit: tombstone.unitName, isWithdrawn: true)
        }
        let dated = rows.enumerated().map { (number: $0, date: CalendarDate($1.correction.date?.text ?? ""), row: $1) }
        return dated.sorted { one, other in
            guard one.date != other.date else { return one.number < other.number }
            guard let first = one.date, let second = other.date else { return one.date != nil }
            return first > second
        }.map(\.row)
    }

    static let view = View<CorrectionRow>([
        .text("date") { $0.correction.date?.text ?? "" },
        .lines("content") { $0.correction.content?.text ?? "" },
        .lines("reason") { $0.correction.reason?.text ?? "" },
        .text("name") { $0.name },
        .text("year") { $0.year.map { "\($0)" } ?? "" },
        .text("unitName") { $0.unitName },
        .text("path") { $0.path },
        .flag("isWithdrawn") { $0.isWithdrawn },
    ])
}

/// The page of all corrections.
struct CorrectionsPage: Sendable {
    var rows: [CorrectionRow]

    static let view = View<CorrectionsPage>([
        .list("rows", CorrectionRow.view) { $0.rows }, .text("total") { "\($0.rows.count)" },
    ])
}

/// A page at a former address: where the document is now.
struct MovedPage: Sendable {
    var name: String
    /// The new address.
    var path: String

    static let view = View<MovedPage>([.text("name") { $0.name }, .text("path") { $0.path }])
}

import Basics
import Disclosure

/// What a build tells of a site in its last line.
public struct BuildFigures: Sendable, Hashable {
    public var name: String
    public var years: Int
    public var units: Int
    public var projects: Int
    public var indicators: Int
    /// In 万元.
    public var budget: String
    public var errors: Int
    public var warnings: Int
    /// How many documents wait for their 发布时间.
    public var waiting: Int
    /// How many rules the site lowered or switched off.
    public var lowered: Int
}

extension CheckedSite {
    public var figures: BuildFigures {
        let register = visible.register
        var indicators = 0
        for unit in register.units {
            indicators += unit.indicators?.indicators.count ?? 0
            for project in unit.projects.indices {
                indicators += unit.projects[project].indicators?.indicators.count ?? 0
            }
        }
        return BuildFigures(
            name: register.site.name, years: register.years.count, units: register.units.count,
            projects: register.units.reduce(0) { $0 + $1.projects.count }, indicators: indicators,
            budget: register.units.map(\.budget).sum().moneyDescription, errors: report.count(.error),
            warnings: report.count(.warning), waiting: visible.waiting, lowered: report.loweredCount)
    }

    /// The moments at which something of the site comes to be seen, in seconds, sorted.
    var embargoes: [Int] {
        var found = everything.pages.compactMap(\.publication.embargo?.seconds)
        for unit in everything.units {
            found += [unit.publication.embargo?.seconds].compactMap { $0 }
            for project in unit.projects.indices {
                if let embargo = unit.projects[project].publication.embargo { found.append(embargo.seconds) }
            }
        }
        return found.sorted()
    }
}

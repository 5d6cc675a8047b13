import Disclosure
import Pages

/// An entry of a feed: a disclosure, or a correction of one.
struct FeedEntry: Sendable {
    /// The address of the page, relative to the site's root, with the entry's own fragment.
    var address: String
    var title: String
    var summary: String
    var date: CalendarDate

    /// The order of a feed: the newest first, and a lasting order among those of one day.
    static func isBefore(_ left: FeedEntry, _ right: FeedEntry) -> Bool {
        left.date == right.date ? left.address < right.address : left.date > right.date
    }

    /// Whether a unit has any entry; cheaper than making them.
    static func hasEntries(_ unit: Unit) -> Bool {
        let publications = [unit.publication] + unit.projects.map(\.publication)
        return publications.contains { publication in
            publication.date != nil
                || publication.corrections.contains { $0.date.flatMap { CalendarDate($0.text) } != nil }
        }
    }

    /// What happened to a unit's forms: the disclosure of the unit, of projects with a day of their own, corrections.
    /// What has no day cannot stand in a feed.
    static func entries(of unit: Unit) -> [FeedEntry] {
        UnitForms(unit).all.flatMap { form in
            let publication = form.project?.publication ?? unit.publication
            let name = form.project.map { "“\($0.name.text)”绩效目标表" } ?? "部门整体绩效目标"
            func entry(_ fragment: String, _ title: String, _ summary: String, _ date: CalendarDate?) -> FeedEntry? {
                guard let date else { return nil }
                return FeedEntry(
                    address: form.page + fragment, title: title, summary: summary, date: date)
            }
            // Projects that were disclosed with their unit are told of by the unit's entry.
            let isOwn = form.project == nil || publication.date != nil && publication.date != unit.publication.date
            let summary =
                form.project.map { $0.purpose?.text ?? "" }
                ?? "\(unit.projects.count) 个项目，预算合计 \(unit.budget.asMoney) 万元"
            let disclosure =
                isOwn ? entry("", "公开：\(unit.name.text)\(unit.year)年\(name)", summary, publication.date) : nil
            let corrections = publication.corrections.enumerated().map { index, correction in
                entry(
                    "#correction-\(index + 1)", "更正：\(unit.name.text)\(unit.year)年\(name)",
                    [correction.content?.text, correction.reason.map { "原因：" + $0.text }].compactMap { $0 }
                        .joined(separator: "；"),
                    correction.date.flatMap { CalendarDate($0.text) })
            }
            return ([disclosure] + corrections).compactMap { $0 }
        }
    }
}

/// An Atom feed (RFC 4287).
struct Feed: Sendable {
    var site: SiteInformation
    /// The site's own address.
    var address: String
    /// The feed's address, relative to the site's root, and that of the page that it tells of.
    var path: String
    var page: String
    var title: String
    /// The newest first; not empty.
    var entries: ArraySlice<FeedEntry>

    /// The most entries of a feed.
    static let most = 100

    var bytes: [UInt8] {
        var xml = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)
        xml.add("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n")
        xml.addElement("id", address + path)
        xml.addElement("title", title)
        xml.addElement("updated", time(entries.first?.date))
        addLink("self", "application/atom+xml", path, to: &xml)
        addLink("alternate", "text/html", page, to: &xml)
        xml.add("<author>")
        xml.addElement("name", site.host.isEmpty ? site.name : site.host)
        xml.add("</author>\n")
        for entry in entries {
            xml.add("<entry>\n")
            xml.addElement("id", address + entry.address)
            xml.addElement("title", entry.title)
            xml.addElement("updated", time(entry.date))
            addLink("alternate", "text/html", entry.address, to: &xml)
            if !entry.summary.isEmpty { xml.addElement("summary", entry.summary) }
            xml.add("</entry>\n")
        }
        xml.add("</feed>\n")
        return xml
    }

    private func addLink(_ relation: String, _ type: String, _ path: String, to xml: inout [UInt8]) {
        xml.add("<link rel=\"\(relation)\" type=\"\(type)\" href=\"")
        xml.addXML(address + path)
        xml.add("\"/>\n")
    }

    /// Midnight in Beijing.
    private func time(_ date: CalendarDate?) -> String { "\(date?.description ?? "1970-01-01")T00:00:00+08:00" }
}

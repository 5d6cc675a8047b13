import Basics
import Pages
import Site

/// What the preview's panel shows: the findings with their excerpts, and links that open their places in an editor.
struct FindingsPage: Sendable {
    /// The site's root as an absolute path.
    let root: String
    /// The editor's address with `{file}`, `{line}` and `{column}`; empty for no links.
    let editor: String

    /// The most findings that are sent; the rest is counted.
    private static let limit = 200

    func json(of site: PreviewSite) async -> [UInt8] {
        await site.untilReviewed()
        let report = await site.report
        let failure = await site.failure
        let isIncomplete = await site.isIncomplete
        let withheld = await site.withheld
        let files = await site.filesTag
        var json = JSONWriter()
        json.object { json in
            if let failure { json.string("failure", failure.all.map(\.message).joined(separator: "\n")) }
            json.integer("incomplete", isIncomplete ? 1 : 0)
            json.string("files", files)
            for severity in Severity.allCases { json.integer(severity.rawValue, report.count(severity)) }
            json.array("withheld") { json in
                for page in withheld {
                    json.object { json in
                        json.string("page", page.address)
                        json.string("reason", page.reason)
                    }
                }
            }
            json.array("findings") { json in
                for diagnostic in report.gravest(Self.limit) {
                    json.object { write(diagnostic, report, to: &$0) }
                }
            }
        }
        return json.bytes
    }

    private func write(_ diagnostic: Diagnostic, _ report: SiteReport, to json: inout JSONWriter) {
        json.string("id", diagnostic.id)
        json.string("severity", diagnostic.severity.rawValue)
        json.string("label", diagnostic.severity.label)
        json.string("summary", diagnostic.summary)
        if let help = diagnostic.help { json.string("help", help) }
        guard let place = diagnostic.place else { return }
        json.string("file", place.file)
        guard let range = place.range, let text = report.text(place.file) else { return }
        let position = text.position(of: range.lower)
        json.integer("line", position.line)
        json.integer("column", position.column)
        let line = text.lineRange(text.lineIndex(of: range.lower))
        let lower = min(range.lower, line.upper)
        let upper = max(lower, min(range.upper, line.upper))
        json.string("before", String(text.text(TextRange(line.lower, lower)).suffix(60)))
        json.string("marked", String(text.text(TextRange(lower, upper)).prefix(120)))
        json.string("after", String(text.text(TextRange(upper, line.upper)).prefix(60)))
        if !editor.isEmpty { json.string("editor", link(place.file, position)) }
    }

    private func link(_ file: String, _ position: Position) -> String {
        editor.replacing("{file}", with: percentEncoded(root + "/" + file))
            .replacing("{line}", with: "\(position.line)").replacing("{column}", with: "\(position.column)")
    }
}

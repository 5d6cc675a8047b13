import Basics
import Glibc
import Inspection
import Site

extension SiteReport {
    /// The findings in the form that was asked for.
    func rendered(as format: Check.Format) -> [UInt8] {
        switch format {
        case .text:
            let report = TextReport(usesColor: Terminal.usesColor(STDOUT_FILENO), source: text)
            return Array(report.render(diagnostics, by: units).utf8)
        case .lines: return Array(lineReport(diagnostics, source: text).utf8)
        case .json: return jsonReport(diagnostics, source: text)
        case .csv: return csvReport(diagnostics, units: units, source: text)
        case .sarif: return sarifReport(diagnostics, version: Gongkai.version, source: text)
        }
    }

    /// `1 错误 22 提醒 4 提示`, and how many rules the site lowered, so that nobody takes its silence for a clean bill.
    var lastLine: String { "\(counts) \(count(.note)) 提示\(loweredRemark)\n" }

    /// `；3 条规则已调低`, or nothing.
    var loweredRemark: String { Self.loweredRemark(loweredCount) }

    static func loweredRemark(_ count: Int) -> String { count > 0 ? "；\(count) 条规则已调低" : "" }
}

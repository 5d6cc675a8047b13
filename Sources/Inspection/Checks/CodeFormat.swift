import Basics
import Disclosure

/// A project code (项目编码) of the fiscal system, such as `13030322P003970100139`: region, year, kind, serial number.
struct ProjectCode {
    /// Six digits of GB/T 2260.
    var region: String
    /// The last two digits of the year in which the project was set up.
    var year: Int

    /// - Returns: nil for what is no such code.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 21, bytes[..<8].allSatisfy(isDigit), isCapital(bytes[8]),
            bytes[9...].allSatisfy({ isDigit($0) || isCapital($0) }), let year = Int(text.prefix(8).suffix(2))
        else { return nil }
        region = String(text.prefix(6))
        self.year = year
    }
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

private func isCapital(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }

/// The part of a region's code that its own regions share: `1303` of 秦皇岛市 `130300`.
func regionPrefix(_ code: String) -> Substring {
    code.hasSuffix("0000") ? code.prefix(2) : code.hasSuffix("00") ? code.prefix(4) : code[...]
}

/// Whether one region lies in the other or is the other.
func isSameOrNested(_ left: String, _ right: String) -> Bool {
    left.hasPrefix(regionPrefix(right)) || right.hasPrefix(regionPrefix(left))
}

extension Check {
    static let codeFormat = Check(
        rule: Rule(
            "code-format", .warning, "项目编码格式不对",
            what: "项目编码不是 21 位：6 位行政区划、2 位年份、1 个大写字母、12 位数字或大写字母。",
            why: "编码是项目在预算管理系统里的唯一编号，错一位就查不到，也无法与上年衔接。", bad: "项目编码: 13030322003970100139",
            good: "项目编码: 13030322P003970100139"),
        scope: .project { subject, rule in
            let code = subject.project.code
            // What is no code at all is reported when it is read.
            guard !code.text.isEmpty, ProjectCode(code.text) == nil else { return [] }
            let count = code.text.count
            return [
                rule.finding(
                    "项目编码“\(code.text)”\(count == 21 ? "的格式不对" : "有 \(count) 位，应为 21 位")",
                    at: subject.place(code.range),
                    help: "核对预算管理系统里的编码：6 位区划、2 位年份、1 个大写字母、12 位数字或大写字母")
            ]
        })
}

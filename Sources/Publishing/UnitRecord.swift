import FoundationEssentials
import Site

/// What a release says of one unit in one year, read from the unit's own data file in the release: every text as filed,
/// by form and field.
struct UnitRecord: Sendable {
    struct Field: Sendable, Hashable {
        /// What it is called, such as 预算数 or 指标“出车次数”的指标值.
        var name: String
        var value: String
        /// Whether it is a figure: an amount, a share, a target.
        var isFigure: Bool
    }

    /// A project's form, or the unit's own.
    struct Form: Sendable {
        var name = ""
        /// In the order of the file.
        var fields: [String: Field] = [:]
        var order: [String] = []
        /// Each 更正 in one text.
        var corrections: Set<String> = []
    }

    /// By the identifier of the unit or project.
    private(set) var forms: [String: Form] = [:]

    /// Whether a path of a site is that of such a file: `2022/721001/721001-2022.json`.
    static func isPath(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        return parts.count == 3 && parts[2] == "\(parts[1])-\(parts[0]).json"
    }

    /// Reads a data file; nil for what is none.
    ///
    /// The rows of a form stand in it. In older releases the tables stand side by side, and their rows name their form.
    init?(_ bytes: [UInt8]) {
        guard let tables = try? JSONDecoder().decode(Row.self, from: Data(bytes)), tables.lists["units"] != nil else {
            return nil
        }
        add(tables.lists, in: "")
    }

    /// An object of the file: its texts, and the rows that stand in it. Numbers are derived from texts beside them, so that
    /// the texts are enough.
    private struct Row: Decodable {
        private var texts: [String: String] = [:]
        private(set) var lists: [String: [Row]] = [:]

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: Name.self)
            for name in members.allKeys {
                if let text = try? members.decode(String.self, forKey: name) {
                    texts[name.stringValue] = text
                } else if let rows = try? members.decode([Row].self, forKey: name) {
                    lists[name.stringValue] = rows
                }
            }
        }

        subscript(name: String) -> String? { texts[name] }

        private struct Name: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }

            init(stringValue: String) { self.stringValue = stringValue }

            init?(intValue: Int) { nil }
        }
    }

    /// A column that is compared: its name in the data, what it is called, and whether it is a figure.
    private typealias Compared = (column: String, title: String, isFigure: Bool)

    /// The tables that are compared.
    private static var tables: [(name: String, columns: [Compared])] {
        [
            (
                "units",
                [
                    ("unit_name", "单位名称", false), ("department_name", "部门名称", false), ("amount_unit", "金额单位", true),
                ]
            ),
            (
                "projects",
                [
                    ("project_name", "项目名称", false), ("budget_text", "预算数", true), ("amount_unit", "金额单位", true),
                    ("purpose", "资金用途", false),
                ]
            ),
            ("funding", [("amount_text", "", true)]),
            ("spending_plan", [("share_text", "", true)]),
            ("goals", [("text", "绩效目标", false)]),
            (
                "indicators",
                [
                    ("target_text", "指标值", true), ("description", "绩效指标描述", false), ("basis", "指标值确定依据", false),
                    ("filed_operator", "计算符号", true), ("filed_unit", "度量单位", true), ("weight", "分值", true),
                    ("actual_value", "全年实际值", true), ("score", "得分", true), ("deviation", "偏差原因", false),
                    ("standard", "绩效标准", false), ("remark", "备注", false),
                ]
            ),
        ]
    }

    /// - Parameter form: the one that the rows stand in; empty for none.
    private mutating func add(_ lists: [String: [Row]], in form: String) {
        for (table, columns) in Self.tables {
            for row in lists[table] ?? [] {
                let form = row["project_id"] ?? row["unit_id"] ?? form
                add(row, of: form, table, columns)
                add(row.lists, in: form)
            }
        }
        for row in lists["corrections"] ?? [] {
            let said = ["date", "content", "reason"].map { row[$0] ?? "" }.joined(separator: "\n")
            forms[row["project_id"] ?? row["unit_id"] ?? form, default: Form()].corrections.insert(said)
        }
    }

    private mutating func add(_ row: Row, of identifier: String, _ table: String, _ columns: [Compared]) {
        var form = forms[identifier] ?? Form()
        if let name = row["project_name"] ?? row["unit_name"], form.name.isEmpty { form.name = name }
        /// What tells this row from the others of its form, and what it is called.
        let (key, name): (String, String)
        switch table {
        case "funding": (key, name) = (row["source"] ?? "", row["source"] ?? "")
        case "spending_plan": (key, name) = (row["deadline"] ?? "", "支出计划“\(row["deadline"] ?? "")”")
        case "goals": (key, name) = (row["goal_id"] ?? "", row["heading"].map { "“\($0)”" } ?? "")
        case "indicators": (key, name) = (row["indicator_id"] ?? "", "指标“\(row["level3"] ?? "")”的")
        default: (key, name) = ("", "")
        }
        for (column, title, isFigure) in columns {
            guard let value = row[column] else { continue }
            let field = "\(table)\n\(key)\n\(column)"
            if form.fields.updateValue(Field(name: name + title, value: value, isFigure: isFigure), forKey: field)
                == nil
            {
                form.order.append(field)
            }
        }
        forms[identifier] = form
    }
}

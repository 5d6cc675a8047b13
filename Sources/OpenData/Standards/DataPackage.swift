import Basics
import Disclosure
import Pages

/// `datapackage.json` (Data Package v2) of the site or a year: its CSV tables with schemas, keys, sizes and digests.
func dataPackage(_ site: SiteInformation, year: Int?, _ measured: MeasuredDownloads) -> [UInt8] {
    let scope = DataScope(site, year: year)
    var json = JSONWriter()
    json.object { json in
        json.string("$schema", "https://datapackage.org/profiles/2.0/datapackage.json")
        json.string("name", year.map { "budget-performance-\($0)" } ?? "budget-performance")
        json.string("title", scope.title)
        json.string("description", "预算绩效目标公开的全部表格。" + licenceText)
        if let address = site.address { json.string("homepage", address + Routes.data) }
        json.array("keywords") { json in
            for word in ["预算绩效", "绩效目标", "绩效指标", "预算公开"] { json.string(nil, word) }
        }
        json.array("licenses") { json in
            json.object { json in
                json.string("name", "other-open")
                json.string("title", licenceText)
            }
        }
        if !site.host.isEmpty {
            json.array("contributors") { json in
                json.object { json in
                    json.string("title", site.host)
                    json.array("roles") { $0.string(nil, "publisher") }
                }
            }
        }
        json.array("resources") { json in
            for table in measured.tables {
                json.lineBreak()
                writeResource(table, Routes.csv(table, .data, year: year), measured, &json)
            }
        }
    }
    json.lineBreak()
    return json.bytes
}

private func writeResource(_ table: Table, _ address: String, _ measured: MeasuredDownloads, _ json: inout JSONWriter) {
    json.object { json in
        json.string("name", table.name)
        json.string("title", table.title)
        json.string("description", table.description)
        json.string("path", address.split(separator: "/").last.map { String($0) } ?? address)
        json.string("type", "table")
        json.string("format", "csv")
        json.string("mediatype", "text/csv")
        json.string("encoding", "utf-8")
        if let facts = measured.facts[address] {
            json.integer("bytes", facts.size)
            json.string("hash", "sha256:" + facts.digest.hexadecimal)
        }
        json.object("dialect") { json in
            json.string("delimiter", ",")
            json.string("lineTerminator", "\r\n")
            json.string("quoteChar", "\"")
            json.boolean("doubleQuote", true)
            json.boolean("header", true)
        }
        json.object("schema") { writeSchema(table, &$0) }
    }
}

private func writeSchema(_ table: Table, _ json: inout JSONWriter) {
    json.string("$schema", "https://datapackage.org/profiles/2.0/tableschema.json")
    json.array("fields") { json in
        for column in table.columns {
            json.object { json in
                json.string("name", column.name)
                json.string("title", column.title)
                json.string("description", column.description)
                json.string("type", column.kind.typeName)
                if case .choice(let words) = column.kind, !column.isRequired || !words.isEmpty {
                    json.object("constraints") { json in
                        if column.isRequired { json.boolean("required", true) }
                        json.array("enum") { json in for word in words { json.string(nil, word) } }
                    }
                } else if column.isRequired {
                    json.object("constraints") { json in
                        json.boolean("required", true)
                        if table.primaryKey == [column.name] { json.boolean("unique", true) }
                    }
                }
            }
        }
    }
    json.array("missingValues") { $0.string(nil, "") }
    json.array("primaryKey") { json in for name in table.primaryKey { json.string(nil, name) } }
    guard !table.foreignKeys.isEmpty else { return }
    json.array("foreignKeys") { json in
        for key in table.foreignKeys {
            json.object { json in
                json.array("fields") { $0.string(nil, key.column) }
                json.object("reference") { json in
                    json.string("resource", key.table)
                    json.array("fields") { $0.string(nil, key.referred) }
                }
            }
        }
    }
}

extension Column.Kind {
    /// The type of Table Schema.
    fileprivate var typeName: String {
        switch self {
        case .text, .code, .choice: "string"
        case .integer: "integer"
        case .year: "year"
        case .date: "date"
        case .number, .amount: "number"
        }
    }

    /// The type in the data dictionary's words.
    var words: String {
        switch self {
        case .text: "文字"
        case .code: "文字（编码或原文）"
        case .integer: "整数"
        case .year: "年度"
        case .date: "日期"
        case .number: "小数"
        case .amount: "金额"
        case .choice(let words): words.joined(separator: "、")
        }
    }
}

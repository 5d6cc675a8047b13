import Basics
import Disclosure
import Pages

/// schema.org `Dataset` of the data page as JSON-LD; addresses are relative to the page where the site has none.
func datasetJSON(_ register: Register, _ scopes: [DataPage.Scope]) -> [UInt8] {
    let site = register.site
    // The data page lies one folder deep.
    let root = site.address ?? "../"
    var json = JSONWriter()
    json.object { json in
        json.string("@context", "https://schema.org")
        json.string("@type", "Dataset")
        json.string("name", site.name)
        json.string("description", "\(site.name)：各单位的部门整体绩效目标和预算项目绩效目标表，含项目、资金来源、支出计划、绩效目标和绩效指标。")
        json.string("url", site.address.map { $0 + Routes.data } ?? "index.html")
        json.string("inLanguage", "zh-CN")
        json.boolean("isAccessibleForFree", true)
        json.string("usageInfo", licenceText)
        if !site.host.isEmpty { writeOrganization("creator", site.host, &json) }
        if let last = register.years.first?.year, let first = register.years.last?.year {
            json.string("temporalCoverage", first == last ? "\(first)" : "\(first)/\(last)")
        }
        json.array("variableMeasured") { json in
            for name in ["预算数", "财政资金", "支出进度", "绩效指标值"] { json.string(nil, name) }
        }
        json.array("distribution") { json in
            for scope in scopes {
                for table in scope.tables { writeDownload(table.data, "text/csv", root, &json) }
                writeDownload(
                    scope.workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", root, &json)
                writeDownload(scope.json, "application/json", root, &json)
                writeDownload(scope.package, "application/json", root, &json)
            }
        }
    }
    return withoutMarkup(json.bytes[...])
}

private func writeOrganization(_ key: String, _ name: String, _ json: inout JSONWriter) {
    json.object(key) { json in
        json.string("@type", "GovernmentOrganization")
        json.string("name", name)
    }
}

private func writeDownload(_ file: DataPage.Download, _ type: String, _ root: String, _ json: inout JSONWriter) {
    json.object { json in
        json.string("@type", "DataDownload")
        json.string("name", file.name)
        json.string("encodingFormat", type)
        json.string("contentUrl", root + file.path)
        json.string("contentSize", "\(file.size)")
        json.string("sha256", file.digest)
    }
}

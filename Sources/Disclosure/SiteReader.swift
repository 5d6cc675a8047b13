import Basics
import Content

/// Reads `content/index.md`.
func readSite(_ document: Document) -> Diagnosed<SiteInformation> {
    var keys = Keys(document)
    let name = keys.required("网站名称", example: "山海关区预算绩效目标公开")
    let site = SiteInformation(
        document: document, name: name?.text ?? "", host: keys.text("主办单位"), operatingUnit: keys.text("承办单位"),
        contact: keys.text("联系方式"), address: keys.address(), regionCode: keys.regionCode(),
        siteCode: keys.text("政府网站标识码"), icpNumber: keys.text("ICP备案号"), policeNumber: keys.text("公安备案号"),
        showsQuality: keys.yesOrNo("公开质量"), joined: keys.joinedSites())
    keys.acknowledge(["检查", "权重方案"])
    _ = keys.extraFields(.areLeftOut)
    return Diagnosed(site, keys.diagnostics)
}

extension SiteInformation {
    /// A site without `content/index.md`, which is reported.
    static let unnamed = SiteInformation(
        document: nil, name: "", host: "", operatingUnit: "", contact: "", address: nil, regionCode: "", siteCode: "",
        icpNumber: "", policeNumber: "")
}

extension Keys {
    /// Whether a key says 是; absent or blank is 否.
    fileprivate mutating func yesOrNo(_ key: String) -> Bool {
        guard let literal = filled(key), !literal.text.isBlank else { return false }
        if !["是", "否"].contains(literal.text) {
            report(
                "front-matter", "“\(key)”应写“是”或“否”，这里写的是“\(literal.text)”", literal.range, help: "写“\(key): 是”；不写就是“否”")
        }
        return literal.text == "是"
    }

    /// 行政区划代码: six digits; empty when it is absent or, which is reported, something else.
    fileprivate mutating func regionCode() -> String {
        guard let literal = filled("行政区划代码") else { return "" }
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        if literal.text.utf8.count == 6, literal.text.utf8.allSatisfy(digits.contains) { return literal.text }
        report(
            "front-matter", "“行政区划代码”不是六位数字：“\(literal.text)”", literal.range, help: "写六位数字，例如 130303")
        return ""
    }

    fileprivate mutating func address() -> String? {
        guard let literal = filled("网址") else { return nil }
        if let address = absoluteAddress(literal.text) { return address }
        report("address-format", "“网址”不是完整的网页地址：“\(literal.text)”", literal.range, help: "写成“https://域名/”")
        return nil
    }
}

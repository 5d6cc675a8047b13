import Disclosure

/// What the name of a field in a form means.
struct FieldLabel: Hashable {
    enum Kind: Hashable {
        /// A key of the content format.
        case key(String)
        /// A source of funds, kept under its own name.
        case fund
        /// A heading over several fields, such as 预算规模及资金用途.
        case group
        /// 绩效目标
        case goal
        /// 资金支出计划
        case plan
        /// The unit or its department, kept under its own name and used to know whose form it is.
        case unitName, departmentName
        /// A field that forms often have and the content format does not know: kept under its own name.
        case other
    }

    var kind: Kind
    /// The name as it is kept: without white space, without `其中：` and the colon at its end.
    var name: String

    /// nil when no form has a field of this name.
    init?(_ text: String) {
        guard text.length <= 40 else { return nil }
        name = labelName(text)
        let bare = name.withoutBrackets
        guard let kind = Self.kind(name) ?? Self.kind(bare) ?? Self.fundKind(bare) else { return nil }
        self.kind = kind
    }

    private static func kind(_ name: String) -> Kind? { kinds[name] }

    private static func fundKind(_ name: String) -> Kind? {
        guard name.length > 2, name.length <= 16, !name.contains(anyOf: ["项目资金", "资金总额"]) else { return nil }
        return ["资金", "拨款", "收入", "结转", "结余"].contains { name.hasSuffix($0) } ? .fund : nil
    }

    private static let kinds: [String: Kind] = {
        var kinds: [String: Kind] = [:]
        for (kind, names) in names { for name in names.split(separator: " ") { kinds[String(name)] = kind } }
        return kinds
    }()

    private static let names: [(Kind, String)] = [
        (.key("项目编码"), "项目编码 项目代码 项目编号 预算项目编码 预算项目代码 预算项目编号"),
        (.key("项目名称"), "项目名称 预算项目名称 二级项目名称 具体项目名称 支出项目名称 三级项目名称 专项名称 政策和项目名称"),
        (
            .key("预算数"),
            "预算数 预算金额 资金总额 年度资金总额 预算总额 预算资金总额 年度预算 本年预算数 年度预算数 项目预算金额 年度预算资金总额 年度金额 项目预算数 年度预算总额 本年度预算 本年预算 项目当年预算 年度预算金额 当年预算数 申请金额 项目年度预算 当年预算金额 全年预算数"
        ),
        (.key("资金用途"), "资金用途 用途 预算资金用途 支出用途"),
        (.key("年度"), "年度 预算年度 年份 所属年度 填报年度"),
        (.key("单位编码"), "单位编码 单位代码 预算单位编码 预算单位代码"),
        (.key("项目类型"), "项目类型"), (.key("实施期"), "实施期"),
        (
            .unitName,
            "单位名称 预算单位 预算单位名称 实施单位 项目单位 填报单位 申报单位 项目实施单位 用款单位 资金使用单位 项目承担单位 单位 项目单位名称 部门（单位）名称 部门(单位)名称 单位（部门）名称 执行单位 填报单位名称 部门单位名称"
        ),
        (.departmentName, "主管部门 主管单位 部门名称 主管部门及代码 预算部门 一级预算单位 主管部门名称 预算主管部门 部门"),
        (
            .fund,
            "财政资金 其他资金 财政拨款 上年结转 一般公共预算 政府性基金预算 政府性基金 国有资本经营预算 财政专户核拨 单位自筹 自筹 其他 结转结余 当年财政拨款 本年财政拨款 上级补助 社会投入 银行贷款"
        ),
        (
            .group,
            "预算规模及资金用途 项目资金 资金情况 预算情况 项目资金情况 资金来源 预算执行情况 项目预算 项目预算情况 项目资金来源 项目支出预算 预算资金情况 部门预算申请 预算申请资金 部门预算情况 年度部门预算 资金构成 项目基本情况 基本情况 项目基本信息 项目概要"
        ),
        (
            .goal,
            "绩效目标 年度绩效目标 年度目标 年度总体目标 总体目标 项目绩效目标 总体绩效目标 项目总体目标 绩效总目标 年度绩效总目标 当年绩效目标 项目年度绩效目标 年度总目标 项目总目标 部门整体绩效目标 整体绩效目标 项目绩效总目标 年度总体绩效目标 项目年度目标 项目绩效 部门绩效目标 年度绩效总体目标 预期绩效目标 项目支出绩效目标 总目标 本年度目标 本年度绩效目标 本年度总体目标 全年度目标 全年目标 整体支出绩效目标 部门整体支出绩效目标 年度工作目标 项目实施目标 专项资金绩效目标"
        ),
        (.plan, "资金支出计划 支出计划 用款计划 资金使用计划 资金支出进度计划 资金支出进度 项目资金支出计划 分月用款计划"),
        (
            .other,
            "项目负责人 项目联系人 联系人 联系电话 联系方式 填报人 填报日期 项目期 项目属性 项目类别 项目性质 项目起止时间 起止时间 项目起始时间 项目终止时间 开始时间 结束时间 开始日期 结束日期 项目开始时间 项目结束时间 立项依据 项目概况 项目背景 政策依据 项目内容 项目实施内容 项目主要内容 项目立项依据 项目立项情况 项目实施计划 实施计划 项目实施方案 项目申请理由 立项必要性 可行性 项目可行性 保障措施 项目保障措施 支出方向 支出功能分类 功能科目 资金性质 资金管理办法 项目级次 项目分类 项目周期 项目实施期 实施期限 项目期限 存续状态 项目状态 延续年限 年度履职目标 年度主要任务 主要任务 部门职能 部门职责 单位职能 职能概述 年度工作任务 其他说明 其他需要说明的问题 备注 说明 总分 合计 总计 总得分 自评得分 自评等级 评价等级 自评结论 自评总分 财政部门审核意见 主管部门审核意见 主管部门意见 审核意见 单位负责人 负责人 财务负责人 编报单位 是否政府采购 是否专项资金 测算依据 预算测算依据 金额单位 项目总预算 项目总额 中期资金总额 实施期资金总额 项目资金总额 项目总投资 总投资 分管领导 归口处室 业务处室"
        ),
    ]
}

/// A label as it is compared and kept: no white space, no `其中：` before it, no colon or number sign around it.
func labelName(_ text: String) -> String {
    var name = text.squeezed
    for prefix in ["其中：", "其中:", "★", "*", "＊", "▲"] where name.hasPrefix(prefix) {
        name = String(name.dropFirst(prefix.count))
    }
    if let end = numberingEnd(name) { name = String(name[end...]) }
    while let last = name.last, "：:".contains(last) { name.removeLast() }
    return name
}

/// The end of a numbering such as `1.`, `（一）` or `二、` at the start of a name.
private func numberingEnd(_ text: String) -> String.Index? {
    let digits = "一二三四五六七八九十0123456789"
    var index = text.startIndex
    let isBracketed = text.first.map { "（(".contains($0) } ?? false
    if isBracketed { index = text.index(after: index) }
    let start = index
    while index < text.endIndex, digits.contains(text[index]) { index = text.index(after: index) }
    guard index > start, index < text.endIndex else { return nil }
    let isMark = isBracketed ? "）)".contains(text[index]) : "、.．".contains(text[index])
    guard isMark else { return nil }
    let end = text.index(after: index)
    return end < text.endIndex && !("0"..."9").contains(text[end]) ? end : nil
}

/// What a heading of an indicator table means; its white space and what it adds in brackets do not matter.
func columnKind(_ heading: String) -> IndicatorColumn.Kind {
    let name = labelName(heading)
    if let kind = moreHeadings[name] ?? moreHeadings[name.withoutBrackets] { return kind }
    return IndicatorColumn(.init(name, .init(0, 0))).kind
}

/// Headings that only an indicator table is known by; the content keeps them as filed.
private let moreHeadings: [String: IndicatorColumn.Kind] = [
    "一级": .level1, "二级": .level2, "三级": .level3, "绩效指标性质": .other, "绩效指标值": .targetValue,
]

/// Whether a text is the heading of a level's column.
func isLevelName(_ text: String) -> Bool {
    switch columnKind(text) {
    case .level1, .level2, .level3: true
    default: false
    }
}

/// Whether the cells of a row are the headings of an indicator table: levels together with each other, or with a value.
func isIndicatorHeading(_ texts: [String]) -> Bool {
    let kinds = texts.map(columnKind)
    let levels = kinds.filter { $0 == .level1 || $0 == .level2 || $0 == .level3 }
    if Set(levels).count >= 2 { return true }
    return levels.count == 1 && kinds.contains(.targetValue)
}

/// Names of the whole indicator table, which stand in a merged cell at its side.
func isIndicatorSectionName(_ text: String) -> Bool {
    let name = labelName(text).withoutBrackets
    return [
        "绩效指标", "年度绩效指标", "绩效目标", "项目绩效指标", "指标", "年度指标", "绩效指标体系", "年度绩效目标", "绩效目标指标", "绩效指标设置",
        "年度绩效", "绩效", "绩效衡量指标", "分解目标", "绩效指标及指标值", "部门整体绩效指标", "整体绩效指标", "项目绩效目标", "绩效指标值",
    ].contains(name)
}

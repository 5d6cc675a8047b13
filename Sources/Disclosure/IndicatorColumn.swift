import Content

/// A column of an indicator table: its heading as filed, and what it means.
public struct IndicatorColumn: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// 一级指标
        case level1
        /// 二级指标
        case level2
        /// 三级指标
        case level3
        /// 绩效指标描述
        case description
        /// 指标值
        case targetValue
        /// 指标值确定依据
        case basis
        /// 指标性质, 计算符号
        case comparison
        /// 度量单位
        case measureUnit
        /// 分值, 权重
        case weight
        /// 指标方向性
        case direction
        /// 全年实际值
        case actualValue
        /// 得分
        case score
        /// 偏差原因分析及改进措施
        case deviation
        /// 评分细则
        case scoringRule
        /// 绩效标准
        case standard
        /// 备注
        case remark
        /// ★: a core indicator (核心指标)
        case core
        /// A column that the program does not know; kept, shown and exported.
        case other
    }

    public var heading: Literal
    public var kind: Kind

    /// What a heading means does not depend on white space, nor on what it adds in brackets: `指标值（%）`.
    public init(_ heading: Literal) {
        self.heading = heading
        let text = heading.text.withoutSpace
        let bytes = text.utf8.span
        kind = Self.kind(bytes, count: bytes.count)
        if kind == .other, let bracket = text.utf8Offset(ofAny: ["（", "("]) { kind = Self.kind(bytes, count: bracket) }
    }

    private static func kind(_ bytes: Span<UInt8>, count: Int) -> Kind {
        for (name, kind) in kinds where name.utf8CodeUnitCount == count && bytes.holds(name, at: 0) { return kind }
        return .other
    }

    /// The usual headings of the form, for a misspelt one to be held against.
    static let usualHeadings = [
        "一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据", "指标性质", "计算符号", "度量单位", "计量单位",
        "分值", "权重", "指标方向性", "完成值", "全年实际值", "得分", "偏差原因分析及改进措施", "未完成原因分析", "评分细则", "绩效标准", "备注",
    ]

    /// Headings as forms of several provinces write them.
    private static let kinds: [(StaticString, Kind)] = [
        ("一级指标", .level1), ("二级指标", .level2), ("三级指标", .level3), ("指标名称", .level3),
        ("绩效指标描述", .description), ("指标描述", .description), ("指标内容", .description), ("指标解释", .description),
        ("指标说明", .description), ("描述", .description),
        ("指标值", .targetValue), ("目标值", .targetValue), ("年度指标值", .targetValue), ("指标目标值", .targetValue),
        ("绩效指标值", .targetValue), ("年度目标值", .targetValue),
        ("指标值确定依据", .basis), ("指标确定依据", .basis), ("确定依据", .basis),
        ("指标性质", .comparison), ("计算符号", .comparison), ("度量单位", .measureUnit), ("计量单位", .measureUnit),
        ("分值", .weight), ("权重", .weight), ("分值权重", .weight), ("分值/权重", .weight),
        ("指标方向性", .direction), ("指标方向", .direction),
        ("完成值", .actualValue), ("全年实际值", .actualValue), ("全年完成值", .actualValue), ("实际完成值", .actualValue),
        ("得分", .score), ("偏差原因分析及改进措施", .deviation), ("未完成原因分析", .deviation),
        ("评分细则", .scoringRule), ("绩效标准", .standard), ("备注", .remark), ("★", .core), ("核心指标", .core),
    ]
}

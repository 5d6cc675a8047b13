import Basics
import Content
import Disclosure

extension Check {
    static let classInconsistent = Check(
        rule: Rule(
            "class-inconsistent", .note, "同名指标归类不一", what: "一个单位里，同一个三级指标在不同的项目中归在不同的二级指标下。",
            why: "同一个指标只能属于一类；归类不一，按类汇总就不可比。", bad: "“节约成本”一处在生态效益指标下，一处在可持续影响指标下",
            good: "“节约成本”都在经济效益指标下"),
        scope: .unit { subject, rule in
            var uses: [Spelling: Use] = [:]
            var inconsistent: [Spelling] = []
            for table in subject.tables {
                for index in table.targets.indices {
                    let name = Spelling(table.targets[index].indicator.level3.text)
                    let level = table.targets[index].level2?.name ?? table.targets[index].indicator.level2.text
                    guard !name.text.isEmpty, !level.isEmpty else { continue }
                    let known = uses[name]?.places ?? []
                    if known.contains(where: { Spelling($0.level) == Spelling(level) }) { continue }
                    if known.count == 1 { inconsistent.append(name) }
                    uses[name, default: Use(places: [])].places.append(
                        (level, table.source.path, table.targets[index].indicator.level3))
                }
            }
            return inconsistent.compactMap { uses[$0].map { finding($0, rule) } }
        })
}

/// A name, and the first place of each second level that it stands under.
private struct Use {
    var places: [(level: String, file: String, name: Literal)]
}

// MARK: Wording

private func finding(_ use: Use, _ rule: Rule) -> Diagnostic {
    let second = use.places[1]
    let others = [use.places[0]] + use.places[2...]
    return rule.finding(
        "“\(second.name.text)”归在\(use.places.map(\.level).joined(separator: "、"))，各处不一",
        at: Place(file: second.file, range: second.name.range),
        notes: others.map { .init("这里归在\($0.level)", at: Place(file: $0.file, range: $0.name.range)) },
        help: "全单位统一归到一类")
}

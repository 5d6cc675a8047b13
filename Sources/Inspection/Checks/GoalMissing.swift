import Basics
import Content
import Disclosure

extension Check {
    static let goalMissing = Check(
        rule: Rule(
            "goal-missing", .warning, "没有绩效目标", what: "项目没有“绩效目标”一节，或者这一节没有文字，只有编号、“无”或“略”。",
            why: "没有目标，后面的指标就无所依据；绩效目标是项目入库和安排预算的前提。", basis: "中发〔2018〕34号；财预〔2015〕88号", bad: "## 绩效目标（下面是空白）",
            good: "## 绩效目标，下一段写“1.保障公务用车正常运转。”"),
        scope: .project { subject, rule in
            let project = subject.project
            guard let goal = project.goal else {
                return [
                    rule.finding(
                        "项目没有“绩效目标”一节", at: subject.place(project.name.range), help: "在正文里写一行“## 绩效目标”，下面写目标")
                ]
            }
            // A text of some length says something.
            guard goal.text.utf8.count < 64 else { return [] }
            let words = goal.text.unicodeScalars.filter(\.properties.isAlphabetic)
            guard words.isEmpty || ["无", "暂无", "略"].contains(String(words)) else { return [] }
            return [rule.finding("绩效目标没有内容", at: subject.place(goal.range), help: "写明今年要做到什么，做到什么程度")]
        })
}

import Basics
import Content
import Disclosure

extension Check {
    static let descriptionRepeatsName = Check(
        rule: Rule(
            "description-repeats-name", .warning, "描述重复了名称",
            what: "去掉标点和“的”字以后，绩效指标描述和三级指标一字不差。同一单位里名称和描述都相同的几行只报第一行，其余列在后面。",
            why: "描述应当说明指标的内容、口径或算法；重复一遍名称等于没有写。",
            bad: "| 质量指标 | 公车正常运行率 | 公车正常运行率 |",
            good: "| 质量指标 | 公车正常运行率 | 正常运行的公车天数占应运行天数的比例 |"),
        scope: .unit { subject, rule in
            var order: [Repetition] = []
            var known: [Spelling: Int] = [:]
            for table in subject.tables where table.columns.description != nil {
                for index in table.targets.indices where repeats(table.targets[index]) {
                    let target = table.targets[index]
                    let key = Spelling(target.indicator.level3.text + "\n" + target.description.text)
                    let place = table.place(target.description.range)
                    if let first = known[key] {
                        order[first].others.append(place)
                    } else {
                        known[key] = order.count
                        order.append(Repetition(name: target.indicator.level3.text, place: place, others: []))
                    }
                }
            }
            return order.map { finding($0, rule) }
        })
}

private struct Repetition {
    var name: String
    var place: Place
    var others: [Place]
}

private func repeats(_ target: AssessedTarget) -> Bool {
    var name = target.indicator.level3.text.unicodeScalars.makeIterator()
    var description = target.description.text.unicodeScalars.makeIterator()
    var isEmpty = true
    while true {
        let (left, right) = (nextLetter(&name), nextLetter(&description))
        guard left == right else { return false }
        if left == nil { return !isEmpty }
        isEmpty = false
    }
}

private func nextLetter(_ text: inout String.UnicodeScalarView.Iterator) -> Unicode.Scalar? {
    while let scalar = text.next() {
        if !isMark(scalar) { return scalar }
    }
    return nil
}

/// Punctuation, white space and 的.
private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: false
    case 0...0x7F, 0xA0, 0xB7, 0x2000...0x206F, 0x3000...0x303F, 0x7684: true
    case 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65: true
    default: false
    }
}

// MARK: Wording

private func finding(_ repetition: Repetition, _ rule: Rule) -> Diagnostic {
    rule.finding(
        "描述只是把名称“\(repetition.name)”重复了一遍", at: repetition.place,
        notes: repetition.others.prefix(5).map { .init("这里也是同样的名称和描述", at: $0) }
            + (repetition.others.count > 5 ? [.init("同样的另有 \(repetition.others.count - 5) 处")] : []),
        help: "写明指标的内容、口径或算法，例如怎么算、和什么比")
}

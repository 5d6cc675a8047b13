private func purpose(_ text: String) -> [Change] { [.edit(Sound.project, "公务用车保险费", text)] }
private func goal(_ text: String) -> [Change] { [.edit(Sound.project, Sound.goal, text)] }

/// What is written in sentences.
let textExamples: [RuleExamples] = [
    RuleExamples(
        "source-residue",
        found: [
            prose("1️⃣[bookmark: _GoBack]办好文联的事。"), purpose("公务用车保险费1️⃣_Toc_2_2_0000000001"), prose("1️⃣第 3 页 共 12 页"),
            prose("1️⃣错误！未找到引用源。"), goal("保障1️⃣PAGEREF _Toc7 4"),
        ],
        silent: [prose("详见第3页。"), prose("见 a_Toc_b。")]),
    RuleExamples(
        "text-misspelled",
        found: [
            prose("1️⃣反应文化活动开展情况。"), prose("1️⃣截止目前，"), prose("财政1️⃣拔款"), purpose("公务用车1️⃣(车辆）保险费"), prose("节约水、电等资源1️⃣ ，"),
            prose("1️⃣二O二二年"), prose("1️⃣关于关于"),
        ],
        silent: [
            prose("不良反应发生情况、化学反应釜文化、反应迅速的情况。"), prose("反应。文化建设情况。"), prose("发布署名文章；究竟争取什么；大幅射门。"),
            prose("使用 A、B（甲(乙)）和 (丙)。"), prose("1）第一；2)第二。"),
        ]),
    RuleExamples(
        "contact-shown",
        found: [
            goal("填报人：1️⃣张三"), goal("联系电话：1️⃣5051234"), [.edit(Sound.project, "资金用途:", "联系人: 1️⃣李小明\n资金用途:")],
            prose("| 填表人 | 1️⃣王五 | 科室 | 办公室 |"),
        ],
        silent: [
            prose("联系人民群众；联系人：办公室；填报人：；联系电话：0335-5051234；电话：12345。"), prose("经办人：文联办公室　联系方式：400-123-4567"),
        ]),
    RuleExamples(
        "markup-leftover",
        found: [
            prose("1️⃣**总体目标："), prose("1️⃣** 总体目标 **"), prose("长宽高为31️⃣*4*5米。"), prose("1️⃣_重点_工作"), prose("1️⃣总体情况如下\n---"),
            goal("做好1️⃣**重点**工作"), goal("1️⃣**重点工作"), goal("做好1️⃣_重点_工作"),
        ],
        silent: [
            prose("**重点：**工作、file_name、共____人、`**`、\\*\\*、1234**5678、3×4×5、长*宽*高。"), prose("上一段\n\n---\n\n下一段"),
            goal("长宽高为3*4*5米、1234**5678、共____人、file_name、# 一 - 二。"),
        ]),
    RuleExamples(
        "year-stale", found: [prose("1️⃣打赢脱贫攻坚战"), goal("1️⃣迎接党的十九大，保障公务用车。")],
        silent: [prose("巩固拓展脱贫攻坚成果，喜迎党的二十大")]),
]

import Basics

extension Rule {
    /// The rules of the stages before and after the review: what reading, building and the theme report.
    static let structure: [Rule] = documents + records + forms + built
}

private let siteInspection = "国办秘函〔2019〕19号"

/// Files and front matters.
private let documents = [
    Rule(
        "encoding", .error, "文件编码",
        what: "文件不是 UTF-8、GB18030 或 UTF-16 编码，或者含有网页无法显示的控制字符。GB18030 和 UTF-16 的文件、只用回车换行的文件（老式 Mac）照常读取，但会提醒另存。",
        why: "编码读错，公开出去就是乱码，而且不容易发现。", bad: "用老版记事本存成“ANSI”的文件", good: "存成“UTF-8”的文件"),
    Rule(
        "file-too-large", .error, "文件太大", what: "文件、正文或方括号的数量超过上限，没有读取；正文超过 256 KB 时只提醒。",
        why: "太大的文件多半混进了图片或扫描件，读者打不开，检查也不可靠。", bad: "把整本预算写在一个文件里", good: "一个项目一个文件，扫描件作为附件"),
    Rule(
        "front-matter", .error, "文件头写法",
        what: "文件开头的“---”部分缺失、没有结束，或者某一行不是“键: 值”：全角冒号、冒号后没有空格、值以 * & > @ 开头、"
            + "值里有“ #”或“: ”、引号和括号不配对、用了制表符，等等；能看懂的照常读取并给出改法。",
        why: "文件头读错，项目编码、名称和金额就会错。", bad: "项目名称: \"中华诗词之乡\"2022年复查经费", good: "项目名称: “中华诗词之乡”2022年复查经费"),
    Rule(
        "key-duplicate", .error, "键重复", what: "文件头里同一个键写了两次。", why: "不知道哪一个值是对的，不能替作者选。",
        bad: "预算数: 0.40，又一行 预算数: 0.45",
        good: "预算数: 0.40"),
    Rule(
        "nesting-too-deep", .error, "嵌套太深", what: "引用或列表一层套一层，超过 64 层。", why: "正常的文件不会这样，多半是粘贴时出了错。",
        bad: "一行以 70 个“>”开头",
        good: "最多两三层列表"),
    Rule(
        "path-escape", .error, "路径越界",
        what: "附件或链接指向 content/ 之外，符号链接指到外面，或者编码里有不能用作网页地址的字符。", why: "会把不该公开的文件放上网，或者写坏别处的文件。",
        bad: "附件: ../../密件.docx", good: "附件: 绩效目标表.docx"),
    Rule(
        "raw-html", .error, "正文里的 HTML", what: "正文里有 HTML 代码，或者链接不是站内文件、http、https、mailto、tel。反引号里的不算。",
        why: "HTML 代码不会显示，读者看到的就缺了一块；脚本链接会危害读者。", bad: "<font color=red>重点</font>工作", good: "**重点**工作"),
]

/// Keys, codes, dates and amounts.
private let records = [
    Rule(
        "address-format", .error, "网址写法", what: "网站 index.md 里的“网址”不是以 http:// 或 https:// 开头的完整地址。",
        why: "订阅、站点地图和页面的规范链接都由它组成。", bad: "网址: www.example.gov.cn", good: "网址: https://www.example.gov.cn/"),
    Rule(
        "amount-format", .error, "金额写法", what: "预算数或资金来源不是一个数，或者金额单位不是“万元”或“元”。全角数字和千位逗号可以写。",
        why: "金额要参加合计和核对，读不出数就会漏算。", basis: "财预〔2015〕163号", bad: "预算数: 约4000元", good: "预算数: 0.40"),
    Rule(
        "code-duplicate", .error, "编码重复", what: "同一年度里两个单位用同一个单位编码，或者两个项目用同一个项目编码。",
        why: "编码是唯一的，也是网页地址；重复时后一个会盖掉前一个。", bad: "两个文件都写 项目编码: 13030322P003970100139",
        good: "每个项目用自己的编码"),
    Rule(
        "date-format", .error, "日期写法", what: "公开日期、批复日期、发布时间或年度读不出日期或年份，或者这一天不存在。",
        why: "期限检查、按时发布和排序都靠它。", bad: "公开日期: 2022年2月30日", good: "公开日期: 2022-02-10"),
    Rule(
        "joined-data", .error, "联合网站的数据",
        what: "“联合网站”的数据文件夹里没有完整的数据包：缺 datapackage.json 或其中的表，大小或 SHA-256 不符，表格不合规范，"
            + "编码和网址对不上，合计和明细对不上。数据包自称来自别的网址时只提醒。",
        why: "汇总的名单、合计和搜索都由它生成；被改过或没有取完整的数据不能替那个网站公布。", bad: "数据: sites/甲县，而文件夹是空的",
        good: "数据: sites/甲县，里面是从那个网站的 data/ 取来的全部文件"),
    Rule(
        "key-conflict", .error, "自相矛盾", what: "文件写的年度或单位编码与它所在的文件夹不一致，或者一个文件夹里有两个单位。", why: "不知道项目应当公开在哪个单位、哪一年下面。",
        bad: "content/2022/ 里的文件写 年度: 2021", good: "把文件移到 content/2021/，或者改成 年度: 2022"),
    Rule(
        "key-missing", .error, "缺少必填项",
        what: "没有网站 index.md，或者缺少必填的键：网站名称；单位编码、单位名称、年度；项目编码、项目名称、预算数；页面的标题。一条更正没有日期或内容、撤下的没有更正，只提醒。",
        why: "缺了它，这一页就无法生成或者无法归类。",
        bad: "项目文件里没有“项目编码”", good: "项目编码: 13030322P003970100139"),
    Rule(
        "key-unknown", .warning, "不认识的键", what: "文件头里的键不在已知的名单里；内容照样保留和公开，并提示最相近的键。“检查”“已核实”里没有的规则名也算。",
        why: "多半是键名写错了，值就不会用到该用的地方。", bad: "项目名: 车辆保险费", good: "项目名称: 车辆保险费"),
    Rule(
        "units-absent", .note, "没有单位", what: "content/ 里没有一个文件写明“单位编码”。", why: "网站照样生成，但没有任何预算绩效目标；多半是文件放错了地方。",
        bad: "content/ 里只有 index.md 和 about.md", good: "content/2022/721001/index.md 写明 单位编码: 721001"),
    Rule(
        "status-unknown", .error, "不认识的状态", what: "“状态”不是 草稿、待审、已发布 或 已撤下。", why: "状态决定能不能公开，写错时按草稿处理。", bad: "状态: 发布",
        good: "状态: 已发布"),
]

/// The tables of the form.
private let forms = [
    Rule(
        "file-name", .error, "文件名",
        what:
            "文件名以 .markdown 结尾，或者 .md 后面还有别的扩展名（.md.txt）；大小写不同的 .MD 照样读。附件不论叫什么名字（副本.txt、.mkd），内容以文件头开头、里面有本程序认识的键（项目编码、状态等），也算。文件名不是 UTF-8 编码，或者不是普通文件，也算。",
        why: "这样的文件不会被读作公开文件，或者读不出来；前两种会当作附件原样公布，草稿也不例外。Windows 常把扩展名藏起来，另存时多出一个 .txt。",
        bad: "content/2022/721001/车辆保险费.md.txt", good: "content/2022/721001/车辆保险费.md"),
    Rule(
        "table-shape", .error, "表格写法",
        what: "“资金支出计划”或“绩效指标”下面没有表格，这样的标题没有写成标题（“##绩效指标”“**绩效指标**”），表头下面缺少分隔行或列数不同，或者一行的格子比表头多；格子比表头少的行只提醒。",
        why: "格子对不上，指标值就会跑到别的栏里。", bad: "| 产出指标 | 数量指标 | 出车 | 次数 | …（多了一个“|”）", good: "| 产出指标 | 数量指标 | 出车次数 | …"),
]

/// What only the built site shows.
private let built = [
    Rule(
        "address-conflict", .error, "地址冲突", what: "两个来源要写成同一个网页文件，只有大小写不同的也算。", why: "后一个会盖掉前一个，有一页就消失了。",
        bad: "content/about.md 和 content/About.md", good: "content/about.md 和 content/contact.md"),
    Rule(
        "anchor-broken", .error, "页内链接失效", what: "站内链接“#”后面的不是那一页的标题。", why: "点了没有反应；失效链接是网站检查的扣分项。",
        basis: siteInspection,
        bad: "[目标](index.md#总体目标)，而标题是“一、总体绩效目标”", good: "[目标](index.md#一总体绩效目标)"),
    Rule(
        "attachment-missing", .error, "附件缺失", what: "“附件”写的文件不在本文件所在的文件夹里。", why: "读者点开是一个错误页。", basis: siteInspection,
        bad: "附件: 目标表.doc，而文件是 目标表.docx", good: "附件: 目标表.docx"),
    Rule(
        "attachment-unlisted", .note, "附件未列出", what: "单位的 index.md 写了“附件”，文件夹里还有别的文件没有写进去，公布的文件也没有链接到它。",
        why: "这样的文件不公布；若是忘了写，读者就看不到。", bad: "附件: 批复.pdf，而文件夹里还有 目标表.docx",
        good: "附件: 下面各写一行：- 批复.pdf、- 目标表.docx"),
    Rule(
        "link-broken", .error, "链接失效", what: "站内链接指向的文件不存在，或者图片在别的网站上。", why: "失效链接是政府网站检查的扣分项；外站图片会泄露读者的访问。",
        basis: siteInspection, bad: "[上年目标](2021.md)，而没有这个文件", good: "[上年目标](../../2021/721001/index.md)"),
    Rule(
        "theme-template", .error, "模板有误", what: "theme/ 里的模板读不了、语法不对、互相循环引用，或者用了没有的名称。", why: "不报告的话，页面上会静静地空一块。",
        bad: "{{项目名}}", good: "{{name}}"),
]

import Basics
import Disclosure
import Office

extension Check {
    static let attachmentUnreadable = Check(
        rule: Rule(
            "attachment-unreadable", .warning, "附件无法检查",
            what: "附件（.docx、.xlsx、.pptx 等）打不开：0 字节、不完整、已损坏、设有密码、内容与扩展名不符，或者展开后大得反常。"
                + "PDF 打不开时也算；没有文字的（扫描件）、太大的、旧格式（.doc、.xls、.ppt、.wps、.et）和压缩包只提示没有检查。图片里的文字不检查，也不提示。",
            why: "读者也打不开；里面有没有身份号码、手机号码，只能靠人看。", basis: "国办秘函〔2019〕19号", bad: "附件: 目标表.docx（其实是改了扩展名的 .doc）",
            good: "附件: 目标表.docx（用 Word 另存为的）"),
        scope: .file { subject, rule in
            if let review = subject.review {
                if review.isTooLarge { return [tooLarge(subject, rule)] }
                if let reason = review.unreadPDF { return [unread(subject, reason, rule)] }
                return review.failure.map { [unreadable(subject, $0, rule)] } ?? []
            }
            let suffix = subject.name.split(separator: ".").last.map { $0.lowercased() } ?? ""
            return uncheckedSuffixes.contains(suffix) ? [unchecked(subject, suffix, rule)] : []
        })
}

private let uncheckedSuffixes: Set<String> = [
    "doc", "xls", "ppt", "wps", "et", "dps", "xlsb", "odt", "ods", "ofd", "rtf", "zip", "rar", "7z",
]

// MARK: Wording

private func unreadable(_ subject: FileSubject, _ error: OfficeError, _ rule: Rule) -> Diagnostic {
    rule.finding("附件“\(subject.name)”无法检查：\(error.message)", at: subject.place, help: error.help)
}

private func unread(_ subject: FileSubject, _ reason: AttachmentReview.UnreadPDF, _ rule: Rule) -> Diagnostic {
    let byHand = "人工核对里面没有身份号码、手机号码和银行卡号"
    switch reason {
    case .unreadable:
        return rule.finding(
            "附件“\(subject.name)”无法检查：打不开，可能不完整、已损坏或设有密码", at: subject.place,
            help: "用原来的程序重新存为 PDF，不设密码；打得开的，\(byHand)")
    case .unfinished:
        var finding = rule.finding(
            "附件“\(subject.name)”太大，没有检查到底", at: subject.place, help: "拆成几个文件，或者\(byHand)")
        finding.severity = .note
        return finding
    case .wordless:
        var finding = rule.finding(
            "附件“\(subject.name)”里没有文字，多半是扫描件，没有检查", at: subject.place, help: byHand)
        finding.severity = .note
        return finding
    case .unsupported:
        var finding = rule.finding(
            "附件“\(subject.name)”没有检查：这台电脑没有 pdftotext", at: subject.place,
            help: "安装 poppler-utils（apt install poppler-utils）后再检查，或者\(byHand)")
        finding.severity = .note
        return finding
    }
}

private func tooLarge(_ subject: FileSubject, _ rule: Rule) -> Diagnostic {
    rule.finding(
        "附件“\(subject.name)”无法检查：超过 \(AttachmentReview.sizeLimit >> 20) MB", at: subject.place,
        help: "缩小其中的图片，或者拆成几个文件；读者下载也会更快")
}

private func unchecked(_ subject: FileSubject, _ suffix: String, _ rule: Rule) -> Diagnostic {
    var finding = rule.finding(
        "附件“\(subject.name)”的内容没有检查（.\(suffix) 格式）", at: subject.place,
        help: "人工核对里面没有身份号码、手机号码和银行卡号，或者另存为 .docx、.xlsx 后再检查")
    finding.severity = .note
    return finding
}

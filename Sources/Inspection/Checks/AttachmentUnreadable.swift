import Basics
import Disclosure
import Office

extension Check {
    static let attachmentUnreadable = Check(
        rule: Rule(
            "attachment-unreadable", .warning, "附件无法检查",
            what: "附件（.docx、.xlsx、.pptx 等）打不开：0 字节、不完整、已损坏、设有密码、内容与扩展名不符，或者展开后大得反常。"
                + "PDF 打不开时也算；没有文字的（扫描件）、太大的，以及旧格式（.doc、.xls、.ppt、.wps、.et）、压缩包、邮件里编码过的部分和别的不是文字的文件，只提示没有检查。PDF 查正文、文档属性和链接的地址，不查批注和填表域里填的文字，有填表域的提示。图片、录音、录像里的内容不检查，也不提示。",
            why: "读者也打不开；里面有没有身份号码、手机号码，只能靠人看。", basis: "国办秘函〔2019〕19号", bad: "附件: 目标表.docx（其实是改了扩展名的 .doc）",
            good: "附件: 目标表.docx（用 Word 另存为的）"),
        scope: .file { subject, rule in
            guard let review = subject.review else { return [] }
            if review.isTooLarge { return [tooLarge(subject, rule)] }
            if let reason = review.unreadPDF { return [unread(subject, reason, rule)] }
            if let failure = review.failure { return [unreadable(subject, failure, rule)] }
            let suffix = subject.name.contains(".") ? subject.name.split(separator: ".").last?.lowercased() ?? "" : ""
            switch review.unsearched {
            case .all: return AttachmentFormat.media.contains(suffix) ? [] : [unchecked(subject, suffix, rule)]
            case .encodedParts: return [partlyChecked(subject, "编码过的部分", rule)]
            case .formFields: return [partlyChecked(subject, "填表域里填的文字", rule)]
            case nil: return []
            }
        })
}

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
    note(
        "附件“\(subject.name)”的内容没有检查（\(suffix.isEmpty ? "不是文字" : ".\(suffix) 格式")）", subject, rule,
        help: "人工核对里面没有身份号码、手机号码和银行卡号，或者另存为 .docx、.xlsx 后再检查")
}

private func partlyChecked(_ subject: FileSubject, _ part: String, _ rule: Rule) -> Diagnostic {
    note(
        "附件“\(subject.name)”里\(part)没有检查", subject, rule,
        help: "人工核对里面没有身份号码、手机号码和银行卡号，或者打印成新的 PDF 后再检查")
}

private func note(_ summary: String, _ subject: FileSubject, _ rule: Rule, help: String) -> Diagnostic {
    var finding = rule.finding(summary, at: subject.place, help: help)
    finding.severity = .note
    return finding
}

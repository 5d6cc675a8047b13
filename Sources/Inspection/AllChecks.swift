extension Check {
    /// Every check, in the order of docs/diagnostics.
    static let all: [Check] = personalData + form + targetValues + indicators + selfEvaluation

    private static let personalData = [identityNumber, mobileNumber, bankCard, attachmentUnreadable]
}

extension Rule {
    /// Every rule that can be found: those of the checks, and those of the stages before and after them.
    public static let all: [Rule] = Check.all.map(\.rule) + structure + [externalLink]
}

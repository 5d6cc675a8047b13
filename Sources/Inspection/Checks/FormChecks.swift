extension Check {
    /// Checks of the form: its text, dates, funds, spending plan, codes and goal.
    static let form = [
        sourceResidue, textMisspelled, markupLeftover, contactShown, dateMissing, publishedLate, fundsSum,
        fundsDecimals, fundsUnit, planDecreasing, planIncomplete, planFormat, planTemplate, codeFormat, codeRegion,
        codeYear, codeUnit, goalMissing, goalYear, yearStale,
    ]
}

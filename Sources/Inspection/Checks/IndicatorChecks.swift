/// The checks of indicators and self-evaluations.
extension Check {
    /// At most one of these is found in a cell.
    static let targetValues = [
        valueMissing, valueUnitOnly, valuePlaceholder, valueNotNumeric, valueBoolean, rateNotPercent, countAsPercent,
        valueImpossible, operatorUnknown, valueImplicitEquals,
    ]

    static let indicators = [
        levelMissing, levelUnknown, indicatorDuplicate, smallPopulation, growthMismatch, descriptionRepeatsName,
        descriptionQuestion, wordsVague, classInconsistent, basisConstant, boilerplate, measurableShare,
    ]

    static let selfEvaluation = [
        weightsTotal, weightMissing, weightProfileUnknown, executionRate, scoreOverWeight, resultMissing,
        deviationUnexplained,
    ]
}

/// How many indicators can be measured, and how.
public struct MeasurabilityCount: Sendable, Hashable {
    public private(set) var quantified = 0
    public private(set) var yesNo = 0
    public private(set) var described = 0
    public private(set) var absent = 0

    public init() {}

    public init(_ indicators: [Indicator]) {
        // By position: an indicator is large, and a loop over values would copy each.
        for index in indicators.indices {
            switch indicators[index].targetValue?.measurability ?? .absent {
            case .quantified: quantified += 1
            case .yesNo: yesNo += 1
            case .described: described += 1
            case .absent: absent += 1
            }
        }
    }

    public var total: Int { quantified + yesNo + described + absent }

    public static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.quantified += right.quantified
        sum.yesNo += right.yesNo
        sum.described += right.described
        sum.absent += right.absent
        return sum
    }
}

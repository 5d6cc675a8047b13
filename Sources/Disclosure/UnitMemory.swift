/// What was made of each unit, for as long as the unit is the very same.
public struct UnitMemory<Value: Sendable>: Sendable {
    /// The units are kept too, so that no other object can come to stand where one was.
    private var made: [ObjectIdentifier: (unit: Unit, value: Value)] = [:]

    public init() {}

    /// What is made of units, in their order; nothing is made again of a unit that was among the last ones.
    public mutating func values(of units: [Unit], _ make: (Unit) -> Value) -> [Value] {
        let former = made
        made = [:]
        made.reserveCapacity(units.count)
        return units.map { unit in
            let value = former[ObjectIdentifier(unit)]?.value ?? make(unit)
            made[ObjectIdentifier(unit)] = (unit, value)
            return value
        }
    }
}

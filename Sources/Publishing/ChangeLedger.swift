/// What a release changes in data that was published before, field by field.
public struct ChangeLedger: Sendable {
    public struct Change: Sendable, Hashable {
        /// The form that it is in, by its project's or unit's name.
        public var form: String
        /// 预算数, 指标“出车次数”的指标值, …
        public var field: String
        /// nil for what was not there before.
        public var old: String?
        /// nil for what is there no more.
        public var new: String?
        /// Whether it is a figure that changed without a new entry of 更正 that says so.
        public var isUnexplained: Bool
    }

    /// By unit, form and field, in the order of the data.
    public private(set) var changes: [Change] = []

    public var unexplained: [Change] { changes.filter(\.isUnexplained) }

    init() {}

    /// Adds what differs between two states of one unit's data file.
    ///
    /// A form that is new changes nothing; one that is gone was withdrawn or moved, which its address tells.
    mutating func add(from old: [UInt8], to new: [UInt8]) {
        guard let old = UnitRecord(old), let new = UnitRecord(new) else { return }
        for (identifier, after) in new.forms.sorted(by: { $0.key < $1.key }) {
            guard let before = old.forms[identifier] else { continue }
            let isExplained = !after.corrections.isSubset(of: before.corrections)
            for field in after.order + before.order.filter({ after.fields[$0] == nil }) {
                let (former, present) = (before.fields[field], after.fields[field])
                guard former?.value != present?.value, let known = present ?? former else { continue }
                changes.append(
                    Change(
                        form: after.name, field: known.name, old: former?.value, new: present?.value,
                        isUnexplained: known.isFigure && former != nil && !isExplained))
            }
        }
    }
}

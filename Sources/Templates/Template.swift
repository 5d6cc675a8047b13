/// A compiled template: literal bytes, and instructions that hold no names any more.
public struct Template: Sendable {
    /// Where a value stands: a frame of the stack of records, and the slots to take from there.
    struct Path {
        var frame: Int
        var slots: Range<Int>
    }

    enum Instruction {
        case literal(Range<Int>)
        case print(Path)
        /// The instructions up to `end` are the section's.
        case section(Path, inverted: Bool, end: Int)
    }

    var literals: [UInt8] = []
    var instructions: [Instruction] = []
    var slots: [Int] = []

    /// Appends the template, filled from a record of the schema it was compiled against, as UTF-8.
    public func render(_ record: Record, into output: inout [UInt8]) {
        var frames = [record]
        // Two of three instructions copy bytes: without the buffer, each would take and give back a slice.
        literals.withUnsafeBufferPointer { run(instructions.indices, $0, &frames, &output) }
    }

    private func run(
        _ range: Range<Int>, _ literals: UnsafeBufferPointer<UInt8>, _ frames: inout [Record],
        _ output: inout [UInt8]
    ) {
        var index = range.lowerBound
        while index < range.upperBound {
            let instruction = instructions[index]
            index += 1
            switch instruction {
            case .literal(let range): output.append(contentsOf: UnsafeBufferPointer(rebasing: literals[range]))
            case .print(let path):
                switch value(path, frames) {
                case .text(let text): appendEscaped(text, to: &output)
                case .html(let bytes): output.append(contentsOf: bytes)
                case .lines(let text): appendEscaped(text, isBroken: true, to: &output)
                case .record(nil): break
                case .flag, .list, .record: preconditionFailure("a record agrees with its schema")
                }
            case .section(let path, let inverted, let end):
                let value = value(path, frames)
                if inverted {
                    if value.isFalse { run(index..<end, literals, &frames, &output) }
                } else {
                    for record in value.pushed {
                        frames.append(record)
                        run(index..<end, literals, &frames, &output)
                        frames.removeLast()
                    }
                }
                index = end
            }
        }
    }

    /// The value at a path; an absent record where one on the way is.
    private func value(_ path: Path, _ frames: [Record]) -> Value {
        var value = frames[path.frame].value(slots[path.slots.lowerBound])
        if path.slots.count == 1 { return value }
        for slot in slots[path.slots].dropFirst() {
            guard case .record(let record?) = value else { return .record(nil) }
            value = record.value(slot)
        }
        return value
    }
}

extension Value {
    /// Whether an inverted section about this value is run.
    fileprivate var isFalse: Bool {
        switch self {
        case .text(let text), .lines(let text): text.isEmpty
        case .html(let bytes): bytes.isEmpty
        case .flag(let flag): !flag
        case .list(let records): records.isEmpty
        case .record(let record): record == nil
        }
    }

    /// What a section about this value is run on; nothing where the value is false.
    fileprivate var pushed: [Record] {
        if isFalse { return [] }
        return switch self {
        case .list(let records): records
        case .record(let record): record.map { [$0] } ?? []
        case .flag: [.empty]
        case .text, .html, .lines: [Record([self])]
        }
    }
}

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
        run(instructions.indices, &frames, &output)
    }

    private func run(_ range: Range<Int>, _ frames: inout [Record], _ output: inout [UInt8]) {
        var index = range.lowerBound
        while index < range.upperBound {
            let instruction = instructions[index]
            index += 1
            switch instruction {
            case .literal(let range): output.append(contentsOf: literals[range])
            case .print(let path):
                switch value(path, frames) {
                case .text(let text): appendEscaped(text, to: &output)
                case .html(let bytes): output.append(contentsOf: bytes)
                case .lines(let text): appendEscaped(text, isBroken: true, to: &output)
                case .record(nil): break
                case .flag, .list, .record: preconditionFailure("a record agrees with its schema")
                }
            case .section(let path, let inverted, let end):
                let pushed = value(path, frames).pushed
                if inverted, pushed.isEmpty { run(index..<end, &frames, &output) }
                for record in pushed where !inverted {
                    frames.append(record)
                    run(index..<end, &frames, &output)
                    frames.removeLast()
                }
                index = end
            }
        }
    }

    /// The value at a path; an absent record where one on the way is.
    private func value(_ path: Path, _ frames: [Record]) -> Value {
        var value = frames[path.frame].value(slots[path.slots.lowerBound])
        for slot in slots[path.slots].dropFirst() {
            guard case .record(let record?) = value else { return .record(nil) }
            value = record.value(slot)
        }
        return value
    }
}

extension Value {
    /// What a section about this value is run on; nothing where the value is false.
    fileprivate var pushed: [Record] {
        switch self {
        case .list(let records): records
        case .record(let record?): [record]
        case .flag(true): [Record([])]
        case .text(""), .html([]), .lines(""), .flag(false), .record(nil): []
        case .text, .html, .lines: [Record([self])]
        }
    }
}

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
                case .record(nil): break
                case .flag, .list, .record: preconditionFailure("a record agrees with its schema")
                }
            case .section(let path, let inverted, let end):
                let value = value(path, frames)
                if value.isTrue != inverted {
                    run(index..<end, inverted ? nil : value.frames, &frames, &output)
                }
                index = end
            }
        }
    }

    /// Runs a section's body once for each of its frames; or, where it has none of its own, once.
    private func run(
        _ body: Range<Int>, _ own: [Record]?, _ frames: inout [Record], _ output: inout [UInt8]
    ) {
        guard let own else { return run(body, &frames, &output) }
        for record in own {
            frames.append(record)
            run(body, &frames, &output)
            frames.removeLast()
        }
    }

    /// The value at a path; an absent record where one on the way is.
    private func value(_ path: Path, _ frames: [Record]) -> Value {
        var value = frames[path.frame].values[slots[path.slots.lowerBound]]
        for slot in slots[path.slots].dropFirst() {
            guard case .record(let record?) = value else { return .record(nil) }
            value = record.values[slot]
        }
        return value
    }
}

extension Value {
    fileprivate var isTrue: Bool {
        switch self {
        case .text(""), .flag(false), .record(nil): false
        case .html(let bytes): !bytes.isEmpty
        case .list(let records): !records.isEmpty
        case .text, .flag, .record: true
        }
    }

    /// What a section about this value pushes onto the stack; a flag pushes nothing, it is only a condition.
    fileprivate var frames: [Record]? {
        switch self {
        case .list(let records): records
        case .record(let record): record.map { [$0] } ?? []
        case .text, .html: [Record([self])]
        case .flag: nil
        }
    }
}

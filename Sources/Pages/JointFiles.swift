import Basics
import Digests

/// Takes the bytes of a file that comes piece by piece, in their order.
public protocol PieceSink: Sendable {
    func add(_ bytes: [UInt8]) throws(FileError)
}

/// Files that are made together, because they share their parts: a unit's rows stand in the tables of the year and of
/// the whole site.
///
/// Each part is made once and handed to all its files; none of them ever lies in memory as a whole.
public struct JointFiles: Sendable {
    /// What comes next in one of the files.
    public struct Piece: Sendable {
        public var address: String
        public var bytes: [UInt8]

        public init(_ address: String, _ bytes: [UInt8]) { (self.address, self.bytes) = (address, bytes) }
    }

    /// Steps that can be taken at once; their pieces follow one another in the order of the steps.
    public struct Stage: Sendable {
        let count: Int
        let make: @Sendable (Int, String?) -> [Piece]

        /// - Parameter make: makes the pieces of a step from 0; given an address, at least those of that file.
        public init(count: Int, _ make: @escaping @Sendable (Int, String?) -> [Piece]) {
            (self.count, self.make) = (count, make)
        }
    }

    /// The addresses of the files, relative to the site's root.
    public let addresses: [String]
    private let stages: [Stage]
    private let take: @Sendable ([String: FileFacts]) -> Void

    /// - Parameters:
    ///   - stages: one after another; a stage may use what was made in those before it.
    ///   - take: gets the facts of the files, for the pages that tell them, which are made afterwards.
    public init(
        addresses: [String], stages: [Stage], take: @escaping @Sendable ([String: FileFacts]) -> Void
    ) {
        (self.addresses, self.stages, self.take) = (addresses, stages, take)
    }

    /// How many steps are taken before their pieces are handed on: enough for all processors, few enough for the memory.
    private static let window = 16

    /// Makes all files, each into a sink of its own.
    ///
    /// - Parameter sinks: by the addresses.
    public func make(into sinks: [String: some PieceSink]) async throws(FileError) {
        for stage in stages {
            for start in stride(from: 0, to: stage.count, by: Self.window) {
                let steps = Array(start..<min(start + Self.window, stage.count))
                let pieces = await concurrentMap(steps, batch: 1) { stage.make($0, nil) }.flatMap { $0 }
                let gathered = gather(pieces)
                let results = await concurrentMap(gathered, batch: 1) { address, pieces -> Result<Void, FileError> in
                    do throws(FileError) {
                        guard let sink = sinks[address] else {
                            preconditionFailure("a piece of \(address), which is none of the files")
                        }
                        for piece in pieces { try sink.add(piece.bytes) }
                        return .success(())
                    } catch {
                        return .failure(error)
                    }
                }
                for result in results { try result.get() }
            }
        }
    }

    /// The pieces of each file, the most bytes first, so that nothing long is left for the end.
    private func gather(_ pieces: [Piece]) -> [(key: String, value: [Piece])] {
        Dictionary(grouping: pieces, by: \.address)
            .map { (size: $0.value.reduce(0) { $0 + $1.bytes.count }, file: $0) }
            .sorted { ($1.size, $0.file.key) < ($0.size, $1.file.key) }
            .map(\.file)
    }

    /// Tells what the files turned out to be, by their addresses.
    public func tell(_ facts: [String: FileFacts]) { take(facts) }

    /// One file alone, for what is small or wanted whole.
    public func bytes(of address: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for stage in stages {
            for step in 0..<stage.count {
                for piece in stage.make(step, address) where piece.address == address { bytes += piece.bytes }
            }
        }
        return bytes
    }

    /// Finds out what the files are without keeping any of them, one step after another.
    public func measured() -> [String: FileFacts] {
        let tallies = tallies
        for stage in stages {
            for step in 0..<stage.count {
                for piece in stage.make(step, nil) {
                    guard let tally = tallies[piece.address] else {
                        preconditionFailure("a piece of \(piece.address), which is none of the files")
                    }
                    tally.add(piece.bytes)
                }
            }
        }
        return tallies.mapValues { $0.facts() }
    }

    /// A tally for each file, to make the files into.
    public var tallies: [String: Tally] { Dictionary(addresses.map { ($0, Tally()) }) { first, _ in first } }
}

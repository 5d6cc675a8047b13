import Glibc
import Synchronization

/// What the stages of a run took, in the order in which they ended.
///
/// Stages are timed only in a task that was given one: `StageTimes.$current.withValue(times) { … }`.
public final class StageTimes: Sendable {
    public struct Stage: Sendable {
        public var name: String
        public var duration: Duration
        /// On all processors together.
        public var processorTime: Duration
        /// The most memory that the process had held by the end, in bytes.
        public var peakMemory: Int
    }

    @TaskLocal public static var current: StageTimes?

    private let ended = Mutex<[Stage]>([])

    public init() {}

    public var stages: [Stage] { ended.withLock { $0 } }

    fileprivate func add(_ stage: Stage) { ended.withLock { $0.append(stage) } }
}

/// Does the work of a stage, and notes what it took if somebody wants to know.
///
/// - Parameter name: the stage's name for people, in Chinese.
public func timed<Result, Failure: Error>(
    _ name: String, isolation: isolated (any Actor)? = #isolation, _ work: () async throws(Failure) -> Result
) async throws(Failure) -> Result {
    guard let times = StageTimes.current else { return try await work() }
    let (start, processor) = (ContinuousClock.now, processorTime())
    let result = try await work()
    times.add(
        StageTimes.Stage(
            name: name, duration: start.duration(to: .now), processorTime: processorTime() - processor,
            peakMemory: peakMemory()))
    return result
}

private func processorTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}

private func peakMemory() -> Int {
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss << 10
}

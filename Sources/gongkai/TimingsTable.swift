import Basics
import Disclosure

/// The stages of a run as lines of aligned columns: what each took, on the clock and of the processors, and the most
/// memory held so far.
func timingsTable(_ times: StageTimes) -> String {
    times.stages.map { stage in
        let columns = [
            "用时 \(describedSeconds(stage.duration)) 秒", "处理器 \(describedSeconds(stage.processorTime)) 秒",
            "内存至多 \(stage.peakMemory >> 20) MB",
        ]
        return "  \(stage.name)" + columns.map { column($0) }.joined() + "\n"
    }.joined()
}

private func column(_ text: String) -> String { String(repeating: " ", count: max(2, 22 - cellWidth(text))) + text }

/// A duration in seconds with two decimals.
func describedSeconds(_ duration: Duration) -> String {
    let hundredths =
        Int(duration.components.seconds) * 100 + Int(duration.components.attoseconds / 10_000_000_000_000_000)
    return Amount(millionths: hundredths * 10_000, decimals: 2).description
}

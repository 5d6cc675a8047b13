/// Transforms every item on all processors and returns the results in the order of the items.
///
/// Items are handed out in batches, because a task for each of ten thousand small files costs more than it gains.
public func concurrentMap<Item: Sendable, Result: Sendable>(
    _ items: [Item], batch: Int = 32, _ transform: @escaping @Sendable (Item) -> Result
) async -> [Result] {
    precondition(batch > 0)
    if items.count <= batch { return items.map(transform) }
    return await withTaskGroup(of: (Int, [Result]).self) { group in
        let starts = Array(stride(from: 0, to: items.count, by: batch))
        for (number, start) in starts.enumerated() {
            group.addTask {
                (number, items[start..<min(start + batch, items.count)].map(transform))
            }
        }
        var batches = [[Result]](repeating: [], count: starts.count)
        for await (number, results) in group { batches[number] = results }
        var flat: [Result] = []
        flat.reserveCapacity(items.count)
        for results in batches { flat += results }
        return flat
    }
}

import Basics
import Digests
import Synchronization

/// Digests and counts bytes that come piece by piece, and forgets them.
public final class Tally: PieceSink {
    private struct State: ~Copyable {
        var size = 0
        var stream: SHA256Stream? = SHA256Stream()
    }

    private let state = Mutex(State())

    public init() {}

    public func add(_ bytes: [UInt8]) {
        state.withLock { state in
            state.size += bytes.count
            state.stream?.add(bytes[...])
        }
    }

    /// What was added; nothing may be added any more.
    public func facts() -> FileFacts {
        state.withLock { state in
            let digest = state.stream.take()?.finish()
            guard let digest else { preconditionFailure("a tally is asked once") }
            return FileFacts(size: state.size, digest: digest)
        }
    }
}

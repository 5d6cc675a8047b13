import Basics
import Glibc

/// A folder on another machine that is held for this process, so that nobody else publishes into it meanwhile.
///
/// There `flock` holds the folder itself, as `FolderReleases` does, for as long as one ssh session stands. The session is a
/// shell that waits for what to do in the end, and ends when its input does. The other end of that input belongs to this
/// process and to the programs that it starts (rsync), and closes with the last of them: a publication that is killed
/// leaves no lock behind.
struct RemoteLock: ~Copyable {
    /// Where `current` led when the folder came to be held; empty when there is no such link.
    let current: String
    private let shell: PeerProgram
    private var session: PeerProgram.Running?

    /// How long another publication is waited for, in seconds: its connection may still be closing.
    private static let patience = 2
    /// What flock exits with when the folder is held.
    private static let heldCode: Int32 = 6
    /// What stands for a folder that is not there.
    private static let absentCode: Int32 = 5

    /// Holds a folder.
    ///
    /// - Parameters:
    ///   - shell: ssh with its options and the host.
    ///   - folder: as the other machine's shell reads it.
    ///   - shown: as messages call it.
    ///   - creates: whether it is made when there is none.
    /// - Throws: `PublishError` when another one holds it, when it is not there or may not be written, or when the other
    ///   machine cannot be reached.
    init(_ shell: PeerProgram, folder: String, shownAs shown: String, creates: Bool) throws(PublishError) {
        let script = """
            \(creates ? "mkdir -p \(folder)/releases || exit 1" : "test -d \(folder) || exit \(Self.absentCode)")
            cd \(folder) && test -w . && test -w releases || { echo 'permission denied' >&2; exit 1; }
            exec flock -w \(Self.patience) -E \(Self.heldCode) . sh -c 'readlink current || echo; exec sh'
            """
        let started = try shell.start([script])
        guard let line = Self.line(from: started.output) else {
            close(started.input)
            let outcome = try shell.finish(started)
            throw switch outcome.code {
            case Self.heldCode: .program("另一个 gongkai 正在发布到 \(shown)；请等它结束后重试")
            case Self.absentCode: .refused("\(shown) 里还没有发布过，没有可以退回的版本")
            case 127: .program("\(shown) 所在的机器上没有 flock 程序；请先在那里安装：apt install util-linux")
            default: .remote(outcome, on: shown)
            }
        }
        // From now on it is open in every program that is started.
        _ = fcntl(started.input, F_SETFD, 0)
        (current, self.shell, session) = (line, shell, started)
    }

    /// Lets the other machine do the last step in the folder, and lets the folder go when that is done.
    ///
    /// - Parameter script: it is run when all of it has arrived, or not at all.
    /// - Returns: nil when the session had ended before.
    mutating func finish(_ script: String) throws(PublishError) -> PeerProgram.Outcome? {
        guard let session, session.process.isRunning else { return nil }
        self.session = nil
        // What cannot be written is told by how the session ends.
        try? writeAll(Array("{\n\(script)\nexit\n}\n".utf8), to: session.input, path: "ssh")
        close(session.input)
        return try shell.finish(session)
    }

    deinit {
        guard let session else { return }
        close(session.input)
        close(session.messages)
        // The session ends by itself, unless the network is gone.
        session.process.exitCode(within: 2)
    }

    /// What comes up to the first line end; nil when none comes. Closes the descriptor.
    private static func line(from descriptor: Int32) -> String? {
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while bytes.count < 4096 {
            let count = read(descriptor, &byte, 1)
            if count < 0 && errno == EINTR { continue }
            guard count == 1 else { return nil }
            if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        return nil
    }
}

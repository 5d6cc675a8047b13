import Glibc

/// A program of the system that runs beside this one. It is started without a shell: every argument is handed over as it
/// is.
public struct ChildProcess: Sendable {
    /// Its number, which is also that of its group where it has one of its own.
    private let number: pid_t
    private let hasOwnGroup: Bool

    /// Starts a program. Whoever wants to know how it ended, or starts many, waits for its end.
    ///
    /// - Parameters:
    ///   - command: the program, by name or path, and its arguments.
    ///   - input, output, messages: what it reads and writes; nil for nothing.
    ///   - variables: the names of what it may know of the environment; nil for all of it.
    ///   - hasOwnGroup: whether it can be ended with all that it starts.
    /// - Throws: `FileError` when it is not there (`ENOENT`) or cannot be run.
    public init(
        _ command: [String], input: Int32? = nil, output: Int32? = nil, messages: Int32? = nil,
        variables: [String]? = nil, hasOwnGroup: Bool = false
    ) throws(FileError) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, file) in [(STDIN_FILENO, input), (STDOUT_FILENO, output), (STDERR_FILENO, messages)] {
            if let file {
                posix_spawn_file_actions_adddup2(&actions, file, target)
            } else {
                let mode = target == STDIN_FILENO ? O_RDONLY : O_WRONLY
                posix_spawn_file_actions_addopen(&actions, target, "/dev/null", mode, 0)
            }
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // This program may ignore the signal of a pipe that nobody reads; another one is to end by it.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | (hasOwnGroup ? POSIX_SPAWN_SETPGROUP : 0)))
        let known = variables?.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
        var arguments = command.map { strdup($0) } + [nil]
        var environment = (known ?? []).map { strdup($0) } + [nil]
        defer { for pointer in arguments + environment { free(pointer) } }
        var number: pid_t = 0
        let code =
            known == nil
            ? posix_spawnp(&number, command[0], &actions, &attributes, &arguments, environ)
            : posix_spawnp(&number, command[0], &actions, &attributes, &arguments, &environment)
        guard code == 0 else { throw FileError(.open, command[0], code: code) }
        (self.number, self.hasOwnGroup) = (number, hasOwnGroup)
    }

    /// Whether it has not ended yet. One that has is forgotten with the answer, and its exit code with it.
    public var isRunning: Bool { waitpid(number, nil, WNOHANG) == 0 }

    /// Waits for its end.
    ///
    /// - Returns: its exit code, or 128 and the number of the signal that ended it.
    @discardableResult public func exitCode() -> Int32 {
        var status: Int32 = 0
        while waitpid(number, &status, 0) == -1 && errno == EINTR {}
        return Self.code(status)
    }

    /// Waits for its end, and ends it when it takes too long: where it has a group of its own, with all that it started.
    ///
    /// - Returns: its exit code; nil where it was still running after so many seconds.
    @discardableResult public func exitCode(within seconds: Int) -> Int32? {
        var status: Int32 = 0
        for _ in 0..<seconds * 100 {
            if waitpid(number, &status, WNOHANG) != 0 { return Self.code(status) }
            usleep(10_000)
        }
        kill(hasOwnGroup ? -number : number, SIGKILL)
        exitCode()
        return nil
    }

    private static func code(_ status: Int32) -> Int32 {
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }
}

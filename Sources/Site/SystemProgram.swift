import Basics
import Cfiles
import Glibc

/// A program of the system, run without a shell's reading of its arguments: every one is handed over as it is.
enum SystemProgram {
    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - arguments: the program, by name or path, and its arguments.
    ///   - variables: what it may know of the environment.
    ///   - limit: how many bytes of its output are read.
    /// - Returns: what it wrote, and its exit code, or 128 and the number of the signal that ended it.
    /// - Throws: `FileError` when it cannot be run.
    static func run(
        _ arguments: [String], variables: [String], limit: Int = .max
    ) throws(FileError) -> (output: [UInt8], code: Int32) {
        var ends: [Int32] = [-1, -1]
        guard gongkai_pipe(&ends) == 0 else { throw FileError(.open, arguments[0]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        let environment = variables.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // This program may ignore the signal of a pipe that nobody reads; another one is to end by it.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var argumentPointers = arguments.map { strdup($0) } + [nil]
        var environmentPointers = environment.map { strdup($0) } + [nil]
        defer { for pointer in argumentPointers + environmentPointers { free(pointer) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, arguments[0], &actions, &attributes, &argumentPointers, &environmentPointers)
        close(ends[1])
        guard code == 0 else {
            close(ends[0])
            throw FileError(.open, arguments[0], code: code)
        }
        let output = readAll(ends[0], limit: limit)
        // A program that goes on writing ends by it.
        close(ends[0])
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1 && errno == EINTR {}
        let signal = status & 0x7F
        return (output, signal == 0 ? (status >> 8) & 0xFF : 128 + signal)
    }

    private static func readAll(_ descriptor: Int32, limit: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < limit {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { break }
            bytes += buffer[..<count]
        }
        return bytes
    }
}

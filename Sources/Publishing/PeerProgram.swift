import Basics
import Glibc

/// A program of the system that does part of the work (ssh, rsync, curl), run without a shell: every argument is handed
/// over as it is.
struct PeerProgram: Sendable {
    struct Outcome: Sendable {
        /// The exit code, or 128 and the number of the signal that ended it.
        var code: Int32
        var output: [UInt8]
        var messages: String

        /// The last lines of what it said, on one line.
        var lastWords: String {
            let lines = messages.split { $0.isNewline }.suffix(3)
            return lines.joined(separator: "；")
        }
    }

    /// The command line without further arguments: `["ssh", "-p", "22"]`.
    let command: [String]

    /// Runs the program to its end.
    ///
    /// What goes in and comes out passes through files without a name, so that neither side waits for the other.
    func run(_ arguments: [String], input: [UInt8] = []) throws(PublishError) -> Outcome {
        let files = try publishing { () throws(FileError) in
            [try temporaryFile(input), try temporaryFile([]), try temporaryFile([])]
        }
        defer { for file in files { close(file) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, file) in files.enumerated() { posix_spawn_file_actions_adddup2(&actions, file, Int32(number)) }
        var pointers = (command + arguments).map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, command[0], &actions, nil, &pointers, environ)
        guard code == 0 else {
            throw .program(
                code == ENOENT
                    ? "没有找到程序 \(command[0])；请先安装：apt install \(package)"
                    : "\(command[0]) 不能运行：\(String(cString: strerror(code)))")
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1 && errno == EINTR {}
        let signal = status & 0x7F
        return try publishing { () throws(FileError) in
            Outcome(
                code: signal == 0 ? status >> 8 & 0xFF : 128 + signal, output: try content(of: files[1]),
                messages: String(decoding: try content(of: files[2]), as: UTF8.self))
        }
    }

    private var package: String { command[0] == "ssh" ? "openssh-client" : command[0] }

    private func temporaryFile(_ bytes: [UInt8]) throws(FileError) -> Int32 {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var name = (folder + "/gongkai-XXXXXX").utf8CString.map { $0 }
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw FileError(.create, folder) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(name)
        try writeAll(bytes, to: descriptor, path: folder)
        lseek(descriptor, 0, SEEK_SET)
        return descriptor
    }

    private func content(of descriptor: Int32) throws(FileError) -> [UInt8] {
        lseek(descriptor, 0, SEEK_SET)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw FileError(.read, command[0]) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }
}

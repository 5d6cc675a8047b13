import Basics
import Cfiles
import Glibc

/// A program of the system that does part of the work (ssh, rsync, curl).
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
        let process = try spawn(arguments, files)
        let code = process.exitCode()
        return try publishing { () throws(FileError) in
            Outcome(
                code: code, output: try content(of: files[1]),
                messages: String(decoding: try content(of: files[2]), as: UTF8.self))
        }
    }

    /// A program that runs beside this one.
    struct Running: Sendable {
        var process: ChildProcess
        /// What is written here it reads.
        var input: Int32
        /// What it writes is read here.
        var output: Int32
        /// A file that takes what it says.
        var messages: Int32
    }

    /// Starts the program and does not wait for its end.
    ///
    /// The descriptors are the caller's to close.
    func start(_ arguments: [String]) throws(PublishError) -> Running {
        var (input, output): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        guard gongkai_pipe(&input) == 0, gongkai_pipe(&output) == 0 else {
            throw .file(FileError(.create, command[0]))
        }
        defer { for end in [input[0], output[1]] { close(end) } }
        do throws(PublishError) {
            let messages = try publishing { () throws(FileError) in try temporaryFile([]) }
            let process = try spawn(arguments, [input[0], output[1], messages])
            return Running(process: process, input: input[1], output: output[0], messages: messages)
        } catch {
            for end in [input[1], output[0]] { close(end) }
            throw error
        }
    }

    /// Waits for the end of a program that was started, and closes what it says.
    func finish(_ running: Running) throws(PublishError) -> Outcome {
        let code = running.process.exitCode()
        defer { close(running.messages) }
        return try publishing { () throws(FileError) in
            Outcome(
                code: code, output: [], messages: String(decoding: try content(of: running.messages), as: UTF8.self))
        }
    }

    /// Starts the program with three files as its input, its output and its messages.
    private func spawn(_ arguments: [String], _ files: [Int32]) throws(PublishError) -> ChildProcess {
        do throws(FileError) {
            return try ChildProcess(command + arguments, input: files[0], output: files[1], messages: files[2])
        } catch {
            throw .program(
                error.code == ENOENT
                    ? "没有找到程序 \(command[0])；请先安装：apt install \(package)"
                    : "\(command[0]) 不能运行：\(String(cString: strerror(error.code)))")
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

import Basics
import Cfiles
import Glibc

/// A program of the system that is run for what it writes.
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
        let process: ChildProcess
        do throws(FileError) {
            defer { close(ends[1]) }
            process = try ChildProcess(arguments, output: ends[1], variables: variables)
        } catch {
            close(ends[0])
            throw error
        }
        let output = readAll(ends[0], limit: limit)
        // A program that goes on writing ends by it.
        close(ends[0])
        return (output, process.exitCode())
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

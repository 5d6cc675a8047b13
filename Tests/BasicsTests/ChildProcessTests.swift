import Basics
import Cfiles
import Glibc
import Testing

/// Programs of the system that do part of the work.
@Suite("Child processes") struct ChildProcessTests {
    /// Runs a script of the shell, and reads what it writes.
    private func run(_ script: String, variables: [String]? = nil) throws -> (output: String, code: Int32) {
        var name = Array("/tmp/gongkai-XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        try #require(descriptor >= 0)
        unlink(name)
        defer { close(descriptor) }
        let code = try ChildProcess(["/bin/sh", "-c", script], output: descriptor, variables: variables).exitCode()
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return (String(decoding: bytes[..<max(0, count)], as: UTF8.self), code)
    }

    @Test("A program tells how it ended")
    func codes() throws {
        #expect(try run("exit 3").code == 3)
        #expect(try run("kill -KILL $$").code == 128 + SIGKILL)
        // Nothing is there to be read.
        #expect(try run("cat; echo end") == ("end\n", 0))
    }

    @Test("A program that is not there is told from one that cannot be run")
    func absent() throws {
        func code(_ program: String) -> Int32? {
            do throws(FileError) {
                _ = try ChildProcess([program])
                return nil
            } catch {
                return error.code
            }
        }
        #expect(code("gongkai-has-no-such-program") == ENOENT)
        #expect(code("/dev/null") == EACCES)
    }

    @Test("A program knows of the environment what it is told, and all where nothing is said")
    func environment() throws {
        #expect(try run("echo \"$PATH\"", variables: ["PATH"]).output.count > 1)
        #expect(try run("echo \"${HOME-none}\"", variables: ["PATH"]).output == "none\n")
        #expect(try run("echo \"${HOME-none}\"").output != "none\n")
    }

    @Test("A program that takes too long is ended with all that it started")
    func timeLimit() throws {
        var ends: [Int32] = [-1, -1]
        // Nothing that another test starts meanwhile may hold it.
        try #require(gongkai_pipe(&ends) == 0)
        let process = try ChildProcess(["/bin/sh", "-c", "sleep 600 & wait"], output: ends[1], hasOwnGroup: true)
        close(ends[1])
        #expect(process.exitCode(within: 1) == nil)
        #expect(!process.isRunning)
        // The pipe is at its end when nobody holds it any more: not the shell, and not what it started.
        var byte: UInt8 = 0
        #expect(read(ends[0], &byte, 1) == 0)
        close(ends[0])
        #expect(try ChildProcess(["/bin/sh", "-c", "exit 4"]).exitCode(within: 10) == 4)
    }
}

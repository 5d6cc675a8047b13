import ArgumentParser
import Basics
import Glibc
import Site

/// What a command says, and where: results on standard output, messages on standard error.
enum Terminal {
    static func result(_ text: String) { result(Array(text.utf8)) }

    /// A reader that has seen enough and closed the pipe is no failure; a full disk is.
    static func result(_ bytes: [UInt8]) {
        do {
            try writeAll(bytes, to: STDOUT_FILENO, path: "标准输出")
        } catch  where error.code == EPIPE {
            return
        } catch {
            message("错误: \(error.message)\n")
            _exit(ExitStatus.inputOutput)
        }
    }

    /// Where messages cannot be written, there is nobody to tell: the exit code says it all.
    static func message(_ text: String) { try? writeAll(Array(text.utf8), to: STDERR_FILENO, path: "标准错误") }

    /// Whether findings on a stream may be coloured: only on a terminal that can, and not with `NO_COLOR`.
    static func usesColor(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1 && environment("NO_COLOR").isEmpty && environment("TERM") != "dumb"
    }

    private static func environment(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
}

/// The exit codes of the program.
enum ExitStatus {
    /// The content has errors, or warnings under `--strict`.
    static let content: Int32 = 1
    /// Reading, writing or a peer program failed.
    static let inputOutput: Int32 = 74
}

/// Runs a command's work; a failure of the outside world becomes its message and exit code.
func reportingFileErrors<Result>(_ work: () async throws(FileError) -> Result) async throws -> Result {
    do throws(FileError) {
        return try await work()
    } catch {
        for failure in error.all {
            let help = failure.help.map { "  改法: \(terminalSafe($0))\n" } ?? ""
            Terminal.message("错误: \(terminalSafe(failure.message))\n\(help)")
        }
        throw ExitCode(ExitStatus.inputOutput)
    }
}

/// Keeps what a command read until the program ends, which is quicker than to take thousands of documents apart before.
func keepUntilEnd(_ site: some Sendable) { _ = Unmanaged.passRetained(Kept(site)) }

private final class Kept<Value: Sendable>: Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
}

extension SiteReport {
    /// The number of findings by severity: `0 错误 22 提醒`.
    var counts: String { "\(count(.error)) 错误 \(count(.warning)) 提醒" }
}

import ArgumentParser
import Glibc
import Site

@main
struct Gongkai: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gongkai", abstract: "把预算绩效目标公开文件生成为可浏览、可检索的静态网站。", version: version,
        subcommands: [
            Init.self, New.self, Import.self, Check.self, Explain.self, Build.self, PreviewSiteCommand.self,
            Publish.self, Verify.self, Status.self, SheetCommand.self,
        ])

    static let version = generatorVersion

    static func main() async {
        // A closed pipe and a file over the limit are failures to be told of, not reasons to die without a word.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            Terminal.message(usageMessage(fullMessage(for: error)))
            exit(withError: ExitCode.validationFailure)
        }
    }

    /// What ArgumentParser says of wrong usage, with its frame in the author's language.
    private static func usageMessage(_ message: String) -> String {
        message.split(separator: "\n").map { line in
            line.replacing("Error: ", with: "错误: ", maxReplacements: 1).replacing("Usage: ", with: "用法: ")
                .replacing("  See '", with: "  详见 ").replacing("' for more information.", with: "") + "\n"
        }.joined()
    }
}

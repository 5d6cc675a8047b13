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
        var running: (any ParsableCommand.Type)?
        do {
            var command = try parseAsRoot()
            running = type(of: command)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            end(with: error, running)
        }
    }

    /// Says what the argument parser has to say in the author's language, and ends the program.
    private static func end(with error: any Error, _ running: (any ParsableCommand.Type)?) -> Never {
        switch exitCode(for: error) {
        case .success:
            let page = fullMessage(for: error)
            if !page.isEmpty { Terminal.result(UsageMessage.help(page) + "\n") }
        case .validationFailure:
            if let error = error as? ValidationError, let running {
                Terminal.message(UsageMessage.thrown(error.message, usage: usageString(for: running)))
            } else {
                Terminal.message(UsageMessage.parsed(fullMessage(for: error)))
            }
        default: exit(withError: error)
        }
        exit(withError: exitCode(for: error))
    }
}

import ArgumentParser

@main
struct Gongkai: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gongkai", abstract: "把预算绩效目标公开文件生成为可浏览、可检索的静态网站。", version: version,
        subcommands: [Build.self, Check.self, Explain.self])

    static let version = "0.1.0"
}

import ArgumentParser
import Basics
import Glibc
import Publishing

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "核对已发布的网站和它的清单（manifest.json）：缺少、改动、多出的文件。")

    @Argument(help: "文件夹、.zip 文件，或 http(s) 网址。")
    var copy: String

    @Option(help: "整站摘要应以这些字符开头（发布时最后一行写着），以防清单也被换掉。")
    var digest: String?

    @Option(help: "通过网址核对时，整站最多多少 MB。")
    var maxSize = 4096

    @Option(help: "通过网址核对时，最多用多少秒。")
    var maxTime = 1800

    func validate() throws {
        guard (1...1 << 20).contains(maxSize) else { throw ValidationError("--max-size 应在 1 到 1048576 之间。") }
        guard (1...86_400).contains(maxTime) else { throw ValidationError("--max-time 应在 1 到 86400 之间。") }
        if let digest, digest.utf8.count < 8 { throw ValidationError("--digest 至少要写 8 个字符。") }
    }

    func run() async throws {
        let copy = copy.hasPrefix("http") ? copy : withoutTrailingSlashes(copy)
        let limits = Verification.Limits(size: maxSize << 20, time: maxTime)
        let result = try await reportingPublishErrors { () async throws(PublishError) in
            try await Verification(copy, limits: limits)
        }
        var lines = result.comparison.differences.map { "\($0.kind.rawValue)  \(terminalSafe($0.path))\n" }
        if !result.isManifestWhole { lines.append("改动  manifest.json（里面的摘要互相矛盾）\n") }
        let stated = result.manifest.digest?.hexadecimal ?? ""
        if let digest, !stated.hasPrefix(digest.lowercased()) {
            lines.append("改动  manifest.json（整站摘要是 \(stated.prefix(12))，不是 \(terminalSafe(digest))）\n")
        }
        if lines.isEmpty {
            Terminal.result("完好：\(result.manifest.entries.count) 个文件和清单一致，整站摘要 \(stated.prefix(12))\n")
            return
        }
        Terminal.result(lines.joined())
        Terminal.message("\(lines.count) 处不同（清单里有 \(result.manifest.entries.count) 个文件）\n")
        throw ExitCode(ExitStatus.content)
    }
}

/// Runs work of publishing; a failure becomes its message and exit code.
func reportingPublishErrors<Result>(_ work: () async throws(PublishError) -> Result) async throws -> Result {
    do throws(PublishError) { return try await work() } catch { throw exit(for: error) }
}

private func exit(for error: PublishError) -> ExitCode {
    let lines = error.message.split(separator: "\n").map { terminalSafe(String($0)) }
    Terminal.message("错误: \(lines.joined(separator: "\n"))\n")
    switch error {
    case .gate, .wouldReturn: return ExitCode(ExitStatus.content)
    case .file, .program, .refused: return ExitCode(ExitStatus.inputOutput)
    }
}

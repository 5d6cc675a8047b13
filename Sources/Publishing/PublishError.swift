import Basics

/// Why something could not be published: every one of them leaves what was published before as it was.
public enum PublishError: Error, Sendable {
    case file(FileError)
    /// A program that does the work is missing or failed.
    case program(String)
    /// Nothing of the outside world, but what stands there or was asked for.
    case refused(String)

    /// What the site itself must not go out with.
    case gate(Gates.Faults)
    /// Going back would let readers see these withdrawn pages again.
    case wouldReturn([String])

    /// Nobody knows what going back would let readers see again.
    static func unknownReturn(from release: String) -> PublishError {
        .refused(
            "现在的版本 \(release) 没有清单或清单已损坏，不知道退回会不会重新公开已经撤下的页面；重新生成、发布，或者确认没有撤下过什么，加 --confirm。没有退回")
    }

    /// What was done on another machine did not end well.
    static func remote(_ outcome: PeerProgram.Outcome, on host: String) -> PublishError {
        let what = outcome.code == 255 ? "ssh 连不上 \(host)，或连接中断" : "\(host) 上的操作没有完成（代码 \(outcome.code)）"
        return .program("\(what)：\(outcome.lastWords)。原来发布的版本没有动；请重试")
    }

    /// A release that lies there no more as it was published.
    static func damaged(_ release: String, _ path: String) -> PublishError {
        .refused("上一个版本 \(release) 已经损坏（\(path) 缺少或改动过），没有退回；请重新生成、发布")
    }

    public var message: String {
        switch self {
        case .gate(let faults):
            (faults.lines.prefix(20) + (faults.lines.count > 20 ? ["… 等 \(faults.lines.count) 处"] : []) + faults.help
                + ["没有发布。"]).joined(separator: "\n")
        case .wouldReturn(let paths):
            (["退回会重新公开 \(paths.count) 个已经撤下的页面："] + paths.prefix(20).map { "  \($0)" }
                + (paths.count > 20 ? ["  … 等 \(paths.count) 个"] : [])
                + ["改法: 不要退回，改好内容重新发布；确实要重新公开它们，请加 --confirm。没有退回。"]).joined(separator: "\n")
        case .file(let error): error.message
        case .program(let message), .refused(let message): message
        }
    }
}

/// Runs work that fails with the outside world.
func publishing<Result>(_ work: () throws(FileError) -> Result) throws(PublishError) -> Result {
    do throws(FileError) { return try work() } catch { throw .file(error) }
}

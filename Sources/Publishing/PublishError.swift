import Basics

/// Why something could not be published: every one of them leaves what was published before as it was.
public enum PublishError: Error, Sendable {
    case file(FileError)
    /// A program that does the work is missing or failed.
    case program(String)
    /// Nothing of the outside world, but what stands there or was asked for.
    case refused(String)

    /// What the site itself must not go out with.
    case gate([String])

    public var message: String {
        switch self {
        case .gate(let faults):
            faults.prefix(20).joined(separator: "\n") + (faults.count > 20 ? "\n… 等 \(faults.count) 处" : "") + "\n没有发布。"
        case .file(let error): error.message
        case .program(let message), .refused(let message): message
        }
    }
}

/// Runs work that fails with the outside world.
func publishing<Result>(_ work: () throws(FileError) -> Result) throws(PublishError) -> Result {
    do throws(FileError) { return try work() } catch { throw .file(error) }
}

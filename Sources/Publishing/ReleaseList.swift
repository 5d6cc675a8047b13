/// `releases.txt` of a folder of releases: what was published, one release to a line, the latest last.
///
/// The order of the lines is the order of publishing: neither names nor times of files tell it, and clocks go wrong.
struct ReleaseList: Sendable {
    struct Release: Sendable, Hashable {
        /// The folder's name.
        var name: String
        /// The time that 发布时间 was held against, in Beijing time.
        var time: String
    }

    static let fileName = "releases.txt"

    private(set) var releases: [Release]

    init(_ text: String) {
        releases = text.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            guard let name = parts.first, Self.isName(name) else { return nil }
            return Release(name: name, time: parts.count > 1 ? parts[1] : "")
        }
    }

    /// A name that this program gives: digits and letters of a digest, and a number behind a point.
    static func isName(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.count <= 32 && text.utf8.first != UInt8(ascii: ".")
            && text.utf8.allSatisfy { "0123456789abcdef.".utf8.contains($0) }
    }

    /// The first of the names in a folder without `current` that no folder of releases has: what lies there is something
    /// else, such as a web server's own pages or a release itself.
    static func foreignName(among names: [String]) -> String? {
        names.sorted().first { name in
            !name.hasPrefix(".") && !["releases", fileName, "lost+found"].contains(name)
        }
    }

    /// Why a folder is not published into.
    static func refusal(of folder: String, holding name: String) -> PublishError {
        .refused("\(folder) 里有别的文件（\(name)），不是 gongkai 发布用的文件夹；请换一个新的或空的文件夹。没有发布")
    }

    var text: String { releases.map { "\($0.name) \($0.time)\n" }.joined() }

    /// Puts a release behind the current one. What was published after that one was taken back, and is no more.
    mutating func append(_ release: Release, after current: String?) {
        if let index = releases.lastIndex(where: { $0.name == current }) { releases.removeSubrange((index + 1)...) }
        releases.removeAll { $0.name == release.name }
        releases.append(release)
    }

    /// The release before another one; nil when there is none.
    func release(before name: String) -> Release? {
        guard let index = releases.firstIndex(where: { $0.name == name }), index > 0 else { return nil }
        return releases[index - 1]
    }

    /// Forgets all but the latest releases.
    mutating func prune(keeping count: Int) { releases.removeFirst(max(0, releases.count - count)) }

    func contains(_ name: String) -> Bool { releases.contains { $0.name == name } }
}

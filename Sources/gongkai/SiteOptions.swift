import ArgumentParser
import Basics
import Disclosure
import Glibc

/// The options that every command on a site has.
struct SiteOptions: ParsableArguments {
    @Option(help: "网站的根目录：放着 content/、theme/ 和 public/ 的文件夹。缺省从当前目录向上找。")
    var root: String?

    @Option(name: .customLong("at"), help: "按这个时间判断“发布时间”（北京时间，如 2022-02-10 09:00）。缺省为现在。")
    var time: String?

    @Flag(help: "有提醒也算没通过。")
    var strict = false

    /// The root as told, or the nearest folder upwards that holds `content/index.md`.
    func findRoot() throws -> String { try Self.findRoot(root) }

    static func findRoot(_ root: String?) throws -> String {
        if let root {
            let folder = withoutTrailingSlashes(root)
            guard !folder.isEmpty, fileExists(folder + "/content") else {
                throw ValidationError("“\(terminalSafe(root))”里没有 content/ 文件夹。请用 --root 指明网站的根目录。")
            }
            return folder
        }
        var folder = "."
        for _ in 0..<64 {
            if fileExists(folder + "/content/index.md") { return folder }
            guard let path = realPath(folder), path != "/" else { break }
            folder = folder == "." ? ".." : folder + "/.."
        }
        throw ValidationError("这里和上级文件夹里都没有 content/index.md。请进入网站的文件夹，或用 --root 指明。")
    }

    func instant() throws -> Instant {
        guard let time else { return Instant(seconds: Int(Glibc.time(nil))) }
        guard let instant = Instant(time) else {
            throw ValidationError("--at 的时间读不懂：“\(terminalSafe(time))”。写成 2022-02-10 或 \"2022-02-10 09:00\"。")
        }
        return instant
    }
}

/// The path of a folder without the slashes at its end: `site` for `site/`, and `/.` for the root of all.
func withoutTrailingSlashes(_ path: String) -> String {
    let end = path.utf8.lastIndex { $0 != UInt8(ascii: "/") }
    return end.map { String(decoding: path.utf8[...$0], as: UTF8.self) } ?? (path.isEmpty ? "" : "/.")
}

/// The absolute path of what stands, or may come to stand, at a path: folders above it without symbolic links, its
/// last part as it is. nil when the folder above it does not exist.
func absolutePath(_ path: String) -> String? {
    let path = withoutTrailingSlashes(path)
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let name = slash.map { path[path.utf8.index(after: $0)...] } ?? path[...]
    if name.isEmpty || name == "." || name == ".." { return realPath(path) }
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    return realPath(folder).map { ($0 == "/" ? "" : $0) + "/" + name }
}

/// Whether a path is a folder or lies in it; both are absolute.
func lies(_ path: String, in folder: String) -> Bool {
    path == folder || path.hasPrefix(folder == "/" ? "/" : folder + "/")
}

/// The absolute path without symbolic links; nil when nothing stands there.
func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
}

import Basics
import Digests
import Glibc
import Site

/// A folder of releases on another machine, laid out as `FolderReleases`, reached through rsync over ssh.
///
/// Files are sent aside; there `sha256sum` proves every one of them; then one script on that machine gives the release
/// its name and switches the link. Whatever dies on the way, `current` leads to a whole release.
public struct RemoteReleases: Sendable {
    private let remote: Destination.Remote
    /// ssh with its options, as rsync takes it from `RSYNC_RSH`.
    private let shell: PeerProgram

    public init(_ remote: Destination.Remote) {
        self.remote = remote
        let command = getenv("RSYNC_RSH").map { String(cString: $0) } ?? "ssh"
        let parts = command.split(separator: " ").map(String.init)
        shell = PeerProgram(command: parts.isEmpty ? ["ssh"] : parts)
    }

    /// The manifest of the release that is served, and its folder's name; nil when there is none.
    public func current() throws(PublishError) -> (name: String, manifest: Manifest?)? {
        let script = "cd \(folder) 2>/dev/null || exit 0; readlink current || exit 0; cat current/manifest.json"
        let output = try ask(script)
        guard let end = output.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let link = String(decoding: output[..<end], as: UTF8.self)
        let name = link.dropFirst("releases/".count)
        guard link.hasPrefix("releases/"), ReleaseList.isName(name) else {
            throw .refused("\(remote.host):\(remote.path)/current 指向别处（\(link)）；请换一个目标文件夹")
        }
        return (String(name), Manifest(Array(output[(end + 1)...])))
    }

    /// The bytes of files of the release that is served; empty for one that is not there.
    func files(_ paths: [String]) throws(PublishError) -> [[UInt8]] {
        // No data file holds a NUL.
        let script = "cd \(folder)/current && while IFS= read -r file; do cat < \"$file\"; printf '\\000'; done"
        let list = paths.map { $0 + "\n" }.joined()
        let outcome = try run(script, input: Array(list.utf8))
        guard outcome.code == 0 else { throw failure(outcome) }
        let files = outcome.output.split(separator: 0, omittingEmptySubsequences: false).map { Array($0) }
        return Array(files.prefix(paths.count))
    }

    public func publish(_ site: BuiltSite, time: String, keeping count: Int) throws(PublishError) {
        let former = try current()?.name
        let incoming = "releases/.incoming-" + site.releaseName
        _ = try ask("mkdir -p \(folder)/\(incoming) && cd \(folder) && test -w . && test -w releases")
        try upload(site, to: incoming, model: former)
        try prove(site, in: incoming)
        let script = Self.switching(
            incoming: incoming, name: site.releaseName, former: former ?? "", line: time, keeping: count)
        _ = try ask("cd \(folder)\n" + script)
    }

    /// Lets the release before the current one be served again.
    public func rollBack() throws(PublishError) -> (name: String, time: String) {
        guard let name = try current()?.name else {
            throw .refused("\(remote.host):\(remote.path) 里还没有发布过，没有可以退回的版本")
        }
        let text = String(decoding: try ask("cat \(folder)/\(ReleaseList.fileName) || true"), as: UTF8.self)
        guard let release = ReleaseList(text).release(before: name) else {
            throw .refused("没有比 \(name) 更早的版本可以退回")
        }
        _ = try ask(
            """
            cd \(folder) && test -e releases/\(release.name)/manifest.json || exit 9
            ln -sfn releases/\(release.name) .current.new && mv -T .current.new current && sync -f .
            """)
        return (release.name, release.time)
    }

    // MARK: Steps

    private func upload(_ site: BuiltSite, to incoming: String, model: String?) throws(PublishError) {
        var arguments = [
            "--protect-args", "--recursive", "--checksum", "--chmod=D755,F644", "--from0", "--files-from=-",
            "--timeout=120",
        ]
        if let model { arguments.append("--link-dest=../" + model) }
        arguments += ["--", site.folder + "/", "\(remote.host):\(remote.path)/\(incoming)/"]
        var list: [UInt8] = []
        for path in site.manifest.entries.map(\.path) + [Manifest.fileName] { list += Array(path.utf8) + [0] }
        let outcome = try PeerProgram(command: ["rsync"]).run(arguments, input: list)
        guard outcome.code == 0 else {
            throw .program(
                "rsync 上传没有完成（代码 \(outcome.code)）：\(outcome.lastWords)。原来发布的版本没有动；请检查网络和对方的磁盘后重试")
        }
    }

    /// Lets the other machine compute the digest of every file that arrived.
    private func prove(_ site: BuiltSite, in incoming: String) throws(PublishError) {
        var list = ""
        for entry in site.manifest.entries {
            guard let digest = entry.digest else { continue }
            list += Self.sumLine(digest.hexadecimal, entry.path)
        }
        list += Self.sumLine(SHA256(of: site.manifestBytes).hexadecimal, Manifest.fileName)
        let script = """
            cd \(folder)/\(incoming) && sha256sum --quiet --check - >&2 || exit 8
            test "$(find . -type f | wc -l)" -eq \(site.manifest.entries.count + 1) || exit 7
            """
        let outcome = try run(script, input: Array(list.utf8))
        switch outcome.code {
        case 0: return
        case 7:
            _ = try ask("rm -rf \(folder)/\(incoming)")
            throw .program("传到 \(remote.host) 的文件多出了别的文件，已经删去；请重试")
        case 8: throw .program("传到 \(remote.host) 的文件和本地不一致：\(outcome.lastWords)。原来发布的版本没有动；请重试")
        default: throw failure(outcome)
        }
    }

    /// As `sha256sum` writes it: a name with a backslash or a line end is escaped, and the line says so.
    private static func sumLine(_ digest: String, _ path: String) -> String {
        var escaped = ""
        for character in path.unicodeScalars {
            switch character {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\r": escaped += "\\r"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return (escaped == path ? "" : "\\") + "\(digest)  \(escaped)\n"
    }

    /// What the other machine does in the end: names the release, notes it, switches, and forgets the oldest.
    private static func switching(
        incoming: String, name: String, former: String, line: String, keeping count: Int
    ) -> String {
        """
        set -e
        name=\(name) number=1
        while [ -e "releases/$name" ]; do
            if [ "$name" != '\(former)' ]; then rm -rf "releases/$name"; break; fi
            if cmp -s "releases/$name/manifest.json" \(incoming)/manifest.json && [ -z "$(diff -rq "releases/$name" \(incoming))" ]
            then rm -rf \(incoming); break; fi
            number=$((number + 1)) name=\(name).$number
        done
        if [ -e \(incoming) ]; then sync -f \(incoming); mv -T \(incoming) "releases/$name"; fi
        { sed '/^\(former.isEmpty ? "$" : former) /q' \(ReleaseList.fileName) 2>/dev/null | grep -v "^$name " || true; echo "$name \(line)"; } > .releases.new
        tail -n \(count) .releases.new > .releases.kept
        sync -f .
        mv .releases.kept \(ReleaseList.fileName)
        rm .releases.new
        ln -sfn "releases/$name" .current.new
        mv -T .current.new current
        sync -f .
        for folder in releases/* releases/.incoming-*; do
            [ -d "$folder" ] || continue
            [ "$folder" != "releases/$name" ] || continue
            grep -q "^${folder#releases/} " \(ReleaseList.fileName) || rm -rf "$folder"
        done
        """
    }

    // MARK: ssh

    /// The folder as the other machine's shell reads it.
    private var folder: String {
        "'" + remote.path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    private func ask(_ script: String) throws(PublishError) -> [UInt8] {
        let outcome = try run(script, input: [])
        guard outcome.code == 0 else { throw failure(outcome) }
        return outcome.output
    }

    private func run(_ script: String, input: [UInt8]) throws(PublishError) -> PeerProgram.Outcome {
        try shell.run([remote.host, script], input: input)
    }

    private func failure(_ outcome: PeerProgram.Outcome) -> PublishError {
        let what = outcome.code == 255 ? "ssh 连不上 \(remote.host)，或连接中断" : "\(remote.host) 上的操作没有完成（代码 \(outcome.code)）"
        return .program("\(what)：\(outcome.lastWords)。原来发布的版本没有动；请重试")
    }
}

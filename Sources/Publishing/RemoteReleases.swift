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
        let output = try ask(
            "cd \(folder) 2>/dev/null || exit 0; readlink current || { echo; ls -A; exit 0; }; cat current/manifest.json 2>/dev/null || true"
        )
        guard let end = output.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let rest = output[(end + 1)...]
        guard let name = try name(ofLink: String(decoding: output[..<end], as: UTF8.self)) else {
            let names = String(decoding: rest, as: UTF8.self).split(separator: "\n").map(String.init)
            if let name = ReleaseList.foreignName(among: names) { throw ReleaseList.refusal(of: shown, holding: name) }
            return nil
        }
        return (name, Manifest(Array(rest)))
    }

    /// The name of the release that `current` leads to; nil when there is no link.
    private func name(ofLink link: String) throws(PublishError) -> String? {
        if link.isEmpty { return nil }
        let name = link.dropFirst("releases/".count)
        guard link.hasPrefix("releases/"), ReleaseList.isName(name) else {
            throw .refused("\(shown)/current 指向别处（\(link)）；请换一个目标文件夹")
        }
        return String(name)
    }

    /// The bytes of files of the release that is served; empty for one that is not there.
    func files(_ paths: [String]) throws(PublishError) -> [[UInt8]] {
        // No data file holds a NUL.
        let script = "cd \(folder)/current && while IFS= read -r file; do cat < \"$file\"; printf '\\000'; done"
        let list = paths.map { $0 + "\n" }.joined()
        let outcome = try run(script, input: Array(list.utf8))
        guard outcome.code == 0 else { throw .remote(outcome, on: remote.host) }
        let files = outcome.output.split(separator: 0, omittingEmptySubsequences: false).map { Array($0) }
        return Array(files.prefix(paths.count))
    }

    public func publish(_ site: BuiltSite, time: String, keeping count: Int) throws(PublishError) {
        var lock = try hold(creates: true)
        let former = try name(ofLink: lock.current)
        let incoming = "releases/.incoming-" + site.releaseName
        try upload(site, to: incoming, model: former)
        try prove(site, in: incoming)
        try finish(
            &lock,
            Self.switching(
                incoming: incoming, name: site.releaseName, former: former ?? "", line: time, keeping: count))
    }

    /// Lets the release before the current one be served again.
    ///
    /// - Parameter returns: whether withdrawn pages may come back.
    public func rollBack(returningWithdrawn returns: Bool) throws(PublishError) -> RollBack {
        var lock = try hold(creates: false)
        guard let name = try name(ofLink: lock.current) else { throw .refused("\(shown) 里还没有发布过，没有可以退回的版本") }
        let text = String(decoding: try ask("cat \(folder)/\(ReleaseList.fileName) || true"), as: UTF8.self)
        guard let release = ReleaseList(text).release(before: name) else {
            throw .refused("没有比 \(name) 更早的版本可以退回")
        }
        let former = Manifest(try ask("cat \(folder)/releases/\(name)/\(Manifest.fileName) || true"))
        let bytes = try ask("cat \(folder)/releases/\(release.name)/\(Manifest.fileName) || true")
        guard let manifest = Manifest(bytes)
        else {
            throw .refused("上一个版本 \(release.name) 的文件夹不在了，或没有清单，没有退回")
        }
        let result = try RollBack(to: release, manifest, from: name, former, returningWithdrawn: returns)
        let check = "cd \(folder)/releases/\(release.name) && sha256sum --quiet --check - 2>/dev/null | head -1"
        let damage = try run(check, input: Array(Self.sums(of: manifest, bytes).utf8))
        guard damage.code == 0 else { throw .remote(damage, on: remote.host) }
        if !damage.output.isEmpty {
            let text = String(decoding: damage.output, as: UTF8.self)
            throw .damaged(
                release.name, String(text[..<(text.firstRange(of: ": FAILED")?.lowerBound ?? text.endIndex)]))
        }
        try finish(
            &lock,
            """
            test -e releases/\(release.name)/manifest.json || { echo 'releases/\(release.name) is gone' >&2; exit 9; }
            ln -sfn releases/\(release.name) .current.new && mv -T .current.new current && sync -f .
            """)
        return result
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
        let list = Self.sums(of: site.manifest, site.manifestBytes)
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
        default: throw .remote(outcome, on: remote.host)
        }
    }

    /// The digests of all files, as `sha256sum --check` reads them.
    private static func sums(of manifest: Manifest, _ manifestBytes: [UInt8]) -> String {
        var list = ""
        for entry in manifest.entries {
            guard let digest = entry.digest else { continue }
            list += sumLine(digest.hexadecimal, entry.path)
        }
        return list + sumLine(SHA256(of: manifestBytes).hexadecimal, Manifest.fileName)
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
            grep -q "^${folder#releases/} " \(ReleaseList.fileName) || rm -rf "$folder" || true
        done
        """
    }

    // MARK: ssh

    /// The folder as the other machine's shell reads it.
    private var folder: String {
        "'" + remote.path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// The folder as messages call it.
    private var shown: String { "\(remote.host):\(remote.path)" }

    /// Keeps others from publishing into the folder.
    private func hold(creates: Bool) throws(PublishError) -> RemoteLock {
        try RemoteLock(
            PeerProgram(command: shell.command + [remote.host]), folder: folder, shownAs: shown, creates: creates)
    }

    /// Does the last step, after which the new release is served.
    private func finish(_ lock: inout RemoteLock, _ script: String) throws(PublishError) {
        guard let outcome = try lock.finish(script) else {
            throw .program("和 \(remote.host) 的连接中断了。原来发布的版本没有动；请重试")
        }
        if outcome.code == 0 { return }
        // Nobody knows how far a step came that was begun and did not answer.
        if outcome.code == 255 || outcome.code > 128 {
            throw .program("和 \(remote.host) 的连接在最后一步中断了：发布的是原来的版本或新的版本，都是完整的；请再运行一次")
        }
        throw .remote(outcome, on: remote.host)
    }

    private func ask(_ script: String) throws(PublishError) -> [UInt8] {
        let outcome = try run(script, input: [])
        guard outcome.code == 0 else { throw .remote(outcome, on: remote.host) }
        return outcome.output
    }

    private func run(_ script: String, input: [UInt8]) throws(PublishError) -> PeerProgram.Outcome {
        try shell.run([remote.host, script], input: input)
    }
}

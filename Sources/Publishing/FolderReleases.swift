import Basics
import Cfiles
import Glibc
import Site

/// A folder of releases: `releases/NAME/` for each, and a symbolic link `current` to the one that is served.
///
/// A release is put together aside, waited for until it lies on the disk, and given its name; then one `rename` puts a
/// new link in the place of the old one. Killed at any moment, `current` leads to a whole release.
public struct FolderReleases: ~Copyable {
    private let path: String
    private let lock: Int32

    private var releases: String { path + "/releases" }
    private var incoming: String { releases + "/.incoming" }
    private var current: String { path + "/current" }

    /// Opens a folder of releases, and keeps others from publishing into it.
    ///
    /// - Parameter creates: whether it is made when there is none.
    public init(_ path: String, creates: Bool) throws(PublishError) {
        self.path = path
        if creates {
            for folder in [path, path + "/releases"] where mkdir(folder, 0o755) != 0 && errno != EEXIST {
                throw .file(FileError(.create, folder))
            }
        }
        lock = try publishing { () throws(FileError) in try lockFolder(path, shownAs: path) }
    }

    deinit { close(lock) }

    /// The name of the release that is served; nil when there is none.
    public func currentName() throws(PublishError) -> String? {
        var target = [CChar](repeating: 0, count: 4096)
        let count = readlink(current, &target, target.count - 1)
        if count < 0 {
            if errno == ENOENT {
                try refuseForeignFolder()
                return nil
            }
            throw .refused("\(current) 不是 gongkai 建立的链接；请换一个目标文件夹")
        }
        let name = String(decoding: target[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard name.hasPrefix("releases/"), ReleaseList.isName(name.dropFirst("releases/".count)) else {
            throw .refused("\(current) 指向别处（\(name)）；请换一个目标文件夹")
        }
        return String(name.dropFirst("releases/".count))
    }

    private func refuseForeignFolder() throws(PublishError) {
        let names = try publishing { () throws(FileError) in try listDirectory(path) }.map(\.name)
        if let name = ReleaseList.foreignName(among: names) { throw ReleaseList.refusal(of: path, holding: name) }
    }

    /// The manifest of the release that is served; nil when there is none.
    public func currentManifest() throws(PublishError) -> Manifest? {
        guard let name = try currentName(), let bytes = file(Manifest.fileName, of: name) else { return nil }
        return Manifest(bytes)
    }

    /// A file of a release; nil when it is not there.
    private func file(_ file: String, of name: String) -> [UInt8]? {
        try? readFile(releases + "/" + name + "/" + file, limit: Manifest.sizeLimit)
    }

    /// Publishes a site, and forgets the oldest releases.
    ///
    /// - Parameters:
    ///   - time: what the list of releases shall say beside it.
    ///   - count: how many releases are kept.
    public func publish(_ site: BuiltSite, time: String, keeping count: Int) async throws(PublishError) {
        let former = try currentName()
        do throws(FileError) {
            let name = try await place(site, former: former)
            var list = try list()
            list.append(.init(name: name, time: time), after: former)
            list.prune(keeping: count)
            // First the list, then the link: a release that is served is always listed.
            try replace(ReleaseList.fileName, with: list.text)
            try link(to: name)
            for entry in try listDirectory(releases) where ReleaseList.isName(entry.name) && !list.contains(entry.name)
            {
                try removeTree(releases + "/" + entry.name)
            }
        } catch {
            try? removeTree(incoming)
            throw .file(error)
        }
    }

    /// Lets the release before the current one be served again.
    ///
    /// - Parameter returns: whether withdrawn pages may come back.
    public func rollBack(returningWithdrawn returns: Bool) async throws(PublishError) -> RollBack {
        guard let name = try currentName() else { throw .refused("\(path) 里还没有发布过，没有可以退回的版本") }
        let list = try publishing { () throws(FileError) -> ReleaseList in try self.list() }
        guard let release = list.release(before: name) else { throw .refused("没有比 \(name) 更早的版本可以退回") }
        guard let manifest = file(Manifest.fileName, of: release.name).flatMap({ Manifest($0) }) else {
            throw .refused("上一个版本 \(release.name) 的文件夹不在了，或没有清单，没有退回")
        }
        let former = file(Manifest.fileName, of: name).flatMap { Manifest($0) }
        let result = try RollBack(to: release, manifest, from: name, former, returningWithdrawn: returns)
        // The releases share their files: what was done to one may have been done to others.
        let comparison: SiteComparison
        do throws(FileError) {
            comparison = try await FolderFiles(releases + "/" + release.name).check(manifest)
        } catch {
            throw .file(error)
        }
        if let damaged = comparison.differences.first(where: { $0.kind != .foreign }) {
            throw .damaged(release.name, damaged.path)
        }
        try publishing { () throws(FileError) in try link(to: release.name) }
        return result
    }

    private func list() throws(FileError) -> ReleaseList {
        let file = path + "/" + ReleaseList.fileName
        guard fileExists(file) else { return ReleaseList("") }
        return ReleaseList(String(decoding: try readFile(file, limit: 16 << 20), as: UTF8.self))
    }

    // MARK: A release

    /// Puts a release in its place, unless it lies there whole already; returns its name.
    private func place(_ site: BuiltSite, former: String?) async throws(FileError) -> String {
        try removeTree(incoming)
        var name = site.releaseName
        var number = 1
        while fileExists(releases + "/" + name) {
            if try await isWhole(releases + "/" + name, site) { return name }
            // A damaged release that is served stays until the link leads elsewhere.
            if name != former {
                try removeTree(releases + "/" + name)
                break
            }
            number += 1
            name = "\(site.releaseName).\(number)"
        }
        try await fill(site, model: former.map { releases + "/" + $0 })
        try sync(incoming, wholeFileSystem: true)
        guard rename(incoming, releases + "/" + name) == 0 else { throw FileError(.rename, releases + "/" + name) }
        try sync(releases)
        return name
    }

    /// Writes all files of a site; those that the former release holds as well get a second name only.
    private func fill(_ site: BuiltSite, model: String?) async throws(FileError) {
        var folders: Set<String> = []
        for entry in site.manifest.entries { for folder in foldersAbove(entry.path) { folders.insert(String(folder)) } }
        for folder in [""] + folders.sorted() {
            let made = incoming + "/" + folder
            guard mkdir(made, 0o755) == 0, chmod(made, 0o755) == 0 else { throw FileError(.create, made) }
        }
        let target = incoming
        let results = await concurrentMap(site.manifest.entries) { entry -> Result<Void, FileError> in
            do throws(FileError) {
                let original = try openFile(site.folder + "/" + entry.path)
                defer { close(original.descriptor) }
                if let model, fileHolds(original, at: model + "/" + entry.path),
                    Glibc.link(model + "/" + entry.path, target + "/" + entry.path) == 0
                {
                    guard try facts(of: original).digest == entry.digest else {
                        throw FileError(.read, original.path, code: FileError.changing)
                    }
                    return .success(())
                }
                return .success(try site.copy(entry, to: target + "/" + entry.path))
            } catch {
                return .failure(error)
            }
        }
        for result in results { try result.get() }
        let manifest = target + "/" + Manifest.fileName
        let descriptor = open(manifest, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileError(.create, manifest) }
        defer { close(descriptor) }
        guard fchmod(descriptor, 0o644) == 0 else { throw FileError(.write, manifest) }
        try writeAll(site.manifestBytes, to: descriptor, path: manifest)
    }

    private func isWhole(_ folder: String, _ site: BuiltSite) async throws(FileError) -> Bool {
        guard let bytes = try? readFile(folder + "/" + Manifest.fileName), bytes == site.manifestBytes else {
            return false
        }
        return try await FolderFiles(folder).check(site.manifest).isEmpty
    }

    // MARK: Names

    private func link(to name: String) throws(FileError) {
        let new = path + "/.current.new"
        if unlink(new) != 0, errno != ENOENT { throw FileError(.remove, new) }
        guard symlink("releases/" + name, new) == 0 else { throw FileError(.create, new) }
        guard rename(new, current) == 0 else { throw FileError(.rename, current) }
        try sync(path)
    }

    private func replace(_ file: String, with text: String) throws(FileError) {
        let new = path + "/." + file + ".new"
        let descriptor = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileError(.create, new) }
        defer { close(descriptor) }
        try writeAll(Array(text.utf8), to: descriptor, path: new)
        guard fsync(descriptor) == 0 else { throw FileError(.write, new) }
        guard rename(new, path + "/" + file) == 0 else { throw FileError(.rename, path + "/" + file) }
    }

    private func sync(_ folder: String, wholeFileSystem: Bool = false) throws(FileError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(.open, folder) }
        defer { close(descriptor) }
        let code = wholeFileSystem ? gongkai_sync_file_system(descriptor) : fsync(descriptor)
        guard code == 0 else { throw FileError(.write, folder) }
    }
}

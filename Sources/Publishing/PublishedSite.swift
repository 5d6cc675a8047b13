import Basics
import Glibc
import Site

/// What is published at a destination, and what can be done there.
public struct PublishedSite: ~Copyable {
    private let destination: Destination
    /// Whether something may be published for the first time.
    private let creates: Bool

    public init(_ destination: Destination, creates: Bool) throws(PublishError) {
        (self.destination, self.creates) = (destination, creates)
    }

    /// What is published now.
    public struct State: Sendable {
        /// nil when nothing is.
        public var manifest: Manifest?
        /// The release that should be served and is not there, or without a manifest that can be read.
        public var lost: String?
    }

    public var state: State {
        get throws(PublishError) {
            switch destination {
            case .folder(let path):
                guard fileExists(path) else { return State() }
                let releases = try FolderReleases(path, creates: false)
                return State(try releases.currentName(), try releases.currentManifest())
            case .archive(let path):
                guard fileExists(path) else { return State() }
                return State(manifest: try ZipFiles(path).manifest())
            case .remote(let remote):
                let current = try RemoteReleases(remote).current()
                return State(current?.name, current?.manifest)
            }
        }
    }

    /// What changes in the data of the units that are published: old and new texts by form and field.
    ///
    /// - Parameters:
    ///   - former: the manifest of what is published; nil when nothing is.
    ///   - planned: what is to be published.
    public func ledger(from former: Manifest?, to planned: PlannedSite) throws(PublishError) -> ChangeLedger {
        guard let former else { return ChangeLedger() }
        let paths = planned.manifest.entries.filter { entry in
            UnitRecord.isPath(entry.path) && former.entry(entry.path).map { $0.digest != entry.digest } ?? false
        }.map(\.path)
        var ledger = ChangeLedger()
        for (path, old) in zip(paths, try files(paths)) {
            if let new = planned.bytes(of: path) { ledger.add(from: old, to: new) }
        }
        return ledger
    }

    /// The bytes of published files; empty for one that cannot be read.
    private func files(_ paths: [String]) throws(PublishError) -> [[UInt8]] {
        if paths.isEmpty { return [] }
        switch destination {
        case .folder(let path):
            return paths.map { (try? readFile(path + "/current/" + $0, limit: 64 << 20)) ?? [] }
        case .archive(let path):
            let archive = try ZipFiles(path)
            return paths.map { archive.file($0, limit: 64 << 20) ?? [] }
        case .remote(let remote): return try RemoteReleases(remote).files(paths)
        }
    }

    public func publish(_ site: BuiltSite, time: String, keeping count: Int) async throws(PublishError) {
        switch destination {
        case .folder(let path):
            try await FolderReleases(path, creates: creates).publish(site, time: time, keeping: count)
        case .archive(let path): try await ZipWriter.write(site, to: path)
        case .remote(let remote): try RemoteReleases(remote).publish(site, time: time, keeping: count)
        }
    }

    /// Lets the release before the current one be served again.
    ///
    /// - Parameter returns: whether it may be one in which withdrawn pages are not withdrawn.
    public func rollBack(returningWithdrawn returns: Bool) async throws(PublishError) -> RollBack {
        switch destination {
        case .folder(let path):
            return try await FolderReleases(path, creates: false).rollBack(returningWithdrawn: returns)
        case .archive(let path): throw .refused("\(path) 是一个 zip 文件，里面只有一个版本，不能退回；请用以前的 zip")
        case .remote(let remote): return try RemoteReleases(remote).rollBack(returningWithdrawn: returns)
        }
    }
}

extension PublishedSite.State {
    fileprivate init(_ release: String?, _ manifest: Manifest?) {
        self.init(manifest: manifest, lost: manifest == nil ? release : nil)
    }
}

/// A release that is served again.
public struct RollBack: Sendable {
    public var name: String
    /// When it was published.
    public var time: String
    /// What readers see differently now.
    public var difference: ManifestDifference

    /// - Parameters:
    ///   - name: that of the release that is left.
    ///   - former: its manifest; nil when it is damaged.
    ///   - returns: whether withdrawn pages may come back.
    init(
        to release: ReleaseList.Release, _ manifest: Manifest, from name: String, _ former: Manifest?,
        returningWithdrawn returns: Bool
    ) throws(PublishError) {
        if former == nil, !returns { throw .unknownReturn(from: name) }
        (self.name, time) = (release.name, release.time)
        difference = ManifestDifference(from: former, to: manifest)
        if !returns, !difference.returned.isEmpty { throw .wouldReturn(difference.returned) }
    }
}

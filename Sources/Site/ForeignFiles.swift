import Basics

/// What lies in an output folder and was not made by a build: a CNAME, a `.htaccess`, somebody's notes.
struct ForeignFiles: Sendable {
    /// Relative to the output folder; symbolic links among them.
    private(set) var files: [String] = []
    /// Folders with nothing in them, and where no build had put anything.
    private(set) var emptyFolders: [String] = []

    init(in folder: String, besides former: Manifest) throws(FileError) {
        guard fileExists(folder) else { return }
        var ours: Set<Substring>?
        try collect(in: folder, below: "", former, &ours)
    }

    /// A folder with something foreign in it, in the place of which a build wants to put a file.
    func folder(wantedBy manifest: Manifest) -> String? {
        let folders = emptyFolders + (files + emptyFolders).flatMap { foldersAbove($0).map(String.init) }
        return folders.first { manifest.contains($0) }
    }

    private mutating func collect(
        in folder: String, below prefix: String, _ former: Manifest, _ ours: inout Set<Substring>?
    ) throws(FileError) {
        let entries = try listDirectory(folder)
        if entries.isEmpty, !prefix.isEmpty {
            let known = ours ?? Set(former.paths.flatMap(foldersAbove))
            ours = known
            if !known.contains(prefix.dropLast()) { emptyFolders.append(String(prefix.dropLast())) }
        }
        for entry in entries {
            let path = prefix + entry.name
            if entry.kind == .directory {
                if path == FilledFolder.stagingName { continue }
                try collect(in: folder + "/" + entry.name, below: path + "/", former, &ours)
            } else if !former.contains(path), path != Manifest.fileName, path != FilledFolder.stagingName {
                files.append(path)
            }
        }
    }
}

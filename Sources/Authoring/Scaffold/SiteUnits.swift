import Basics

/// A unit's folder in `content/`, whatever state its files are in.
struct UnitFolder {
    /// `content/2022/721001`
    var folder: String
    var folderName: String
    /// The scalars of its `index.md`.
    var fields: [String: String]
}

/// The years that `content/` has folders for.
func years(_ root: String) -> [Int] {
    ((try? listDirectory(root + "/content")) ?? []).compactMap { entry in
        guard entry.kind == .directory, entry.name.utf8.count == 4, let year = Int(entry.name) else { return nil }
        return (1990...2999).contains(year) ? year : nil
    }
}

/// The units of a year, by their folders.
func siteUnits(_ root: String, year: Int) -> [UnitFolder] {
    let parent = "content/\(year)"
    return ((try? listDirectory(root + "/" + parent)) ?? []).compactMap { entry in
        guard entry.kind == .directory, !entry.name.hasPrefix(".") else { return nil }
        let folder = parent + "/" + entry.name
        guard isFile("\(root)/\(folder)/index.md") else { return nil }
        return UnitFolder(folder: folder, folderName: entry.name, fields: fields(root, folder + "/index.md") ?? [:])
    }
}

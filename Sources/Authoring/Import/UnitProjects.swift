import Basics

/// The projects that lie in a unit's folder, as an import finds them.
struct UnitProjects {
    struct Project {
        /// Relative to the site's root.
        var path: String
        /// 项目编码; empty where the file has none, or cannot be read.
        var code: String
        /// 项目名称
        var name: String
        /// Where the document was read that the file came from; nil where nobody remembers.
        var origin: String?
    }

    private let folder: String
    /// In the order in which files of one name were made: `车辆.md`, `车辆-2.md`, …, `车辆-10.md`.
    private(set) var projects: [Project] = []

    init(root: String, folder: String) {
        self.folder = folder
        for entry in (try? listDirectory(root + "/" + folder)) ?? []
        where entry.name.hasSuffix(".md") && entry.name != "index.md" {
            let path = folder + "/" + entry.name
            let fields = fields(root, path) ?? [:]
            let origin = try? readFile(root + "/" + importMemory + path + originEnding, limit: 1 << 14)
            projects.append(
                Project(
                    path: path, code: fields["项目编码"] ?? "", name: fields["项目名称"] ?? "",
                    origin: origin.map { String(decoding: $0, as: UTF8.self) }))
        }
        projects.sort { ($0.path.utf8.count, $0.path) < ($1.path.utf8.count, $1.path) }
    }

    /// A path for a file of a name: the name alone, or with a number behind all others of that name.
    ///
    /// - Parameter taken: paths that the import has given away, in lower case.
    func newPath(_ stem: String, taken: Set<String>) -> String {
        let known = taken.union(projects.map { $0.path.lowercased() })
        if !known.contains("\(folder)/\(stem).md".lowercased()) { return "\(folder)/\(stem).md" }
        let start = "\(folder)/\(stem)-".lowercased()
        let numbers = known.compactMap {
            $0.hasPrefix(start) ? runningNumber($0.dropFirst(start.count).dropLast(3)) : nil
        }
        return "\(folder)/\(stem)-\((numbers.max() ?? 1) + 1).md"
    }
}

/// The codes that the program makes up in a unit: `721001-07`.
struct RunningCodes {
    private let unit: String
    private var last: Int

    /// - Parameter codes: all that are in use.
    init(unit: String, behind codes: [String]) {
        self.unit = unit
        let numbers = codes.compactMap { $0.hasPrefix(unit + "-") ? runningNumber($0.dropFirst(unit.count + 1)) : nil }
        last = numbers.max() ?? 0
    }

    mutating func next() -> String {
        last += 1
        return "\(unit)-\(last < 10 ? "0" : "")\(last)"
    }
}

/// A number that counts something; longer ones are parts of codes.
private func runningNumber(_ text: Substring) -> Int? {
    (1...8).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
}

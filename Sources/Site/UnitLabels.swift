import Basics
import Disclosure

extension UnitFolders {
    /// The folders of a register's units.
    init(_ register: Register) {
        var labels: [String: UnitLabel] = [:]
        for unit in register.units {
            guard let slash = unit.source.path.lastIndex(of: "/") else { continue }
            let folder = String(unit.source.path[..<slash])
            guard folder != "content", labels[folder] == nil else { continue }
            labels[folder] = UnitLabel(year: "\(unit.year)", code: unit.code.text, name: unit.name.text)
        }
        self.init(labels)
    }
}

import Disclosure

/// The 一级 and 二级指标 of a row.
struct Levels: Equatable {
    var level1: String
    var level2: String

    init(_ level1: String, _ level2: String) { (self.level1, self.level2) = (level1.trimmedLines, level2.trimmedLines) }

    /// The same with what blank cells, and 同上, mean below another row.
    func continuing(_ above: Levels?) -> Levels {
        guard let above else { return self }
        var result = self
        let isSameLevel1 = level1.isEmpty || saysDitto(level1)
        if isSameLevel1 { result.level1 = above.level1 }
        if level1.isEmpty && level2.isEmpty || isSameLevel1 && saysDitto(level2) { result.level2 = above.level2 }
        return result
    }

    static func continued(_ rows: [Levels]) -> [Levels] {
        var above: Levels?
        return rows.map { row in
            let levels = row.continuing(above)
            above = levels
            return levels
        }
    }
}

import Disclosure

extension SearchedDocument {
    /// The record that hits are confirmed against and shown from, as `TextBytes`.
    ///
    /// First the code, name and amount, then items: a text begins with the digit of its place, its label follows and the
    /// text itself; a row of indicators begins with a letter that says how far it can be measured, its levels follow,
    /// description, value, value in plain words, and its other cells. 一级 and 二级 are
    /// `same` where they are those of the row above, the description where it is the 三级指标.
    func record(_ alphabet: TextBytes) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(3072)
        func field(_ text: String) {
            alphabet.append(text, to: &bytes)
            bytes.append(TextBytes.endOfField)
        }
        func unless(_ text: String, same known: String?) {
            if text != known { return field(text) }
            bytes += [TextBytes.same, TextBytes.endOfField]
        }
        func endItem() { bytes[bytes.count - 1] = TextBytes.endOfItem }
        for text in [code, name, amount] { field(text) }
        endItem()
        for text in texts {
            bytes.append(UInt8(ascii: "0") + text.place.rawValue)
            field(text.label)
            field(text.text)
            endItem()
        }
        var above: SearchedRow?
        for row in rows {
            bytes.append(row.measure)
            unless(row.level1, same: above?.level1)
            unless(row.level2, same: above?.level2)
            field(row.level3)
            unless(row.description, same: row.level3)
            for text in [row.value, row.plainTarget] { field(text) }
            for text in row.others { field(text) }
            endItem()
            above = row
        }
        bytes[bytes.count - 1] = TextBytes.endOfDocument
        return bytes
    }

    /// What lists show of a project: code, name, amount, indicators, those of them with a number.
    func head(_ alphabet: TextBytes) -> [UInt8] {
        var bytes: [UInt8] = []
        let counts = [measured?.total ?? 0, measured?.quantified ?? 0].map(String.init)
        for text in [code, name, amount] + counts {
            alphabet.append(text, to: &bytes)
            bytes.append(TextBytes.endOfField)
        }
        bytes[bytes.count - 1] = TextBytes.endOfDocument
        return bytes
    }

    /// Puts all that the search finds of the document among the keys, but what it has of its unit: the browser finds
    /// that in the entry.
    func add(to grams: inout Grams) {
        for text in names { grams.add(text, .name) }
        for text in texts { grams.add(text.text, text.place) }
        for amount in yuan { grams.add(yuan: amount) }
        for row in rows {
            grams.add(row.level3, .level3)
            for text in [row.level1, row.level2, row.description, row.value, row.plainTarget] {
                grams.add(text, .detail)
            }
            for text in row.others { grams.add(text, .detail) }
        }
    }

    /// The code, also without hyphens, and the name; those of units and plain pages stand in the entry.
    private var names: [String] {
        guard measured != nil else { return [] }
        return (code.contains("-") ? [code.filter { $0 != "-" }] : []) + [code, name]
    }
}

import Content
import Disclosure

/// A weight, score or rate as tables write it: `10`, `10分`, `10%`; nil for anything else.
func filedNumber(_ text: String) -> Amount? {
    var scalars = text.unicodeScalars
    while let last = scalars.last, last == "分" || last == "%" || last == "％" || last == " " { scalars.removeLast() }
    return Amount(String(scalars))
}

/// A cell that says nothing: blank, or a mark in place of words.
func isBlankCell(_ text: String) -> Bool { text.isEmpty || blankMarks.contains(text) }

private let blankMarks = WordIndex(["/", "／", "-", "－", "—", "——", "无"])

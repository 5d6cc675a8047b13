import Office

/// Whether a text says nothing but which page it stands on: `- 3 -`, `第 3 页 共 5 页`.
func isPageNumber(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
        scalar.isASCIIDigit || "-–—/ \u{3000}第页共,，Page\n".unicodeScalars.contains(scalar)
    }
}

/// The texts of a part, one for each element of some names: in Word each paragraph.
func plainTexts(
    _ bytes: [UInt8], part: String, endingWith ends: [String] = ["p"]
) throws(OfficeError) -> [String] {
    var xml = XMLReader(bytes, part: part)
    var texts: [String] = []
    var text = ""
    var isText = false
    while let event = try xml.next() {
        switch event {
        case .start(let element): isText = ["t", "text"].contains(element.name.local)
        case .text(let run): if isText { text += run }
        case .end(let name):
            isText = false
            guard ends.contains(name.local) else { continue }
            if !text.isBlankText { texts.append(text.trimmedText) }
            text = ""
        }
    }
    return texts
}

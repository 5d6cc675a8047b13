import Office

/// Skips what is left of the element whose start was read.
func skip(_ xml: inout XMLReader) throws(OfficeError) { try forEachChild(&xml) { _ in } }

/// Hands out the start of every element inside the one whose start was read, and reads past its end.
///
/// What a tracked change keeps of earlier properties (`pPrChange`, `tcPrChange` and so on) is passed over.
func forEachChild(_ xml: inout XMLReader, _ body: (XMLElement) -> Void) throws(OfficeError) {
    var depth = 1
    // The depth at which earlier properties began.
    var earlierAt: Int?
    while depth > 0, let event = try xml.next() {
        switch event {
        case .start(let element):
            depth += 1
            if earlierAt == nil, element.name.local.hasSuffix("Change") { earlierAt = depth }
            if earlierAt == nil { body(element) }
        case .end:
            if earlierAt == depth { earlierAt = nil }
            depth -= 1
        case .text: continue
        }
    }
}

/// Whether an element of a name stands in the one whose start was read; reads past its end.
func holds(_ name: String, _ xml: inout XMLReader) throws(OfficeError) -> Bool {
    var result = false
    try forEachChild(&xml) { if $0.name.local == name { result = true } }
    return result
}

/// The text in the element whose start was read; reads past its end.
func text(_ xml: inout XMLReader) throws(OfficeError) -> String {
    var depth = 1
    var result = ""
    while depth > 0, let event = try xml.next() {
        switch event {
        case .start: depth += 1
        case .end: depth -= 1
        case .text(let text): result += text
        }
    }
    return result
}

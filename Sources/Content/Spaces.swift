/// The width in bytes of the space, tab, no-break space (U+00A0) or full-width space (U+3000) that starts at an offset.
func spaceWidth(_ bytes: [UInt8], at index: Int) -> Int? {
    guard index < bytes.count else { return nil }
    return bytes[index] == .space || bytes[index] == .tab ? 1 : wideSpaceWidth(bytes, at: index)
}

/// The width in bytes of such a space that ends at an offset.
func spaceWidth(_ bytes: [UInt8], before index: Int) -> Int? {
    (1...3).first { index >= $0 && spaceWidth(bytes, at: index - $0) == $0 }
}

/// The width in bytes of a no-break space (U+00A0) or full-width space (U+3000) that starts at an offset.
func wideSpaceWidth(_ bytes: [UInt8], at index: Int) -> Int? {
    if index + 1 < bytes.count, bytes[index] == 0xC2, bytes[index + 1] == 0xA0 { return 2 }
    if index + 2 < bytes.count, bytes[index] == 0xE3, bytes[index + 1] == 0x80, bytes[index + 2] == 0x80 {
        return 3
    }
    return nil
}

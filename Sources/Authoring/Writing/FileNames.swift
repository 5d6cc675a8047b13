/// The name of a project's file: the letters and digits of the project's name, `山海风工作经费` for `《山海风》工作经费`.
///
/// - Returns: a name without ending, at most 60 characters; nil where nothing is left.
func fileStem(_ name: String) -> String? {
    var stem = ""
    var bytes = 0
    for scalar in name.unicodeScalars where isLetterOrDigit(scalar) {
        bytes += String(scalar).utf8.count
        if stem.length == 60 || bytes > 180 { break }
        stem.unicodeScalars.append(scalar)
    }
    if stem.isEmpty { return nil }
    // Windows keeps these names for devices, and `index` is the unit's own file.
    let upper = stem.uppercased()
    let devices = ["CON", "PRN", "AUX", "NUL", "INDEX"]
    let isNumberedDevice = upper.length == 4 && (upper.hasPrefix("COM") || upper.hasPrefix("LPT"))
    return devices.contains(upper) || isNumberedDevice ? stem + "项目" : stem
}

private func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
}

/// The name of an attachment: the file's own, without characters that some system refuses.
func attachmentName(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
        let isRefused = scalar.value < 0x20 || scalar.value == 0x7F || "/\\:*?\"<>|".unicodeScalars.contains(scalar)
        result.unicodeScalars.append(isRefused ? "_" : scalar)
    }
    result = result.trimmedText
    while let first = result.first, first == "." || first == "~" { result.removeFirst() }
    while result.utf8.count > 200 { result.removeFirst() }
    return result.isEmpty || result.lowercased().hasSuffix(".md") ? result + "_原件.txt" : result
}

/// Whether a text can be a code that addresses are made of, as `check` asks for it.
func isAddressable(_ code: String) -> Bool {
    !code.isEmpty && code.utf8.count <= 64 && code.lowercased() != "index"
        && code.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
}

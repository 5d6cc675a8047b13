import Basics
import Glibc

/// Decodes a file's bytes to UTF-8.
///
/// UTF-8 with or without a byte order mark is taken silently; UTF-16 with a mark and GB18030 are taken and reported.
/// What is none of them, and characters that no page can show, are errors: the text is then nil.
func decode(_ bytes: [UInt8], path: String) -> Diagnosed<SourceText?> {
    let file = Place(file: path)
    let marks: [(mark: [UInt8], encoding: String)] = [([0xFF, 0xFE], "UTF-16LE"), ([0xFE, 0xFF], "UTF-16BE")]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
        return accepted(Array(bytes.dropFirst(3)), path)
    }
    for (mark, encoding) in marks where bytes.starts(with: mark) {
        guard let text = convert(Array(bytes.dropFirst(2)), from: encoding) else {
            return Diagnosed(nil, [unreadable(as: "UTF-16", file)])
        }
        return accepted(text, path, reporting: convertedNotice("UTF-16", file))
    }
    if isValidUTF8(bytes) { return accepted(bytes, path) }
    guard !bytes.contains(0), let text = convert(bytes, from: "GB18030") else {
        return Diagnosed(nil, [unreadable(as: "UTF-8、GB18030 或 UTF-16", file)])
    }
    return accepted(text, path, reporting: convertedNotice("GB18030", file))
}

private func accepted(
    _ bytes: [UInt8], _ path: String, reporting notice: Diagnostic? = nil
) -> Diagnosed<SourceText?> {
    let source = SourceText(path: path, bytes: bytes)
    let notices = notice.map { [$0] } ?? []
    guard let found = firstForbiddenCharacter(in: bytes) else { return Diagnosed(source, notices) }
    return Diagnosed(nil, notices + [forbiddenCharacter(found, source.position(of: found.offset), path)])
}

private func isValidUTF8(_ bytes: [UInt8]) -> Bool {
    String(validating: bytes, as: UTF8.self) != nil
}

/// Converts by the C library's iconv; nil when a byte sequence is not of the encoding.
private func convert(_ bytes: [UInt8], from encoding: String) -> [UInt8]? {
    let converter = iconv_open("UTF-8", encoding)
    guard converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var input = bytes.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: bytes.count * 3 + 8)
    let written: Int? = input.withUnsafeMutableBufferPointer { inputBuffer in
        output.withUnsafeMutableBufferPointer { outputBuffer in
            var source = inputBuffer.baseAddress
            var sourceLeft = inputBuffer.count
            var target = outputBuffer.baseAddress
            var targetLeft = outputBuffer.count
            let result = iconv(converter, &source, &sourceLeft, &target, &targetLeft)
            return result == -1 || sourceLeft > 0 ? nil : outputBuffer.count - targetLeft
        }
    }
    return written.map { output[0..<$0].map { UInt8(bitPattern: $0) } }
}

private struct ForbiddenCharacter {
    var offset: Int
    var value: UInt32
}

/// Finds the first character that HTML and YAML refuse: controls but tab and line end, a lone carriage return,
/// U+FFFE and U+FFFF.
private func firstForbiddenCharacter(in bytes: [UInt8]) -> ForbiddenCharacter? {
    bytes.withUnsafeBufferPointer { buffer in
        for index in buffer.indices {
            let byte = buffer[index]
            func next(_ distance: Int) -> UInt8 { index + distance < buffer.count ? buffer[index + distance] : 0 }
            switch byte {
            case 0x0D where next(1) == 0x0A: continue
            case 0x00..<0x09, 0x0B..<0x20, 0x7F: return ForbiddenCharacter(offset: index, value: UInt32(byte))
            case 0xC2 where next(1) < 0xA0: return ForbiddenCharacter(offset: index, value: UInt32(next(1)))
            case 0xEF where next(1) == 0xBF && next(2) >= 0xBE:
                return ForbiddenCharacter(offset: index, value: 0xFFC0 + UInt32(next(2) & 0x3F))
            default: continue
            }
        }
        return nil
    }
}

// MARK: Wording

private func unreadable(as names: String, _ place: Place) -> Diagnostic {
    Diagnostic(
        "encoding", .error, "文件不是 \(names) 编码的文字，读不出来", at: place,
        help: "请用记事本或 VS Code 打开原文件，另存为“UTF-8”编码")
}

private func convertedNotice(_ name: String, _ place: Place) -> Diagnostic {
    Diagnostic(
        "encoding", .warning, "文件是 \(name) 编码，已按此读取", at: place,
        help: "建议另存为“UTF-8”编码，其他软件才不会显示成乱码")
}

private func forbiddenCharacter(
    _ found: ForbiddenCharacter, _ position: Position, _ path: String
) -> Diagnostic {
    let code = String(found.value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: 4 - code.count) + code
    return Diagnostic(
        "encoding", .error,
        "第 \(position.line) 行第 \(position.column) 个字是不可见的控制字符（\(name)），网页无法显示",
        at: Place(file: path, range: TextRange(found.offset, found.offset + 1)),
        help: "删去这个字符；它多半是从 Word 或扫描软件里一起复制过来的")
}

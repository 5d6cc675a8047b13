import Basics
import Glibc

/// The text of a file in which the places of its findings hold, also when the file could not be read as a document.
///
/// Bytes that are not text come out as U+FFFD.
public func decodedText(_ bytes: [UInt8], path: String) -> SourceText {
    SourceText(path: path, bytes: recode(bytes)?.text ?? Array(String(decoding: bytes, as: UTF8.self).utf8))
}

/// Decodes a file's bytes to UTF-8.
///
/// UTF-8 with or without a byte order mark is taken silently; UTF-16 with a mark, GB18030 and the line ends of old
/// Macintoshes are taken and reported.
/// What is none of them, and characters that no page can show, are errors: the text is then nil.
func decode(_ bytes: [UInt8], path: String) -> Diagnosed<SourceText?> {
    guard let (text, notation) = recode(bytes) else { return Diagnosed(nil, [unreadable(Place(file: path))]) }
    let notices = notation.map { [convertedNotice($0, Place(file: path))] } ?? []
    let source = SourceText(path: path, bytes: text)
    let forbidden = forbiddenCharacters(in: text)
    guard forbidden.isEmpty else {
        return Diagnosed(
            nil, notices + forbidden.prefix(shownCharacters).map { forbiddenCharacter($0, source) })
    }
    return Diagnosed(source, notices)
}

/// The bytes as UTF-8 without a byte order mark and with line ends of today, and what was another notation; nil when
/// unreadable.
private func recode(_ bytes: [UInt8]) -> (text: [UInt8], notation: String?)? {
    guard let (text, encoding) = withoutEncoding(bytes) else { return nil }
    // As a rule the first line end tells, and stands near the start.
    let end = text.firstIndex { $0 == 0x0D || $0 == 0x0A }
    guard let end, text[end] == 0x0D, !text.contains(0x0A) else { return (text, encoding.map { "\($0) 编码" }) }
    let name = [encoding.map { "\($0) 编码" }, oldLineEnds].compactMap(\.self).joined(separator: "、")
    return (text.map { $0 == 0x0D ? 0x0A : $0 }, name)
}

/// The bytes as UTF-8 without a byte order mark, and the encoding's name when it was another; nil when unreadable.
private func withoutEncoding(_ bytes: [UInt8]) -> (text: [UInt8], encoding: String?)? {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if bytes.starts(with: [0xFF, 0xFE]) {
        return convert(bytes.dropFirst(2), from: "UTF-16LE").map { (withoutMarks($0, mark), "UTF-16") }
    }
    if bytes.starts(with: [0xFE, 0xFF]) {
        return convert(bytes.dropFirst(2), from: "UTF-16BE").map { (withoutMarks($0, mark), "UTF-16") }
    }
    if String(validating: bytes, as: UTF8.self) != nil { return (withoutMarks(bytes, mark), nil) }
    guard !bytes.contains(0) else { return nil }
    return convert(bytes[...], from: "GB18030").map { (withoutMarks($0, mark), "GB18030") }
}

/// Programs that join files leave more than one mark.
private func withoutMarks(_ bytes: [UInt8], _ mark: [UInt8]) -> [UInt8] {
    var rest = bytes[...]
    while rest.starts(with: mark) { rest = rest.dropFirst(mark.count) }
    return Array(rest)
}

/// Converts by the C library's iconv; nil when a byte sequence is not of the encoding.
private func convert(_ bytes: ArraySlice<UInt8>, from encoding: String) -> [UInt8]? {
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

struct ForbiddenCharacter {
    var range: TextRange
    var value: UInt32
}

/// How many forbidden characters of one file are reported: a file of another kind is full of them.
private let shownCharacters = 10

/// Finds the characters that HTML and YAML refuse: controls but tab and line end, a lone carriage return, U+FFFE and
/// U+FFFF; and U+E000, which the Markdown reader uses as a mark of its own.
func forbiddenCharacters(in bytes: [UInt8]) -> [ForbiddenCharacter] {
    var found: [ForbiddenCharacter] = []
    bytes.withUnsafeBufferPointer { buffer in
        for index in buffer.indices {
            let byte = buffer[index]
            if byte >= 0x20, byte != 0x7F, byte != 0xC2, byte < 0xEE { continue }
            func next(_ distance: Int) -> UInt8 {
                index + distance < buffer.count ? buffer[index + distance] : 0
            }
            func forbid(_ length: Int, _ value: UInt32) {
                found.append(ForbiddenCharacter(range: TextRange(index, index + length), value: value))
            }
            switch byte {
            case 0x0D where next(1) == 0x0A: continue
            case 0x00..<0x09, 0x0B..<0x20, 0x7F: forbid(1, UInt32(byte))
            case 0xC2 where next(1) < 0xA0: forbid(2, UInt32(next(1)))
            case 0xEE where next(1) == 0x80 && next(2) == 0x80: forbid(3, 0xE000)
            case 0xEF where next(1) == 0xBF && next(2) >= 0xBE: forbid(3, 0xFFC0 + UInt32(next(2) & 0x3F))
            default: continue
            }
        }
    }
    return found
}

// MARK: Wording

private func unreadable(_ place: Place) -> Diagnostic {
    Diagnostic(
        "encoding", .error, "文件不是 UTF-8、GB18030 或 UTF-16 编码的文字，读不出来", at: place,
        help: "请用记事本或 VS Code 打开原文件，另存为“UTF-8”编码")
}

private let oldLineEnds = "老式 Mac 的换行（只有回车）"

private func convertedNotice(_ name: String, _ place: Place) -> Diagnostic {
    Diagnostic(
        "encoding", .warning, "文件是\(name.utf8.first.map { $0 < 0x80 } ?? false ? " " : "")\(name)，已按此读取", at: place,
        help: name == oldLineEnds
            ? "换行改为 LF 或 CRLF，其他软件才不会把全文显示成一行；gongkai check --fix 也会改" : "建议另存为“UTF-8”编码，其他软件才不会显示成乱码")
}

private func forbiddenCharacter(_ found: ForbiddenCharacter, _ source: SourceText) -> Diagnostic {
    let position = source.position(of: found.range.lower)
    let code = String(found.value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
    let isLineEnd = found.value == 0x0D
    return Diagnostic(
        "encoding", .error,
        "第 \(position.line) 行第 \(position.column) 个字是网页无法显示的字符（\(name)）", at: source.place(found.range),
        help: isLineEnd ? "换成普通的换行" : "删去这个字符；它多半是从 Word 或扫描软件里一起复制过来的",
        fixes: [.init(found.range, isLineEnd ? "\n" : "")])
}

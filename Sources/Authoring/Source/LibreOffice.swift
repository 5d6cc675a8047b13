import Basics
import Glibc

/// How long LibreOffice may take for one document, in seconds.
private let timeLimit = 120

/// Converts an old Word or Excel file by LibreOffice, without a window and with a profile of its own.
///
/// - Returns: the bytes of a `.docx` or `.xlsx` file.
func convertedByLibreOffice(_ bytes: [UInt8], name: String) throws(Refusal) -> [UInt8] {
    let ending = name.split(separator: ".").last?.lowercased() ?? "doc"
    let isWorkbook = ["xls", "et", "xlt", "ett", "ods"].contains(ending) || bytes.firstRange(of: utf16Workbook) != nil
    var template = Array("/tmp/gongkai-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Refusal("不能建立临时文件夹", help: "检查 /tmp 的权限和空间") }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { removeTree(folder) }
    let source = folder + "/source." + (isWorkbook ? "xls" : "doc")
    do throws(FileError) {
        try createFile(source, bytes)
    } catch {
        throw Refusal(error.message, help: "检查 /tmp 的权限和空间")
    }
    let target = isWorkbook ? "xlsx" : "docx"
    let outcome = runProgram(
        [
            "soffice", "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
            "-env:UserInstallation=file://\(folder)/profile", "--convert-to", target, "--outdir", folder, source,
        ], seconds: timeLimit)
    switch outcome {
    case .absent:
        throw Refusal(
            "这不是 .docx 或 .xlsx，是要靠 LibreOffice 转换的文件（.doc、.xls、.wps、.odt、.ods），这台机器上没有它",
            help:
                "用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx；或者安装：apt install libreoffice-writer-nogui libreoffice-calc-nogui"
        )
    case .timedOut:
        throw Refusal("LibreOffice 转换超过 \(timeLimit) 秒，已中止", help: "用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx")
    case .ended:
        guard let result = try? readFile("\(folder)/source.\(target)", limit: documentLimit) else {
            throw Refusal("LibreOffice 打不开这个文件，它可能已损坏或设有密码", help: "用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx")
        }
        return result
    }
}

/// The name of the stream that a compound file holds a workbook in.
private let utf16Workbook = "Workbook".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }

enum ProgramOutcome { case absent, timedOut, ended }

/// Runs a program quietly, and ends it with all that it started when it takes too long.
func runProgram(_ arguments: [String], seconds: Int) -> ProgramOutcome {
    guard let process = try? ChildProcess(arguments, variables: ["PATH", "HOME", "LANG"], hasOwnGroup: true) else {
        return .absent
    }
    guard let code = process.exitCode(within: seconds) else { return .timedOut }
    // A shell's wrapper says 127 for a program that is not there.
    return code == 127 ? .absent : .ended
}

import Basics
import Glibc

/// How long LibreOffice may take for one document, in seconds.
private let timeLimit = 120

/// Converts an old Word or Excel file by LibreOffice, without a window and with a profile of its own.
///
/// - Returns: the bytes of a `.docx` or `.xlsx` file.
func convertedByLibreOffice(_ bytes: [UInt8], name: String) throws(Refusal) -> [UInt8] {
    let ending = name.split(separator: ".").last?.lowercased() ?? "doc"
    let isWorkbook = ["xls", "et", "xlt", "ett"].contains(ending) || bytes.firstRange(of: utf16Workbook) != nil
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
            "这是旧版 Office 或 WPS 文件（.doc、.xls、.wps），要靠 LibreOffice 转换，这台机器上没有",
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

/// Runs a program without a shell, quietly, and ends it with all that it started when it takes too long.
func runProgram(_ arguments: [String], seconds: Int) -> ProgramOutcome {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    let variables = ["PATH", "HOME", "LANG"].compactMap { (name: String) -> String? in
        getenv(name).map { "\(name)=\(String(cString: $0))" }
    }
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var environment: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
    defer { for pointer in pointers + environment { free(pointer) } }
    var process: pid_t = 0
    guard posix_spawnp(&process, arguments[0], &actions, &attributes, &pointers, &environment) == 0 else {
        return .absent
    }
    var status: Int32 = 0
    for _ in 0..<seconds * 20 {
        let ended = waitpid(process, &status, WNOHANG)
        // A shell's wrapper says 127 for a program that is not there.
        if ended == process { return (status >> 8) & 0xFF == 127 ? .absent : .ended }
        usleep(50_000)
    }
    kill(-process, SIGKILL)
    waitpid(process, &status, 0)
    return .timedOut
}

import Basics
import Foundation
import Testing

/// A site in a temporary folder, and the real program run on it. The folder goes with the value.
final class TestSite: Sendable {
    /// The absolute path of the site's root.
    let root: String

    /// - Parameters:
    ///   - files: the files of `content/` by their paths in it, beside a site's and a unit's `index.md`.
    init(_ files: [String: String] = ["2022/721001/a.md": project()], hasBasis: Bool = true) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gongkai-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        root = folder.resolvingSymlinksInPath().path
        try FileManager.default.createSymbolicLink(
            atPath: root + "/theme", withDestinationPath: TestSite.repository + "/theme")
        if hasBasis {
            try write("content/index.md", siteText)
            try write("content/2022/721001/index.md", unitText)
        }
        for (path, text) in files { try write("content/" + path, text) }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    /// The folder that holds Package.swift.
    static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// Replaces the link to the repository's theme by a copy that may be changed.
    func copyTheme() throws {
        try FileManager.default.removeItem(atPath: root + "/theme")
        try FileManager.default.copyItem(atPath: TestSite.repository + "/theme", toPath: root + "/theme")
    }

    // MARK: Files

    func write(_ path: String, _ text: String) throws { try write(path, bytes: Array(text.utf8)) }

    func write(_ path: String, bytes: [UInt8]) throws {
        let url = URL(fileURLWithPath: root + "/" + path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: root + "/" + path) }

    func move(_ path: String, to target: String) throws {
        try FileManager.default.moveItem(atPath: root + "/" + path, toPath: root + "/" + target)
    }

    func link(_ path: String, to destination: String) throws {
        try FileManager.default.createSymbolicLink(atPath: root + "/" + path, withDestinationPath: destination)
    }

    func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: root + "/" + path)), as: UTF8.self)
    }

    func size(_ path: String) throws -> Int {
        var status = stat()
        try #require(lstat(root + "/" + path, &status) == 0)
        return Int(status.st_size)
    }

    func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(root + "/" + path, &status) == 0
    }

    /// All that is below a folder, by its path: what kind it is, its bytes, and with `identity` also its inode and time.
    func tree(_ folder: String = "public", identity: Bool = false) throws -> [String: String] {
        var found: [String: String] = [:]
        for case let path as String in FileManager.default.enumerator(atPath: root + "/" + folder) ?? .init() {
            var status = stat()
            let full = root + "/" + folder + "/" + path
            guard lstat(full, &status) == 0 else { continue }
            var entry = "\(status.st_mode)"
            if status.st_mode & S_IFMT == S_IFREG {
                entry += " " + (try Data(contentsOf: URL(fileURLWithPath: full))).base64EncodedString()
            }
            if identity { entry += " \(status.st_ino) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)" }
            found[path] = entry
        }
        return found
    }

    // MARK: Running

    /// What a run of the program left.
    struct Run {
        var code: Int32
        var output: String
        var messages: String
        /// Whether it was ended by a signal.
        var isKilled: Bool

        /// Whether both streams hold the text.
        func says(_ text: String) -> Bool { output.contains(text) || messages.contains(text) }
    }

    static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("gongkai").path

    /// Runs the program in the site's root, or in a folder below it.
    ///
    /// - Parameter shell: a command line that runs the program as `"$@"`.
    func run(
        _ arguments: String..., in folder: String = "", environment: [String: String] = [:], shell: String? = nil
    ) async throws -> Run {
        try await run(arguments: arguments, in: folder, environment: environment, shell: shell)
    }

    func run(
        arguments: [String], in folder: String = "", environment: [String: String] = [:], shell: String? = nil
    ) async throws -> Run {
        let process = Process()
        process.currentDirectoryURL = URL(fileURLWithPath: folder.hasPrefix("/") ? folder : root + "/" + folder)
        process.environment = ProcessInfo.processInfo.environment
            .filter { $0.key != "NO_COLOR" }.merging(environment) { $1 }
        if let shell {
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", shell, "sh", Self.program] + arguments
        } else {
            process.executableURL = URL(fileURLWithPath: Self.program)
            process.arguments = arguments
        }
        let streams = try ["out", "err"].map { name in
            let path = root + "-" + UUID().uuidString + "." + name
            try Data().write(to: URL(fileURLWithPath: path))
            return path
        }
        defer { for path in streams { try? FileManager.default.removeItem(atPath: path) } }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: streams[0])
        process.standardError = FileHandle(forWritingAtPath: streams[1])
        try await finish(process)
        let texts = try streams.map { String(decoding: try Data(contentsOf: URL(fileURLWithPath: $0)), as: UTF8.self) }
        return Run(
            code: process.terminationStatus, output: texts[0], messages: texts[1],
            isKilled: process.terminationReason == .uncaughtSignal)
    }

    /// Builds, and expects that nothing stands in the way.
    @discardableResult
    func build(_ location: SourceLocation = #_sourceLocation) async throws -> Run {
        let run = try await run("build", "--at", "2022-06-01")
        #expect(run.code == 0, "\(run.messages)", sourceLocation: location)
        return run
    }
}

/// Starts a process and waits for its end; one that hangs is ended after five minutes and counts as killed.
func finish(_ process: Process) async throws {
    let watchdog = Task {
        try await Task.sleep(for: .seconds(300))
        process.terminate()
    }
    defer { watchdog.cancel() }
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        process.terminationHandler = { _ in continuation.resume() }
        do { try process.run() } catch { continuation.resume(throwing: error) }
    }
}

// MARK: Texts

let siteText = "---\n网站名称: 测试站\n---\n"

let unitText = """
    ---
    单位编码: 721001
    单位名称: 文联本级
    公开日期: 2022-02-10
    ---

    ## 一、总体绩效目标

    办好文联的事。

    """

/// A project with a form that nothing is wrong with.
func project(
    code: String = "13030322P000000000001", name: String = "车辆保险费", keys: String = "", goal: String = "保障公务用车。",
    prose: String = ""
) -> String {
    """
    ---
    项目编码: \(code)
    项目名称: \(name)
    预算数: 0.40
    财政资金: 0.40
    其他资金:
    资金用途: 保险费
    \(keys)
    ---

    ## 绩效目标

    \(goal)

    ## 绩效指标

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |
    | --- | --- | --- | --- | --- | --- |
    | 产出指标 | 数量指标 | 出车次数 | 全年出车 | ≥100次 | 年度工作计划 |
    | 效益指标 | 社会效益指标 | 准点率 | 准点出车的次数占比 | ≥95% | 历史标准 |
    | 满意度指标 | 服务对象满意度指标 | 乘车人满意度 | 调查中满意的人数占比 | ≥90% | 行业标准 |

    \(prose)

    """
}

import ArgumentParser
import Basics
import Dispatch
import Glibc
import Preview
import Site

struct PreviewSiteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "在本机预览网站，含草稿；保存文件后页面自动刷新。")

    @Option(help: "网站的根目录：放着 content/、theme/ 和 public/ 的文件夹。缺省从当前目录向上找。")
    var root: String?

    @Option(help: "端口；被占用时用下一个空闲的。")
    var port: UInt16 = 8080

    @Flag(help: "不自动打开浏览器。")
    var noOpen = false

    @Flag(help: "每秒自己查看文件有没有变动。内容放在网络盘上、保存后页面不刷新时用。")
    var poll = false

    @Option(help: "点击问题时打开编辑器的地址，{file}、{line}、{column} 会被替换；留空则不打开。")
    var editor = "vscode://file{file}:{line}:{column}"

    func validate() throws {
        guard port >= 1024, port < 65_000 else { throw ValidationError("--port 应在 1024 到 64999 之间。") }
    }

    func run() async throws {
        var site = SiteOptions()
        site.root = root
        let root = try site.findRoot()
        guard let absolute = realPath(root) else { throw ValidationError("找不到 \(root)。") }
        let options = PreviewOptions(root: absolute, port: port, editor: editor, polls: poll)
        let opensBrowser = !noOpen
        let preview = Task {
            try await runPreview(options) { address in
                Terminal.result("预览：\(address)（按 Ctrl-C 结束）\n")
                if opensBrowser { openBrowser(address) }
            } refreshed: { report, failure in
                Terminal.message((failure.map { "错误: \(terminalSafe($0.message))" } ?? report.counts) + "\n")
            }
        }
        let interrupt = endOnSignals { preview.cancel() }
        defer { for source in interrupt { source.cancel() } }
        do {
            try await preview.value
        } catch PreviewError.portsTaken(let port) {
            Terminal.message("错误: 端口 \(port) 及其后的端口都被占用；请用 --port 另选一个\n")
            throw ExitCode(ExitStatus.inputOutput)
        } catch is CancellationError {
            return
        } catch  where preview.isCancelled {
            return
        }
    }
}

/// Calls back on Ctrl-C and on a request to end, instead of dying on the spot.
private func endOnSignals(_ end: @escaping @Sendable () -> Void) -> [any DispatchSourceSignal] {
    [SIGINT, SIGTERM].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler(handler: end)
        source.resume()
        return source
    }
}

/// Opens the desktop's browser, where there is a desktop.
private func openBrowser(_ address: String) {
    guard getenv("DISPLAY") != nil || getenv("WAYLAND_DISPLAY") != nil else { return }
    // Nobody waits for it: it may go on as long as the browser.
    _ = try? ChildProcess(["xdg-open", address])
}

import Basics
import Site

/// Tells what `check --fix` did to each file; returns whether a file could not be read or written.
func reportMending(_ files: [MendedFile]) -> Bool {
    var hasFailed = false
    var count = 0
    for file in files {
        let path = terminalSafe(file.path)
        switch file.outcome {
        case .mended(let slips, let lines, let isRecoded):
            count += 1
            var done: [String] = []
            if isRecoded { done.append("改为 UTF-8 编码") }
            if slips > 0 { done.append("改好 \(slips) 处（第 \(lines.map { "\($0)" }.joined(separator: "、")) 行）") }
            Terminal.message("已改 \(path)：\(done.joined(separator: "，"))\n")
        case .refused:
            Terminal.message("未改 \(path)：改了以后读出来的文字会不一样，请照提示自己改\n")
        case .failed(let error):
            hasFailed = true
            Terminal.message("错误: \(terminalSafe(error.message))\n")
        }
    }
    Terminal.message(count == 0 ? "没有可以自动改的问题。\n" : "共改了 \(count) 个文件。\n")
    return hasFailed
}

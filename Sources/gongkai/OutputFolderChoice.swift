import ArgumentParser
import Basics

/// An output folder that is, or holds, a source folder would mix what is filed with what is built.
///
/// - Parameter word: what the output is called.
func refuseSourceFolder(
    _ output: String, root: String, alsoIn other: String? = nil, as word: String = "输出文件夹"
) throws {
    guard let folder = realPath(output) ?? absolutePath(output) else { return }
    for source in ["content", "theme"] + [other].compactMap({ $0 }) {
        guard let path = realPath(root + "/" + source) ?? absolutePath(root + "/" + source) else { continue }
        if lies(path, in: folder) || lies(folder, in: path) {
            throw ValidationError("\(word)不能是 \(source)/，也不能在它里面或包含它：\(terminalSafe(output))")
        }
    }
}

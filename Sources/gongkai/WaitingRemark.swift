import Disclosure

extension PublicRegister {
    /// `2 份文件还未到发布时间，最早 2022-06-02 09:00，届时再运行 gongkai build`; nil when nothing waits.
    func waitingRemark(command: String) -> String? {
        guard waiting > 0 else { return nil }
        let first = nextTime.map { "，\(waiting > 1 ? "最早 " : "")\($0)，届时再运行 \(command)" } ?? ""
        return "\(waiting) 份文件还未到发布时间" + first
    }
}

/// Where a site is published to.
public enum Destination: Sendable, Hashable {
    /// A folder of releases on this machine.
    case folder(String)
    /// One archive, for a way without a network.
    case archive(String)
    /// A folder of releases on another machine.
    case remote(Remote)

    /// A folder on a machine that ssh knows.
    public struct Remote: Sendable, Hashable {
        /// `host` or `user@host`, as ssh takes it.
        public var host: String
        /// Absolute, or relative to the user's folder there.
        public var path: String
    }

    /// Whether a text names a folder as Windows does: `D:\网站`.
    public static func isOfWindows(_ text: String) -> Bool {
        let start = text.unicodeScalars.prefix(3).map(\.value)
        return start.count > 1 && text.first?.isASCII == true && text.first?.isLetter == true && start[1] == 0x3A
            && (start.count < 3 || start[2] == 0x5C || start[2] == 0x2F)
    }

    /// Reads `FOLDER`, `FILE.zip` or `user@host:/path`.
    ///
    /// - Returns: nil for what would be no destination: nothing, an option, a host or path with odd characters,
    ///   a folder as Windows names it.
    public init?(_ text: String) {
        guard !text.isEmpty, text.utf8.first != UInt8(ascii: "-"),
            !text.unicodeScalars.contains(where: { $0.value < 0x20 }), !Self.isOfWindows(text)
        else { return nil }
        if let colon = text.firstIndex(of: ":"), !text[..<colon].contains("/") {
            let (host, path) = (String(text[..<colon]), String(text[text.index(after: colon)...]))
            let isPlain = host.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || "0123456789.-_@".unicodeScalars.contains($0)
            }
            guard isPlain, !host.isEmpty, host.first != "-", !path.isEmpty, path.first != "-" else { return nil }
            self = .remote(Remote(host: host, path: path))
        } else if text.lowercased().hasSuffix(".zip") {
            self = .archive(text)
        } else {
            self = .folder(text)
        }
    }
}

import Basics
import Content
import Disclosure
import Inspection

/// Asks the external links of a site's prose whether they still lead somewhere.
///
/// This is the only thing that ever leaves the machine, and only `check --external` asks for it.
/// - Parameters:
///   - root: the site's root.
///   - isWanted: whether the links of a file shall be asked, by its path.
///   - program: curl, by name or path.
/// - Returns: warnings; none when every link is fine.
/// - Throws: `FileError` when a file cannot be read, or curl cannot be run.
public func checkExternalLinks(
    root: String, program: String = "curl", where isWanted: (String) -> Bool
) throws(FileError) -> [Diagnostic] {
    var links: [ExternalLink] = []
    for path in try listContent(root: root).value.documents where isWanted(path) {
        guard let document = try readDocument(root: root, path: path).value else { continue }
        links += externalLinks(in: document)
    }
    let asked = links.map { askableAddress($0.address) }
    var answers: [String: ExternalAnswer] = [:]
    let addresses = Set(asked.compactMap { $0 }).sorted()
    for start in stride(from: 0, to: addresses.count, by: 64) {
        let batch = Array(addresses[start..<min(start + 64, addresses.count)])
        answers.merge(try ask(batch, program: program)) { first, _ in first }
    }
    return zip(links, asked).compactMap { link, address in
        let answer = address.map { answers[$0] ?? .none("没有回应") } ?? .none("地址写得不对")
        return externalLinkFinding(link, answer)
    }
}

/// The address as it is asked for: without its fragment, and other characters than those of an address
/// percent-encoded behind the host. nil for what is no address.
func askableAddress(_ address: String) -> String? {
    let scalars = address.unicodeScalars.prefix { $0 != "#" }
    guard scalars.count <= 2000, let colon = scalars.firstIndex(of: ":") else { return nil }
    let scheme = String(scalars[..<colon]).lowercased()
    let rest = scalars[scalars.index(after: colon)...]
    guard scheme == "http" || scheme == "https", rest.starts(with: "//".unicodeScalars) else { return nil }
    let host = rest.dropFirst(2).prefix { !"/?".unicodeScalars.contains($0) }
    let isHost = host.allSatisfy {
        $0.properties.isAlphabetic || "0"..."9" ~= $0 || "-.:[]".unicodeScalars.contains($0)
    }
    guard !host.isEmpty, host.first != "-", isHost else { return nil }
    var result = "\(scheme)://\(String(host))"
    for byte in String(rest[host.endIndex...]).utf8 {
        if byte > 0x20 && byte < 0x7F && !"\"<>\\^`{|}".utf8.contains(byte) {
            result.unicodeScalars.append(Unicode.Scalar(byte))
        } else {
            let digits = String(byte, radix: 16, uppercase: true)
            result += "%" + (digits.count < 2 ? "0" : "") + digits
        }
    }
    return result
}

/// Asks by HEAD, and by GET where HEAD is not taken.
private func ask(_ addresses: [String], program: String) throws(FileError) -> [String: ExternalAnswer] {
    var results = try Curl(program: program).statuses(of: addresses, method: .head)
    let refused = addresses.filter { [405, 501].contains(results[$0]?.status ?? 0) }
    if !refused.isEmpty {
        results.merge(try Curl(program: program).statuses(of: refused, method: .get)) { $1 }
    }
    return results.mapValues { result in
        switch result.status {
        // A redirection that could not be followed to its end.
        case 300..<400 where result.exit != 0: .none(words(forExit: result.exit))
        case 200..<400, 401, 403, 407, 429: .fine
        case 400...: .status(result.status)
        default: .none(words(forExit: result.exit))
        }
    }
}

/// curl's exit codes, as its manual lists them.
private func words(forExit code: Int) -> String {
    switch code {
    case 3: "地址写得不对"
    case 5, 6: "找不到这个网站"
    case 7: "连不上这个网站"
    case 28: "10 秒内没有回应"
    case 35, 51, 58, 60, 77, 83, 91: "这个网站的安全证书有问题"
    case 1: "转到了网页以外的地方"
    case 47: "转来转去没有尽头"
    default: "没有回应"
    }
}

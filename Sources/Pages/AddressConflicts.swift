import Basics
import Disclosure

/// Two sources for one address, also when they differ by case only, as they would on Windows, or when one of them would
/// be a folder for the other. The same addresses as the last time, if they were sound, are not looked at again.
func addressConflicts(_ pages: PageList, remembering memory: inout PageMemory) -> [Diagnostic] {
    let basis = pages.addressBasis
    if let sound = memory.soundAddresses, sound.isSame(as: basis) { return [] }
    guard mayConflict(pages.addresses) else {
        memory.soundAddresses = basis
        return []
    }
    let pages = pages.inAddressOrder()
    var seen = [Routes.manifest: Page(address: Routes.manifest, source: .bytes([]), origin: nil)]
    let twice = foldersFiledTwice(pages)
    let repeated = pages.compactMap { page -> Diagnostic? in
        guard let first = seen.updateValue(page, forKey: page.address.lowercased()) else { return nil }
        // One code filed twice is reported as such.
        if page.coded != nil, page.coded == first.coded, page.address == first.address { return nil }
        let isMade = page.origin == nil && first.origin == nil
        if isMade, page.address == first.address, twice.contains(folder(page.address)) { return nil }
        return addressConflict(page, first)
    }
    let nested = pages.flatMap { page in
        let address = page.address.lowercased()
        return address.indices.filter { address[$0] == "/" }
            .compactMap { seen[String(address[..<$0])] }.map { addressConflict(page, $0) }
    }
    return repeated + nested
}

extension Sequence<Page> {
    /// The same pages ordered by the bytes of their addresses.
    public func inAddressOrder() -> [Page] { sorted { $0.address.utf8.lexicographicallyPrecedes($1.address.utf8) } }
}

/// The folders of units whose code is filed twice, which is reported as such; their downloads follow from it.
private func foldersFiledTwice(_ pages: [Page]) -> Set<Substring> {
    var seen: Set<String> = []
    return Set(pages.filter { $0.coded == .unit && !seen.insert($0.address).inserted }.map { folder($0.address) })
}

/// Whether there can be a conflict at all: told by hashes of the addresses and of the folders above them, which is much
/// faster than looking for it. Addresses are percent-encoded, so that letters are ASCII.
private func mayConflict(_ addresses: [String]) -> Bool {
    var seen: Set<UInt64> = []
    seen.reserveCapacity(addresses.count * 2)
    var folders: Set<UInt64> = []
    for address in [Routes.manifest] + addresses {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in address.utf8 {
            if byte == UInt8(ascii: "/") { folders.insert(hash) }
            let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
            hash = (hash ^ UInt64(isCapital ? byte | 0x20 : byte)) &* 0x0000_0100_0000_01B3
        }
        if !seen.insert(hash).inserted { return true }
    }
    return !seen.isDisjoint(with: folders)
}

private func addressConflict(_ second: Page, _ first: Page) -> Diagnostic {
    let notes = first.origin.map { [Diagnostic.Note("另一处来自这里", at: $0)] } ?? [.init("另一处由程序生成")]
    return Diagnostic(
        "address-conflict", .error, "两处内容要用同一个网页地址 \(first.address)", at: second.origin ?? first.origin,
        notes: second.origin == nil ? [.init("另一处由程序生成")] : notes, help: "改掉其中一个的编码或文件名（大小写不同也算相同）")
}

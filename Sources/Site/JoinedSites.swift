import Basics
import Content
import Digests
import Disclosure
import Glibc
import Inspection
import OpenData

/// Another site as it was read from the copy of its data package.
struct ReadPackage: Sendable {
    /// What the copy is known by: its files, relative to the root, with the stamps that they were read at.
    var files: [(path: String, stamp: Stamp?, facts: FileFacts)]
    var years: [FiscalYear]
    /// What was found in its tables.
    var review: PackageReview
    /// The address of its data page as the package tells it; empty where it does not.
    var homepage: String

    /// Whether none of the files was touched since.
    func isCurrent(root: String) -> Bool {
        files.allSatisfy { file in
            guard let stamp = file.stamp else { return false }
            return Stamp(of: root + "/" + file.path) == stamp
        }
    }
}

/// The sites that are joined to this one.
struct JoinedSites: Sendable {
    var sites: [JoinedSite] = []
    /// The files that they were read from, by their paths relative to the root.
    var facts: [String: FileFacts] = [:]
    var diagnostics: [Diagnostic] = []
}

/// The largest table that is read, in bytes.
private let tableLimit = 1 << 30

/// The most units and projects of all joined sites: the search numbers two million documents.
private let documentLimit = 1_000_000

/// Reads the data packages of the sites that are joined (联合网站); those whose files did not change are taken from memory.
///
/// Nothing is fetched: each lies in a folder below the root. What is wrong with a package is a finding at its 数据.
/// - Throws: `FileError` when the disk fails.
func readJoinedSites(
    _ site: SiteInformation, root: String, remembering memory: inout SiteMemory
) async throws(FileError) -> JoinedSites {
    var joined = JoinedSites()
    let former = memory.packages
    memory.packages = [:]
    if site.joined.isEmpty { return joined }
    let results = await concurrentMap(site.joined, batch: 1) { entry -> Result<ReadPackage, PackageFailure> in
        let folder = entry.folder.text
        if let known = former[folder], known.isCurrent(root: root) { return .success(known) }
        do throws(PackageFailure) { return .success(try readPackage(root: root, folder: folder)) } catch {
            return .failure(error)
        }
    }
    var count = 0
    for (entry, result) in zip(site.joined, results) {
        func report(_ severity: Severity, _ summary: String, help: String) {
            joined.diagnostics.append(
                Diagnostic(
                    "joined-data", severity, summary, at: site.document?.place(entry.folder.range), help: help))
        }
        switch result {
        case .success(let package):
            memory.packages[entry.folder.text] = package
            for file in package.files { joined.facts[file.path] = file.facts }
            count += package.years.reduce(0) { $0 + $1.units.reduce(0) { $0 + 1 + $1.projects.count } }
            guard count <= documentLimit else {
                report(.error, "联合网站的单位和项目合计超过 \(documentLimit) 个", help: "减少联合网站，或分成几个汇总网站")
                continue
            }
            if !package.homepage.isEmpty, !package.homepage.hasPrefix(entry.address) {
                report(
                    .warning, "“\(entry.name)”的数据包自称来自 \(package.homepage)，不是 \(entry.address)",
                    help: "核对网址，和数据文件夹里是不是这个网站的数据")
            }
            let place = site.document?.place(entry.folder.range)
            joined.diagnostics += inspect(package.review, of: entry.name, at: place)
            joined.sites.append(JoinedSite(name: entry.name, address: entry.address, years: package.years))
        case .failure(.disk(let error)): throw error
        case .failure(.package(let reason)):
            report(
                .error, "“\(entry.name)”的数据不能用：\(reason)",
                help: "从 \(entry.address)data/ 重新取一份完整的，放进 \(entry.folder.text)/；仍不行时请该网站用本程序重新生成")
        }
    }
    return joined
}

/// Why a package was not read.
private enum PackageFailure: Error {
    case disk(FileError)
    /// What is wrong with it: one line in Chinese, without a full stop.
    case package(String)
}

/// Reads a package: its description, then the tables, each of which has to be what the description says.
private func readPackage(root: String, folder: String) throws(PackageFailure) -> ReadPackage {
    let path = folder + "/" + PublishedPackage.fileName
    let stamp = Stamp(of: root + "/" + path)
    let bytes = try readPackageFile(path, root: root, limit: PublishedPackage.sizeLimit)
    let package = try described(bytes)
    var files = [(path, stamp, FileFacts(of: bytes))]
    var tables: [String: [UInt8]] = [:]
    for resource in package.resources {
        let path = folder + "/" + resource.path
        let stamp = Stamp(of: root + "/" + path)
        let bytes = try readPackageFile(path, root: root, limit: tableLimit)
        guard bytes.count == resource.facts.size else {
            throw .package("\(resource.path) 有 \(bytes.count) 字节，数据包说明写的是 \(resource.facts.size)")
        }
        guard SHA256(of: bytes) == resource.facts.digest else {
            throw .package("\(resource.path) 和数据包说明里的 SHA-256 不符，取来以后被改过，或者没有取完整")
        }
        tables[resource.name] = bytes
        files.append((path, stamp, resource.facts))
    }
    do throws(TableError) {
        return ReadPackage(
            files: files, years: try readPackagedUnits(tables, path: folder), review: PackageReview(tables),
            homepage: package.homepage)
    } catch {
        throw .package(error.table + ".csv " + (error.line > 0 ? "第 \(error.line) 行" : "") + error.reason)
    }
}

private func described(_ bytes: [UInt8]) throws(PackageFailure) -> PublishedPackage {
    do throws(PackageError) { return try PublishedPackage(bytes) } catch { throw .package(error.reason) }
}

/// Reads a file of a package; one that is missing or too large is what is wrong with the package.
private func readPackageFile(_ path: String, root: String, limit: Int) throws(PackageFailure) -> [UInt8] {
    if let link = symbolicLink(on: path, root: root) {
        throw .package("\(link) 是符号链接，可能指到网站外面，因此不读取")
    }
    do throws(FileError) { return try readFile(root + "/" + path, limit: limit) } catch {
        switch error.code {
        case ENOENT, ENOTDIR: throw .package("没有文件 \(path)")
        case FileError.tooLarge: throw .package("\(path) 超过 \(limit >> 20) MB")
        default: throw .disk(error)
        }
    }
}

/// The first part of a path that is a symbolic link.
private func symbolicLink(on path: String, root: String) -> String? {
    var status = stat()
    let ends = path.indices.filter { path[$0] == "/" } + [path.endIndex]
    return ends.map { String(path[..<$0]) }.first {
        lstat(root + "/" + $0, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }
}

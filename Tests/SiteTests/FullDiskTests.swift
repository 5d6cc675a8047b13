import Foundation
import Testing

/// A build on a disk that is full, and one that may not write as much as it wants.
@Suite("A full disk") struct FullDiskTests {
    /// A site that has been built and then grew.
    private func grownSite(_ output: String) async throws -> TestSite {
        let site = try TestSite()
        #expect(try await site.run("build", "--output", output, "--at", "2022-06-01").code == 0)
        for number in 0..<30 {
            let text = project(code: "Q\(number)", prose: "## 说明\n\n" + String(repeating: "很长的说明。", count: 800))
            try site.write("content/2022/721001/\(number).md", text)
        }
        try site.write("content/2022/721001/a.md", project(goal: "换了目标。"))
        return site
    }

    @Test("A process that may not write large files leaves public/ as it was")
    func fileSizeLimit() async throws {
        let site = try await grownSite("public")
        let before = try site.tree(identity: true)
        let run = try await site.run("build", shell: "ulimit -f 24; \"$@\"")
        #expect(run.code == 74)
        #expect(!run.isKilled)
        #expect(run.messages.contains("错误: 无法写入 ./public/"), "\(run.messages)")
        #expect(run.messages.contains("文件太大"))
        var after = try site.tree(identity: true)
        #expect(after.removeValue(forKey: ".gongkai-staging") == nil)
        #expect(after == before)
        try await site.build()
        #expect(site.exists("public/2022/721001/Q29.html"))
    }

    @Test("A full disk leaves public/ as it was", .enabled(if: getuid() == 0, "only root may mount a small disk"))
    func smallDisk() async throws {
        let site = try TestSite()
        let disk = site.root + "/disk"
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        let mounted = try await command("/bin/mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk)
        // Inside of a container root may be forbidden to mount; the test above then stands for both.
        guard mounted == 0 else { return }
        do {
            try await buildOnSmallDisk(site)
        } catch {
            _ = try await command("/bin/umount", disk)
            throw error
        }
        #expect(try await command("/bin/umount", disk) == 0)
    }

    private func buildOnSmallDisk(_ site: TestSite) async throws {
        let arguments = ["build", "--output", "disk/public", "--at", "2022-06-01"]
        #expect(try await site.run(arguments: arguments).code == 0)
        let before = try site.tree("disk/public", identity: true)
        try site.write("content/2022/721001/a.md", project(goal: "换了目标。"))
        for number in 0..<30 {
            let text = project(code: "Q\(number)", prose: "## 说明\n\n" + String(repeating: "很长的说明。", count: 1500))
            try site.write("content/2022/721001/\(number).md", text)
        }
        let run = try await site.run(arguments: arguments)
        #expect(run.code == 74)
        #expect(run.messages.contains("：磁盘已满；请腾出空间后重试\n"), "\(run.messages)")
        #expect(try site.tree("disk/public", identity: true) == before)
        for number in 0..<30 { try site.remove("content/2022/721001/\(number).md") }
        #expect(try await site.run(arguments: arguments).code == 0)
        #expect(try site.text("disk/public/2022/721001/13030322P000000000001.html").contains("换了目标。"))
    }

    @Test("A disk that is full before the first build is left empty", .enabled(if: getuid() == 0))
    func fullBeforeTheFirstBuild() async throws {
        let site = try TestSite()
        let disk = site.root + "/disk"
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        guard try await command("/bin/mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", disk) == 0 else { return }
        let run = try await site.run("build", "--output", "disk/public")
        #expect(run.code == 74)
        #expect(run.messages.contains("磁盘已满"))
        #expect(try site.tree("disk").isEmpty)
        #expect(try await command("/bin/umount", disk) == 0)
    }

    private func command(_ program: String, _ arguments: String...) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try await finish(process)
        return process.terminationStatus
    }
}

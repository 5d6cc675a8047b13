import Site
import Testing

@testable import Preview

/// How long a preview waits whether an editor goes on writing, by what the system tells of real files.
///
/// The system queues what happened before a call returns, so that no load changes what is read here.
@Suite("Quiet time") struct QuietTimeTests {
    private static let path = "content/2022/721001/a.md"
    private let site: TestSite
    private var watches: Watches

    init() throws {
        site = try TestSite()
        watches = try #require(Watches(site.root))
    }

    /// What is waited after the events so far, and what they say that changed.
    private mutating func burst() -> (changes: Changes, wait: Int32) {
        let changes = watches.readEvents()
        return (changes, quietTime(after: changes, endedWithWholeFile: watches.endedWithWholeFile))
    }

    @Test mutating func `A file that has been written, or came under its name whole, is shown at once`() throws {
        try site.write(Self.path, project(name: "写在原处"))
        #expect(burst() == (.files([Self.path]), 10))
        try site.write("content/2022/721001/.swap", project(name: "换入"))
        #expect(burst() == (.nothing, 40))
        try site.move("content/2022/721001/.swap", to: "content/2022/721001/b.md")
        #expect(burst() == (.files(["content/2022/721001/b.md"]), 10))
    }

    @Test mutating func `An editor that renames the former file is waited for until it has written the new one`() throws
    {
        try site.move(Self.path, to: Self.path + "~")
        #expect(burst() == (.files([Self.path]), 40))
        try site.write(Self.path, project(name: "新写"))
        try site.remove(Self.path + "~")
        #expect(burst() == (.files([Self.path]), 10))
    }

    @Test mutating func `Several files, folders, and files that are gone may be the beginning of more`() throws {
        try site.write(Self.path, project(name: "第一个"))
        try site.write("content/2022/721001/b.md", project(code: "13030322P00000000000B"))
        #expect(burst().wait == 40)
        try site.write("content/2022/721002/index.md", "---\n单位编码: 721002\n单位名称: 新单位\n---\n")
        #expect(burst() == (.anything, 40))
        try site.write(Self.path, project(name: "又一次"))
        try site.remove(Self.path)
        #expect(burst() == (.files([Self.path]), 40))
    }
}

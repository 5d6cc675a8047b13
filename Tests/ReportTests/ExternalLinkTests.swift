import Basics
import Glibc
import Inspection
import Testing

@testable import Site

@Suite("External links")
struct ExternalLinkTests {
    /// Stands in for curl: writes its arguments down and answers by what the address says.
    static let script = """
        #!/bin/sh
        method=get
        number=0
        printf '%s\\n' "$@" >> "$(dirname "$0")/arguments"
        for argument in "$@"; do
          case $argument in
            --head) method=head ;;
            http*fine*) echo "$number 200 0" ;;
            http*gone*) echo "$number 404 0" ;;
            http*private*) echo "$number 403 0" ;;
            http*nohead*) if [ $method = head ]; then echo "$number 405 0"; else echo "$number 200 0"; fi ;;
            http*down*) echo "$number 000 6" ;;
            http*loop*) echo "$number 302 47" ;;
            http*slow*) echo "$number 000 28" ;;
          esac
          case $argument in http*//*) number=$((number + 1)) ;; esac
        done

        """

    @Test("Each answer is told in its words, and HEAD that is not taken is asked again by GET")
    func answers() throws {
        let folder = TemporaryFolder()
        folder.write(Self.script, to: "curl")
        chmod(folder.path + "/curl", 0o755)
        folder.write(
            """
            ---
            标题: 链接
            ---

            # [甲](https://fine.cn/a#x)

            - [乙](https://gone.cn/甲 "x") **[丙](http://private.cn)** [丁](https://nohead.cn/)
            > [戊](https://down.cn/) [己](https://slow.cn/?a=1&b=[2]) [庚](#here) [辛](about.html) [壬](mailto:a@b.cn)

            [癸](https://gone.cn/$(touch%20x);`id`) [子](https://-o/etc) [丑](https://loop.cn/)

            """, to: "content/a.md")
        let found = try checkExternalLinks(root: folder.path, program: folder.path + "/curl") { _ in true }
        #expect(found.allSatisfy { $0.id == "link-external" && $0.severity == .warning })
        #expect(
            found.map(\.summary) == [
                "链接打不开：https://gone.cn/甲，对方网站说没有这个网页（404）", "链接打不开：https://down.cn/，找不到这个网站",
                "链接打不开：https://slow.cn/?a=1&b=[2]，10 秒内没有回应",
                "链接打不开：https://gone.cn/$(touch%20x);`id`，对方网站说没有这个网页（404）", "链接打不开：https://-o/etc，地址写得不对",
                "链接打不开：https://loop.cn/，转来转去没有尽头",
            ])
        let arguments = String(decoding: folder.bytes("arguments"), as: UTF8.self).split(separator: "\n")
        // Eight addresses by HEAD, and one of them again by GET.
        #expect(arguments.count { $0 == "--url" } == 9)
        #expect(arguments.contains("https://gone.cn/$(touch%20x);%60id%60"))
        #expect(arguments.contains("https://gone.cn/%E7%94%B2"))
        #expect(arguments.filter { $0.hasPrefix("-") }.allSatisfy { !$0.contains("o/etc") })
        #expect(try checkExternalLinks(root: folder.path, program: folder.path + "/curl") { _ in false } == [])
    }

    @Test("Without curl there is a failure to tell of, not a clean bill")
    func absent() {
        let folder = TemporaryFolder()
        folder.write("---\n标题: 链接\n---\n\n[甲](https://a.cn)\n", to: "content/a.md")
        let error = #expect(throws: FileError.self) {
            try checkExternalLinks(root: folder.path, program: folder.path + "/none") { _ in true }
        }
        #expect(error?.code == ENOENT)
    }

    @Test(
        "Only addresses of the web are asked for",
        arguments: [
            ("https://a.cn", "https://a.cn"), ("HTTP://A.cn/甲 b", "http://A.cn/%E7%94%B2%20b"),
            ("https://a.cn/x#y", "https://a.cn/x"), ("https://政府.cn/", "https://政府.cn/"),
            ("https://a.cn:8080/?q=%41", "https://a.cn:8080/?q=%41"), ("file:///etc/passwd", nil), ("https:a.cn", nil),
            ("https://", nil), ("https://u:p@a.cn/", nil), ("https://a b/", nil), ("https://-a/", nil),
            ("https://a.cn\u{0}/", nil),
        ])
    func addresses(_ address: String, _ asked: String?) {
        #expect(askableAddress(address) == asked)
    }
}

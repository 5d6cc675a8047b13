// swift-tools-version: 6.2
import PackageDescription

/// The stages of the pipeline, in order: each imports only earlier ones.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny")]

let package = Package(
    name: "gongkai",
    products: [.executable(name: "gongkai", targets: ["gongkai"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    ],
    targets: [
        .systemLibrary(
            name: "Ccmark", pkgConfig: "libcmark",
            providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
        .systemLibrary(
            name: "Cyaml", pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .systemLibrary(
            name: "Ccrypto", pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
        .systemLibrary(name: "Cfiles"),
        .systemLibrary(
            name: "Cxlsxwriter", pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
        .systemLibrary(
            name: "Czip", pkgConfig: "libzip",
            providers: [.apt(["libzip-dev"]), .brew(["libzip"])]),
        .systemLibrary(
            name: "Cexpat", pkgConfig: "expat",
            providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),
        .systemLibrary(
            name: "Czlib", pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "Cdeflate", pkgConfig: "libdeflate",
            providers: [.apt(["libdeflate-dev"]), .brew(["libdeflate"])]),

        .target(name: "Basics", swiftSettings: strict),
        .target(name: "Digests", dependencies: ["Ccrypto"], swiftSettings: strict),
        .target(name: "Office", dependencies: ["Czip", "Cexpat"], swiftSettings: strict),
        .target(name: "Content", dependencies: ["Basics", "Ccmark", "Cyaml"], swiftSettings: strict),
        .target(name: "Disclosure", dependencies: ["Basics", "Content"], swiftSettings: strict),
        .target(
            name: "Inspection", dependencies: ["Basics", "Office", "Content", "Disclosure"],
            resources: [
                .embedInCode("Words/beyond-whole.tsv"),
                .embedInCode("Words/counts.tsv"),
                .embedInCode("Words/growth-rates.tsv"),
                .embedInCode("Words/levels.tsv"),
                .embedInCode("Words/misspelled.tsv"),
                .embedInCode("Words/operators.tsv"),
                .embedInCode("Words/placeholders.tsv"),
                .embedInCode("Words/rates.tsv"),
                .embedInCode("Words/residue.tsv"),
                .embedInCode("Words/stale.tsv"),
                .embedInCode("Words/units.tsv"),
                .embedInCode("Words/vague.tsv"),
                .embedInCode("Words/weight-profiles.tsv"),
                .embedInCode("Words/wider-publics.tsv"),
            ], swiftSettings: strict),
        .target(name: "Templates", dependencies: ["Basics"], swiftSettings: strict),
        .target(
            name: "Pages", dependencies: ["Basics", "Content", "Digests", "Disclosure", "Templates"],
            swiftSettings: strict),
        .target(
            name: "Search", dependencies: ["Basics", "Content", "Czlib", "Disclosure", "Pages"],
            resources: [.embedInCode("Tables/characters.tsv")], swiftSettings: strict),
        .target(
            name: "OpenData",
            dependencies: ["Basics", "Cdeflate", "Content", "Czlib", "Digests", "Disclosure", "Pages"],
            swiftSettings: strict),
        .target(
            name: "Site",
            dependencies: [
                "Basics", "Cfiles", "Content", "Czlib", "Digests", "Disclosure", "Inspection", "Office", "OpenData",
                "Templates", "Pages", "Search",
            ],
            swiftSettings: strict),
        // The files of theme/, embedded by the C compiler; .ci/embed-theme writes their list.
        .target(name: "EmbeddedTheme"),
        .target(
            name: "Authoring",
            dependencies: [
                "Basics", "Content", "Cxlsxwriter", "Digests", "Disclosure", "EmbeddedTheme", "Office", "Pages",
            ],
            resources: [
                .embedInCode("Starter/about.md"), .embedInCode("Starter/gitignore.txt"),
                .embedInCode("Starter/new-project.md"), .embedInCode("Starter/project.md"),
                .embedInCode("Starter/readme.txt"), .embedInCode("Starter/site.md"), .embedInCode("Starter/unit.md"),
            ], swiftSettings: strict),
        .target(
            name: "Preview",
            dependencies: [
                "Basics", "Content", "Digests", "Disclosure", "Pages", "Site",
                .product(name: "FlyingSocks", package: "FlyingFox"),
            ],
            resources: [
                .embedInCode("Client/events.js"), .embedInCode("Client/preview.js"), .embedInCode("Client/preview.css"),
            ],
            swiftSettings: strict),
        .target(
            name: "Publishing", dependencies: ["Basics", "Cfiles", "Czip", "Digests", "Disclosure", "Site"],
            swiftSettings: strict),
        .executableTarget(
            name: "gongkai",
            dependencies: [
                "Authoring", "Basics", "Disclosure", "Inspection", "OpenData", "Preview", "Publishing", "Site",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        .testTarget(
            name: "AuthoringTests", dependencies: ["Authoring", "Content"], swiftSettings: strict),
        .testTarget(name: "BasicsTests", dependencies: ["Basics", "Cfiles"], swiftSettings: strict),
        .testTarget(name: "DigestsTests", dependencies: ["Digests"], swiftSettings: strict),
        .testTarget(name: "OfficeTests", dependencies: ["Office", "Czip"], swiftSettings: strict),
        .testTarget(name: "ContentTests", dependencies: ["Basics", "Content"], swiftSettings: strict),
        .testTarget(
            name: "DisclosureTests", dependencies: ["Basics", "Content", "Disclosure"],
            swiftSettings: strict),
        .testTarget(
            name: "SearchTests", dependencies: ["Basics", "Content", "Disclosure", "Pages", "Search"],
            resources: [.copy("normal-form.json")], swiftSettings: strict),
        .testTarget(
            name: "InspectionTests",
            dependencies: ["Basics", "Content", "Disclosure", "Inspection", "Office", "Site"],
            swiftSettings: strict),
        .testTarget(
            name: "PagesTests", dependencies: ["Basics", "Content", "Disclosure", "Templates", "Pages"],
            swiftSettings: strict),
        .testTarget(
            name: "SiteTests", dependencies: ["Basics", "Disclosure", "Pages", "Preview", "Site", "gongkai"],
            swiftSettings: strict),
        .testTarget(
            name: "ReportTests", dependencies: ["Basics", "Content", "Disclosure", "Inspection", "Site"],
            exclude: ["Goldens"], swiftSettings: strict),
        .testTarget(
            name: "TemplatesTests", dependencies: ["Basics", "Templates"],
            resources: [.copy("mustache-spec")], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

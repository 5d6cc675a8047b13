import Basics
import Disclosure

/// A page or a file of the site, to be made when it is asked for.
public struct Page: Sendable {
    public enum Source: Sendable {
        case rendered(@Sendable () -> [UInt8])
        case bytes([UInt8])
        /// One of some files that are made together.
        case joint(JointFiles, address: String)
        /// A file to be copied, relative to the site's root.
        case file(String)
    }

    /// What stands at an address in a document's place.
    public enum StandIn: String, Sendable {
        /// A page that says that it was withdrawn.
        case withdrawn
        /// A page that leads to its new address.
        case moved
    }

    /// What of the register a page is made from, besides what every page is made from.
    public struct Basis: Sendable {
        /// Any of what they filed, with the files beside it.
        public var units: [Unit]
        /// Whatever else the page depends on.
        public var details: [String]

        public init(_ units: [Unit], details: [String] = []) { (self.units, self.details) = (units, details) }
    }

    /// The address relative to the site's root, percent-encoded.
    public var address: String
    public var source: Source
    /// The document that it comes from, for findings; nil for pages that the program makes.
    public var origin: Place?
    /// The files of `content/` that the page is made from, its own document first; empty for what gathers the site.
    public var sources: [String] = []
    /// Everything that decides about the page's bytes; nil where that cannot be told by units.
    public var basis: (@Sendable () -> Basis)?
    /// nil for what is no stand-in.
    public var standIn: StandIn?

    public init(address: String, source: Source, origin: Place? = nil, sources: [String] = []) {
        (self.address, self.source, self.origin, self.sources) = (address, source, origin, sources)
    }

    /// What the address is made of, where it is made of a filed code.
    enum Coded: Sendable { case unit, project }

    var coded: Coded?

    /// The path of the file in the output.
    public var path: String { percentDecoded(address) }
}

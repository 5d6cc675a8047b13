import Basics

/// The system's curl, run without a shell: every argument is handed over as it is.
struct Curl {
    enum Method { case head, get }

    struct Status: Sendable, Hashable {
        /// The HTTP status; 0 without an answer.
        var status: Int
        /// curl's exit code for this address.
        var exit: Int
    }

    let program: String

    /// Asks all addresses, at most eight at once and each for at most ten seconds.
    ///
    /// - Throws: `FileError` when curl is not there or cannot be run.
    func statuses(of addresses: [String], method: Method) throws(FileError) -> [String: Status] {
        var arguments = [
            // -q, first of all: no configuration file; --globoff: brackets are no pattern.
            program, "-q", "--globoff", "--silent", "--location", "--max-redirs", "5", "--proto", "=http,https",
            "--proto-redir", "=http,https", "--max-time", "10", "--parallel", "--parallel-immediate", "--parallel-max",
            "8", "--user-agent", "gongkai", "--write-out", "%{urlnum} %{http_code} %{exitcode}\n",
        ]
        if method == .head { arguments.append("--head") }
        for address in addresses { arguments += ["--output", "/dev/null", "--url", address] }
        var statuses: [String: Status] = [:]
        // Its exit code is that of its last failure: each address has its own.
        let output = try SystemProgram.run(arguments, variables: Self.variables).output
        for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
            let numbers = line.split(separator: " ").compactMap { Int($0) }
            guard numbers.count == 3, addresses.indices.contains(numbers[0]) else { continue }
            statuses[addresses[numbers[0]]] = Status(status: numbers[1], exit: numbers[2])
        }
        return statuses
    }

    /// What curl may know of the environment: where the proxy and the certificates are.
    private static let variables = [
        "PATH", "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
        "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR",
    ]
}

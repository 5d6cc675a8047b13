import Basics
import Glibc

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
        for line in try run(arguments).split(separator: "\n") {
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

    /// Runs curl and returns what it wrote. Its exit code is that of its last failure: each address has its own.
    private func run(_ arguments: [String]) throws(FileError) -> String {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw FileError(.open, program) }
        defer { close(ends[0]) }
        // The copy on curl's standard output stays open; these two are for this process alone.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        let environment = Self.variables.compactMap { name in
            getenv(name).map { "\(name)=\(String(cString: $0))" }
        }
        var argumentPointers = arguments.map { strdup($0) } + [nil]
        var environmentPointers = environment.map { strdup($0) } + [nil]
        defer { for pointer in argumentPointers + environmentPointers { free(pointer) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, program, &actions, nil, &argumentPointers, &environmentPointers)
        close(ends[1])
        guard code == 0 else { throw FileError(.open, program, code: code) }
        let output = readAll(ends[0])
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1 && errno == EINTR {}
        return output
    }

    private func readAll(_ descriptor: Int32) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }
}

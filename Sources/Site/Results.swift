import Basics

extension Sequence {
    /// The values of work that was done on several files at once.
    ///
    /// - Throws: every failure in one error, so that a person mends them all at once.
    func succeeded<Value>() throws(FileError) -> [Value] where Element == Result<Value, FileError> {
        var values: [Value] = []
        var failures: [FileError] = []
        for result in self {
            switch result {
            case .success(let value): values.append(value)
            case .failure(let failure): failures.append(failure)
            }
        }
        if let failure = FileError(all: failures) { throw failure }
        return values
    }
}

import Basics
import Content
import Disclosure

/// Reviews the documents of a site as a careful reader would: every check, all findings, in no particular order.
public func inspect(_ documents: [Document]) async -> [Diagnostic] {
    await concurrentMap(documents) { document in
        let runs = digitRuns(in: document)
        return checkIdentityNumbers(runs, document) + checkMobileNumbers(runs, document)
            + checkBankCards(runs, document)
    }.flatMap { $0 }
}

import Foundation

/// Why a helper of the tests could not do its work.
public struct TestFailure: Error, CustomStringConvertible {
    /// What happened, with the program's own words.
    public let description: String

    /// A failure told in these words.
    public init(_ description: String) {
        self.description = description
    }
}

/// Waits until a condition holds, looking every few ms; fails after 10 s. For what a server does on its own.
public func eventually(_ what: String = "it", _ condition: () throws -> Bool) throws {
    let limit = ContinuousClock.now + .seconds(10)
    while try !condition() {
        guard ContinuousClock.now < limit else { throw TestFailure("\(what) did not happen within 10 s") }
        usleep(3_000)
    }
}

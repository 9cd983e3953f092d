import Foundation

/// The reason why a helper of the tests failed.
public struct TestFailure: Error, CustomStringConvertible {
    /// The reason, with the program's own words.
    public let description: String

    /// Creates a failure with this description.
    public init(_ description: String) {
        self.description = description
    }
}

/// Waits until a condition is true, checking every few ms; throws after 10 s. It is for changes that a server makes on
/// its own.
public func eventually(_ what: String = "it", _ condition: () throws -> Bool) throws {
    let limit = ContinuousClock.now + .seconds(10)
    while try !condition() {
        guard ContinuousClock.now < limit else { throw TestFailure("\(what) did not happen within 10 s") }
        usleep(3_000)
    }
}

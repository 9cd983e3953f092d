/// Why a helper of the tests could not do its work.
public struct TestFailure: Error, CustomStringConvertible {
    /// What happened, with the program's own words.
    public let description: String

    /// A failure told in these words.
    public init(_ description: String) {
        self.description = description
    }
}

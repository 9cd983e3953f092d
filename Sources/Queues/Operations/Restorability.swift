/// Whether a job can be restored once it is removed, as far as is known beforehand.
public enum Restorability: Hashable, Sendable {
    /// It and all that would go with it are kept: about this number of bytes.
    case kept(bytes: Int)
    /// It is too large to be kept: about this number of bytes, or more.
    case tooLarge(bytes: Int)
    /// There is no such job.
    case vanished

    /// Returns the same for two jobs together.
    public func adding(_ other: Restorability) -> Restorability {
        switch (self, other) {
        case (.vanished, _): other
        case (_, .vanished): self
        case (.kept(let own), .kept(let bytes)): .kept(bytes: own.saturatingSum(bytes))
        case (.tooLarge(let own), .kept(let bytes)), (.kept(let own), .tooLarge(let bytes)),
            (.tooLarge(let own), .tooLarge(let bytes)):
            .tooLarge(bytes: own.saturatingSum(bytes))
        }
    }
}

extension Int {
    /// Returns the sum, or the largest number where that is too large.
    fileprivate func saturatingSum(_ other: Int) -> Int {
        let (sum, isOverflow) = addingReportingOverflow(other)
        return isOverflow ? .max : sum
    }
}

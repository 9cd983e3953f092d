/// Whether a job could be restored after its removal, as far as that is known before it.
public enum Restorability: Hashable, Sendable {
    /// It and its descendants would be kept: about this number of bytes.
    case kept(bytes: Int)
    /// It is too large to be kept: about this number of bytes, or more.
    case tooLarge(bytes: Int)
    /// The job does not exist.
    case vanished

    /// Returns the restorability of two jobs together.
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
    /// Returns the sum, at most `Int.max`.
    fileprivate func saturatingSum(_ other: Int) -> Int {
        let (sum, isOverflow) = addingReportingOverflow(other)
        return isOverflow ? .max : sum
    }
}

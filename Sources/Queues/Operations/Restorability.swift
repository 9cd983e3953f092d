/// Whether a job can be put back once it is removed, as far as can be told beforehand.
public enum Restorability: Hashable, Sendable {
    /// It and all that would go with it are kept: about so many bytes.
    case kept(bytes: Int)
    /// It is too large to be kept: about so many bytes, or more.
    case tooLarge(bytes: Int)
    /// There is no such job.
    case vanished
}

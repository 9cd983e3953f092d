/// The common properties of failures with one cause: the folded reason, and the frame of the application's own code
/// that is nearest to the failure.
public struct Fingerprint: Hashable, Sendable {
    /// The folded reason: `connect ECONNREFUSED <addr>`, at most 256 bytes; empty where a job has none.
    public private(set) var reason: [UInt8]
    /// The frame: `charge (billing.js)`; nil where no trace has one.
    public let frame: [UInt8]?
    /// The id of what it was before something of it was hidden; nil where nothing was.
    private var hiddenID: String?

    /// The maximum number of bytes of `failedReason` that are folded, from its beginning.
    public static let reasonLimit = ReasonFolder.inputLimit
    /// The reason that is shown for one that is too large to be read.
    public static let unreadReason = Array("(a reason too large to be read)".utf8)
    /// The maximum number of bytes of `stacktrace` that are looked at, from its end: 8 KiB.
    public static let stackLimit = 8_192

    /// Creates the fingerprint of a failure.
    ///
    /// - Parameters:
    ///   - reason: The field `failedReason`.
    ///   - stacktrace: The field of that name, or the end of it.
    public init(reason: [UInt8], stacktrace: ArraySlice<UInt8> = []) {
        self.init(folded: ReasonFolder.fold(reason), frame: Self.frame(in: stacktrace))
    }

    /// Returns the application's own frame of the newest trace.
    static func frame(in stacktrace: ArraySlice<UInt8>) -> [UInt8]? {
        StackFrame.own(inStacks: stacktrace.suffix(stackLimit))?.text
    }

    init(folded: [UInt8], frame: [UInt8]?) {
        reason = folded
        self.frame = frame
    }

    /// Creates a fingerprint that was written down, with the id that it had; something of its reason may be hidden.
    public init(folded: [UInt8], frame: [UInt8]?, id: String) {
        self.init(folded: folded, frame: frame)
        if self.id != id { hiddenID = id }
    }

    /// Twelve hexadecimal digits that are the same on every machine and in every version: the upper bits of FNV-1a over
    /// both parts. The command line takes them as the name of a cause.
    public var id: String {
        if let hiddenID { return hiddenID }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in reason + [0] + (frame ?? []) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(hash >> 16, radix: 16)
        return String(repeating: "0", count: 12 - digits.count) + digits
    }

    /// Returns the same fingerprint, with the same id, whose reason is shown as this says.
    func shown(_ hide: ([UInt8]) -> [UInt8]) -> Fingerprint {
        let shown = hide(reason)
        guard shown != reason else { return self }
        var fingerprint = self
        (fingerprint.hiddenID, fingerprint.reason) = (id, shown)
        return fingerprint
    }

    /// The reason, and the frame after "at", for people to read.
    public var text: [UInt8] {
        let words = reason.isEmpty ? Array("(no reason)".utf8) : reason
        return frame.map { words + " at ".utf8 + $0 } ?? words
    }
}

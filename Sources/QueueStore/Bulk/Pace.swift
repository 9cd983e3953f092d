/// The number of jobs in the next script, chosen so that no script holds the server for much longer than 2 ms. Other
/// clients are served between any two scripts.
struct Pace {
    /// The intended time of a script, in µs. It is less than the limit, as some scripts are slower than the ones
    /// before.
    var goal: Int64 = 1_400
    /// The maximum number of jobs in a script: their keys and ids take about 100 kB.
    private static let most = 1_000

    /// The number of jobs in the next script.
    private(set) var size = 40

    /// Adapts the size to the time in µs that the server took for a number of jobs. The size at most doubles, in case
    /// the first jobs were small, and at most halves, since one slow script proves little.
    mutating func note(_ jobs: Int, took microseconds: Int64) {
        let fitting = Int(clamping: Int64(jobs) * goal / max(1, microseconds))
        // A short batch proves nothing about a larger one.
        guard jobs >= size || microseconds > goal else { return }
        size = min(max(1, fitting, size / 2), size * 2, Self.most)
    }
}

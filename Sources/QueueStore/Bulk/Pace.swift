/// How many jobs the next script takes, so that none holds the server for much longer than 2 ms. Others have their turn
/// between any two scripts.
struct Pace {
    /// How long a script is to take, in µs. Some are slower than the ones before, so it is less than what is allowed.
    private static let goal: Int64 = 1_400
    /// The most jobs of a script: their keys and ids are about 100 kB.
    private static let most = 1_000

    /// The jobs of the next script.
    private(set) var size = 40

    /// Takes over how long the server took for a number of jobs, in µs. A batch at most doubles, in case the first jobs
    /// were small ones. At most it halves: what was late for once is no reason to creep.
    mutating func note(_ jobs: Int, took microseconds: Int64) {
        let fitting = Int(clamping: Int64(jobs) * Self.goal / max(1, microseconds))
        // A batch that was cut short proves nothing of a larger one.
        guard jobs >= size || microseconds > Self.goal else { return }
        size = min(max(1, fitting, size / 2), size * 2, Self.most)
    }
}

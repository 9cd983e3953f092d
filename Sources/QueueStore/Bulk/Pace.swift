#if canImport(Glibc)
    import Glibc
#endif

/// How many jobs the next script takes, so that none holds the server for much longer than 2 ms.
struct Pace {
    /// How long a script is to take, in µs. Some are slower than the ones before, so it is less than what is allowed.
    private static let goal: Int64 = 1_400
    /// The most jobs of a script: its keys and arguments are in memory here and there.
    private static let most = 1_000

    /// The jobs of the next script.
    private(set) var size = 50
    private var pause: Int64 = 0

    /// Takes over how long the server took for so many jobs, in µs. A batch at most doubles, in case the first jobs were
    /// small ones; it shrinks at once.
    mutating func note(_ jobs: Int, took microseconds: Int64) {
        let fitting = Int64(max(1, jobs)) * Self.goal / max(1, microseconds)
        // A batch that was cut short tells nothing of a larger one.
        if jobs >= size || fitting < Int64(size) {
            size = min(Self.most, max(1, min(Int(clamping: fitting), size * 2)))
        }
        pause = min(1_000, microseconds / 16)
    }

    /// Lets the server serve others for a moment. They have their turn between any two scripts, but not more than one.
    func rest() {
        if pause > 0 { usleep(UInt32(pause)) }
    }
}

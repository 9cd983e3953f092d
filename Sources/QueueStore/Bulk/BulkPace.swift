import Redis

#if canImport(Glibc)
    import Glibc
#endif

/// How many jobs go into one script, so that it does not hold the server for longer than about 2 ms, and how long others
/// have the server before the next one. Times are in microseconds.
struct BulkPace {
    /// Jobs of the next script.
    private(set) var size = 40
    /// What a round trip takes that asks for nothing; the shortest one so far.
    private var network: Int64 = .max
    /// Whether the latest such one was much longer: others have a lot to do.
    private var isBusy = false

    /// What a script may take. The measured time has the client's own work in it, and no two batches are alike.
    private static let aim: Int64 = 1_400
    /// Thousand jobs' keys and ids are about 100 kB.
    private static let sizes = 1...1_000
    private static let longestRest: Int64 = 4_000
    /// What a round trip may take longer than the shortest one.
    private static let slack: Int64 = 500

    /// Takes over a round trip that asked for nothing.
    mutating func measured(ping time: Int64) {
        network = min(network, max(0, time))
        isBusy = time > network * 2 + Self.slack
    }

    /// Takes over what a script with so many jobs took; how long to rest.
    mutating func measured(jobs: Int, time: Int64) -> Int64 {
        let held = max(1, time - (network == .max ? 0 : network))
        // What came late for once is no reason to creep; what holds the server again and again shrinks to nothing soon.
        let fitting = Int(Int64(jobs) * Self.aim / held)
        // A last batch that was short says nothing of a long one.
        if held > Self.aim || jobs == size {
            size = min(max(fitting, size / 2, Self.sizes.lowerBound), size * 2, Self.sizes.upperBound)
        }
        return isBusy ? min(held, Self.longestRest) : 0
    }

    /// Lets others have the server for so long.
    static func rest(_ time: Int64) {
        guard time > 0 else { return }
        var duration = timespec(tv_sec: 0, tv_nsec: Int(time) * 1_000)
        nanosleep(&duration, nil)
    }
}

/// How long something takes, in microseconds.
struct Stopwatch {
    private let start = ContinuousClock.now

    var microseconds: Int64 { Int64((ContinuousClock.now - start) / .microseconds(1)) }
}

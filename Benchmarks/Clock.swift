import Foundation

/// Returns the time since 1970, in ms.
func nowMilliseconds() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

/// Returns the median time of `runs` calls, in ms. A first call before them is not counted.
func medianMilliseconds(runs: Int = 15, _ body: () throws -> Void) rethrows -> Double {
    try body()
    var times: [Double] = []
    for _ in 0..<runs {
        let time = try ContinuousClock().measure(body)
        times.append(time.milliseconds)
    }
    return times.sorted()[runs / 2]
}

extension Duration {
    /// The duration in ms.
    var milliseconds: Double {
        Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
    }
}

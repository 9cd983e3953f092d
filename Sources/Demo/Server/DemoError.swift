/// Why there is no demo.
public enum DemoError: Error, Hashable, Sendable {
    /// `redis-server` is not on the PATH.
    case noRedisServer
    /// A step that the system refused, and its words.
    case system(step: String, reason: String)
    /// redis-server ended, or did not answer in time; the end of what it printed.
    case serverDied(output: String)
}

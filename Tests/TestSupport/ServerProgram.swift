/// The servers that tests run: Debian's, and those that Scripts/make-venvs gets from PyPI.
public enum ServerProgram: String, CaseIterable, Sendable {
    /// Debian's Redis.
    case debian
    /// Redis 6.2, the oldest that the official library recommends.
    case redis62
    /// Valkey 9.
    case valkey9

    /// What is run.
    public var path: String {
        switch self {
        case .debian: "redis-server"
        case .redis62: Scratch.packageRoot + "/.venv/redis6.2/server"
        case .valkey9: Scratch.packageRoot + "/.venv/valkey9/server"
        }
    }
}

internal import Glibc

extension ChildProcess {
    /// The time that a program gets to end by itself, in steps of 20 ms.
    private static let patience = 50
    /// The number of programs that are ended together; those beyond it are not looked for.
    private static let limit = 256

    /// Ends a program that nobody has waited for, and those that it has started, as far as /proc lists them; by
    /// force where they have not ended within a second. Waits for its end.
    public static func end(_ id: Int32) {
        let all = family(of: id)
        // A stopped one must be continued to end.
        for member in all { _ = (kill(member, SIGTERM), kill(member, SIGCONT)) }
        var hasEnded = false
        for _ in 0..<patience {
            hasEnded = hasEnded || waitpid(id, nil, WNOHANG) != 0
            if hasEnded, all.dropFirst().allSatisfy({ kill($0, 0) != 0 }) { return }
            usleep(20_000)
        }
        for member in all where member != id || !hasEnded { kill(member, SIGKILL) }
        while !hasEnded, waitpid(id, nil, 0) < 0, errno == EINTR {}
    }

    /// Returns a program and all that it has started, directly or not; itself alone where /proc lists none.
    private static func family(of id: Int32) -> [Int32] {
        var all = [id]
        var next = 0
        while next < all.count, all.count < limit {
            all += children(of: all[next])
            next += 1
        }
        return all
    }

    private static func children(of id: Int32) -> [Int32] {
        let file = open("/proc/\(id)/task/\(id)/children", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = read(file, &buffer, buffer.count)
        guard count > 0 else { return [] }
        return String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ").compactMap { Int32($0) }
    }
}

internal import Glibc

/// Standard output and standard error, without buffers.
enum StandardStream: Int32 {
    case output = 1
    case error = 2

    /// Writes all of the text. Whether it could; a reader that has gone away is no news worth telling.
    @discardableResult
    func write(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                if self == .output, errno != EPIPE {
                    StandardStream.error.write("bulltop: standard output: \(String(cString: strerror(errno)))\n")
                }
                return false
            }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Tells an error in the manner of Unix programs.
    static func complain(_ text: String) { error.write("bulltop: \(text)\n") }
}

internal import CNcurses
public import Canvas
internal import Glibc

extension Terminal {
    /// Draws a frame, sending only what changed since the last. Returns false where the terminal does not take all of
    /// it now; the newest frame should then be drawn once `outputDescriptor` is writable. Never waits.
    public func draw(_ frame: Frame) -> Bool {
        guard isActive else { return true }
        guard output.flush() else { return false }
        writer.draw(frame, size: size, to: &output)
        return output.flush()
    }

    /// Returns all available input without waiting, except that an Escape gets the time to become a sequence.
    public func read() -> Reading {
        var reading = Reading(inputs: [], isHungUp: false)
        guard isActive else { return reading }
        while true {
            let patience = decoder.waitsAfterEscape ? InputDecoder.escapeDelay : 0
            var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            let count = poll(&descriptor, 1, patience)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                reading.inputs += decoder.flushEscape()
                return reading
            }
            guard let bytes = Self.available(), !bytes.isEmpty else {
                reading.isHungUp = true
                return reading
            }
            reading.inputs += decoder.feed(bytes, now: Self.milliseconds())
        }
    }

    /// Returns the bytes of one read; empty at the end, nil when the terminal is gone.
    private static func available() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        var count: Int
        repeat { count = Glibc.read(STDIN_FILENO, &buffer, buffer.count) } while count < 0 && errno == EINTR
        return count < 0 ? nil : Array(buffer[..<count])
    }

    private static func milliseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

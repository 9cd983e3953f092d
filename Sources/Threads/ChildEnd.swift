internal import Glibc

extension ChildProcess {
    /// How a program came to its end.
    public enum End: Hashable, Sendable {
        /// It ended with this status.
        case exited(Int32)
        /// It was ended by the signal of this number.
        case killed(Int32)

        /// Creates the end that a status of waitpid(2) tells, of a program that has ended.
        public init(status: Int32) {
            self = status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(status & 0x7F)
        }
    }

    /// Returns the name of a signal: `Terminated`.
    public static func name(ofSignal number: Int32) -> String { String(cString: strsignal(number)) }
}

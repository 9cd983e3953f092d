internal import CLinux
internal import Glibc

/// The two pipes between this process and the server's keeper.
struct Pipes {
    /// The keeper reads it: its end means that this process ended.
    let lifelineReader: Int32
    /// Held open by this process alone.
    let lifelineWriter: Int32
    /// Read by this process: its end means that the server ended.
    let vitalSignReader: Int32
    /// Held open by the server alone.
    let vitalSignWriter: Int32

    /// No other child inherits an end: all are closed by exec.
    init() throws(DemoError) {
        var lifeline: [Int32] = [-1, -1]
        guard linux_pipe(&lifeline) == 0 else { throw .system(step: "pipe", errno) }
        var vitalSign: [Int32] = [-1, -1]
        guard linux_pipe(&vitalSign) == 0 else {
            let code = errno
            lifeline.forEach { close($0) }
            throw .system(step: "pipe", code)
        }
        (lifelineReader, lifelineWriter) = (lifeline[0], lifeline[1])
        (vitalSignReader, vitalSignWriter) = (vitalSign[0], vitalSign[1])
    }

    func closeChildEnds() {
        close(lifelineReader)
        close(vitalSignWriter)
    }

    func closeParentEnds() {
        close(lifelineWriter)
        close(vitalSignReader)
    }
}

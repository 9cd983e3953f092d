internal import CLinux
internal import Glibc

/// The two pipes between this process and the server's keeper.
struct Pipes {
    /// The end that the keeper reads: its end means that this process has ended.
    let lifelineReader: Int32
    /// The end that only this process holds open.
    let lifelineWriter: Int32
    /// The end that this process reads: its end means that the server has ended.
    let vitalSignReader: Int32
    /// The end that only the server holds open.
    let vitalSignWriter: Int32

    /// Creates the pipes. Other child processes do not inherit them: all are closed by exec.
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

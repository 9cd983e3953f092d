/// Where bytes arrive. It is an object, so that a connection that fails before it is complete gives it back, too.
final class ReceiveBuffer {
    /// 64 KiB.
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)

    deinit { bytes.deallocate() }
}

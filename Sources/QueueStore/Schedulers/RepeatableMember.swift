internal import COpenSSL
import Queues

/// The member of the sorted set `repeat` with which BullMQ before 5.10 names a repeatable job: its name, an id of its
/// own, the end date in ms, the time zone, and the pattern or the interval, with colons between (data model, 4.25).
/// Bull leaves out the time zone before an interval (data model, section 5).
struct RepeatableMember {
    let name: [UInt8]
    let jobID: [UInt8]
    let endDate: [UInt8]
    let timeZone: [UInt8]
    /// A cron pattern, or an interval in ms.
    let rhythm: [UInt8]
    /// The whole member.
    let member: [UInt8]

    /// Creates the member of a repeatable to be added to a queue of Bull. Neither id nor time zone may contain a colon.
    init(ofBull scheduler: NewScheduler, named name: [UInt8]) {
        (self.name, jobID) = (name, scheduler.id)
        endDate = scheduler.endDate.map([UInt8].decimal) ?? []
        switch scheduler.rhythm {
        case .every(let interval): (timeZone, rhythm) = ([], .decimal(interval))
        case .cron(let pattern, let zone): (timeZone, rhythm) = (Array((zone ?? "").utf8), Array(pattern.utf8))
        }
        var parts = [name, jobID, endDate]
        if case .cron = scheduler.rhythm { parts.append(timeZone) }
        member = Array((parts + [rhythm]).joined(separator: [UInt8(ascii: ":")]))
    }

    /// Creates the parts of a member; nil where it is not of this form. The name itself may contain colons.
    init?(_ member: [UInt8]) {
        let parts = member.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        self.member = member
        if parts.count == 4, parts[3].allSatisfy({ (0x30...0x39).contains($0) }) {
            (name, jobID, endDate) = (Array(parts[0]), Array(parts[1]), Array(parts[2]))
            (timeZone, rhythm) = ([], Array(parts[3]))
            return
        }
        guard parts.count >= 5 else { return nil }
        (jobID, endDate) = (Array(parts[parts.count - 4]), Array(parts[parts.count - 3]))
        (timeZone, rhythm) = (Array(parts[parts.count - 2]), Array(parts[parts.count - 1]))
        name = Array(parts.dropLast(4).joined(separator: [UInt8(ascii: ":")]))
    }

    /// The beginnings of the ids of its jobs: `repeat:`, a checksum, and a colon; in BullMQ and in Bull.
    var jobPrefixes: [[UInt8]] { [jobPrefix(jobID), bullJobPrefix] }

    /// The beginning of the ids of its jobs in Bull.
    var bullJobPrefix: [UInt8] { jobPrefix(jobID + [UInt8(ascii: ":")]) }

    private func jobPrefix(_ id: [UInt8]) -> [UInt8] {
        Array("repeat:".utf8) + Self.md5(name + id + Self.md5(member)) + [UInt8(ascii: ":")]
    }

    /// Returns the MD5 checksum in hexadecimal digits; an empty list where the system forbids MD5.
    private static func md5(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        guard EVP_Digest(bytes, bytes.count, &digest, &count, EVP_md5(), nil) == 1 else { return [] }
        let digits = Array("0123456789abcdef".utf8)
        return digest.prefix(Int(count)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    }
}

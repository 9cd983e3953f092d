import Queues
import Testing

@Suite struct FingerprintTests {
    @Test(arguments: Reasons.table) func foldsWhatVaries(reason: String, folded: String) {
        #expect(text(Fingerprint(reason: Array(reason.utf8)).reason) == folded)
    }

    @Test func theTableHasAHundredReasons() { #expect(Reasons.table.count >= 100) }

    @Test(arguments: Reasons.table) func whatIsFoldedStays(reason: String, folded: String) {
        let once = Fingerprint(reason: Array(folded.utf8)).reason
        #expect(text(once) == folded)
    }

    @Test(arguments: Reasons.same) func foldsTogether(left: String, right: String) {
        #expect(Fingerprint(reason: Array(left.utf8)) == Fingerprint(reason: Array(right.utf8)))
    }

    @Test(arguments: Reasons.different) func keepsApart(left: String, right: String) {
        #expect(Fingerprint(reason: Array(left.utf8)) != Fingerprint(reason: Array(right.utf8)))
    }

    @Test func theIDIsTheSameForever() {
        #expect(Fingerprint(reason: Array("connect ECONNREFUSED 10.0.0.7:5432".utf8)).id == "3019945451a3")
        #expect(Fingerprint(reason: []).id.count == 12)
    }

    @Test func bytesThatAreNoTextStay() {
        let bytes: [UInt8] = [0xFF, 0x20, 0x31, 0x32, 0x20, 0xC3, 0x00, 0x1B]
        #expect(Fingerprint(reason: bytes).reason == [0xFF, 0x20] + Array("<n> ".utf8) + [0xC3, 0x00, 0x1B])
    }

    @Test func aLongReasonIsBounded() {
        let long = Fingerprint(reason: Array(String(repeating: "Grüße aus Köln ", count: 2_000).utf8)).reason
        #expect(long.count <= 256)
        #expect(String(validating: long, as: UTF8.self) != nil)
    }

    @Test func anyBytesAreTaken() {
        var dice = SystemRandomNumberGenerator()
        let signs = Array("a1'\"`/\\:.@-_[]{}(), \n<>%é".utf8)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...60, using: &dice)).map { _ in signs.randomElement(using: &dice) ?? 0 }
            #expect(Fingerprint(reason: bytes, stacktrace: bytes[...]).reason.count <= 256 + 8)
        }
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

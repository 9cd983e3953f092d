import TestSupport
import Testing

@testable import Redis

/// Checks that commands that are sent ahead are answered in their turn, whatever is sent in between.
@Suite struct AheadTests {
    let server: PrivateRedis

    init() throws { server = try PrivateRedis() }

    private static func texts(_ replies: [Reply]?) -> [String?]? { replies?.map(\.text) }

    @Test func othersAreAnsweredInBetween() throws {
        let connection = try server.connect()
        let ticket = try #require(connection.sendAhead([Command("ECHO", "a"), Command("ECHO", "b")]))
        #expect(try connection.send(Command("ECHO", "c")).text == "c")
        #expect(try connection.pipeline([Command("ECHO", "d")], limit: 1_000, longest: 10).map(\.text) == ["d"])
        #expect(Self.texts(connection.replies(sentAhead: ticket)) == ["a", "b"])
        #expect(connection.replies(sentAhead: ticket) == nil, "once")
        #expect(connection.commandsSent == 4 && connection.roundTrips == 3)
    }

    @Test func twoAreAnsweredInTheirOrder() throws {
        let connection = try server.connect()
        var tickets = [try #require(connection.sendAhead([Command("ECHO", "0"), Command("PING")]))]
        for number in 1...40 {
            tickets.append(try #require(connection.sendAhead([Command("ECHO", String(number)), Command("PING")])))
            #expect(Self.texts(connection.replies(sentAhead: tickets[number - 1])) == [String(number - 1), "PONG"])
            if number % 10 == 0 { #expect(try connection.send(Command("ECHO", "between")).text == "between") }
        }
        #expect(Self.texts(connection.replies(sentAhead: tickets[40])) == ["40", "PONG"])
    }

    @Test func whatIsNotFetchedIsDropped() throws {
        let connection = try server.connect()
        let count = Connection.ticketsAhead + 2
        let tickets = try (0..<count).map { try #require(connection.sendAhead([Command("ECHO", String($0))])) }
        #expect(connection.replies(sentAhead: tickets[1]) == nil, "further ones drop the first")
        #expect(Self.texts(connection.replies(sentAhead: tickets[3])) == ["3"])
        #expect(connection.replies(sentAhead: tickets[2]) == nil, "a later one was taken")
        #expect(try connection.send(Command("ECHO", "e")).text == "e")
    }

    /// Checks that replies that exceed all buffers, in both directions at once, are complete.
    @Test func largeOnesComeWhole() throws {
        let connection = try server.connect()
        let value = [UInt8](repeating: 0x61, count: 1_000_000)
        let ticket = try #require(connection.sendAhead((0..<40).map { _ in Command("ECHO", value) }))
        #expect(connection.replies(sentAhead: ticket)?.count { $0 == .bulk(value) } == 40)
    }

    @Test func aConnectionThatEndsGivesNone() throws {
        let (connection, other) = (try server.connect(), try server.connect())
        let id = try #require(connection.send(Command("CLIENT", "ID")).integer)
        let ticket = try #require(connection.sendAhead([Command("BLPOP", "absent", "0")]))
        #expect(try other.send(Command("CLIENT", "KILL", "ID", String(id))).integer == 1)
        #expect(connection.replies(sentAhead: ticket) == nil)
        #expect(connection.hasEnded() && !connection.isOpen)
        #expect(connection.sendAhead([Command("PING")]) == nil)
    }

    /// Checks that unread replies do not count as the end of the connection.
    @Test func itHasNotEndedMeanwhile() throws {
        let connection = try server.connect()
        let ticket = try #require(connection.sendAhead([Command("ECHO", "a")]))
        #expect(!connection.hasEnded())
        #expect(Self.texts(connection.replies(sentAhead: ticket)) == ["a"])
    }
}

import JSONText
import Testing

@testable import Queues

@Suite struct QueryTests {
    private static let now: Milliseconds = 1_790_000_000_000

    static var job: SearchedJob {
        var job = SearchedJob(
            queue: QueueID(prefix: Array("bull".utf8), name: Array("webhooks".utf8)), id: JobID("327"), state: .failed)
        let fields: [(SearchField, String)] = [
            (.name, "invoice.paid"), (.failedReason, "connect ECONNREFUSED 10.0.0.7:5432"),
            (.stacktrace, #"["Error: connect\n    at charge (/app/billing.js:10:5)"]"#),
            (
                .data,
                #"{"user":{"id":4711,"name":"Ann \u00c4"},"items":[{"sku":"A-1"},{"sku":"B-2"}],"tags":["urgent","eu"],"#
                    + #""paid":true,"note":null,"total":12.5,"path":"a\/b \"q\"","a.b":1}"#
            ),
            (.opts, #"{"attempts":4,"backoff":{"type":"fixed"}}"#), (.returnvalue, "null"), (.attemptsMade, "4"),
            (.timestamp, String(now - 7_200_000)), (.processedOn, String(now - 61_000)),
            (.finishedOn, String(now - 60_000)),
            (.worker, "hook-2"), (.priority, "5"),
        ]
        for (field, value) in fields { job[field] = Array(value.utf8) }
        job.logs = [Array("first line".utf8), Array("Retry LATER".utf8)]
        return job
    }

    private func isFound(_ query: String, _ job: SearchedJob = Self.job) throws -> Bool {
        switch try Query(query).verdict(on: job, now: Self.now) {
        case .yes: return true
        case .no, .unknown: return false
        }
    }

    @Test(arguments: [
        "invoice", "econnrefused", "ECONNREFUSED", "\"connect econnrefused\"", "/ECONN\\w+ed/i",
        "/^connect/",
        "log:/line$/ !log:/nothing/", "327", "name:invoice", "name=invoice.paid", "name:inv*paid", "name=inv*",
        "name!=other",
        "!name:other", "!!name:invoice", "id:327", "id:32*", "failed:ECONN", "failed:/10(\\.\\d+){3}/",
        "stack:billing.js",
        "data:urgent", "data.user.id:4711", "data.user.id=4711", "data.user.id>=4711", "data.user.id:47*",
        "data.user.id<5000",
        "data.total>12", "data.total!=3", "data.items.sku:b-2", "data.items[1].sku=B-2", "data.items.0.sku:A",
        "data.items[].sku=A-1", "data.items[*].sku=A-1", "data[\"items\"][0]['sku']:A",
        "data.tags=urgent", "data.tags:*", "data.paid:true", "data.note:null", "data.user:ann", "data.user.name:Ä", "Ä",
        "data:\"a/b \\\"q\\\"\"", "\"Ann Ä\"", "opts.attempts:4", "opts:backoff", "return:null", "log:later",
        "log:\"first line\"",
        "attempts>=3", "attempts:4", "attempts!=3", "age>1h", "age>=1h59m", "age<3h", "ended<2m", "ran:1s",
        "ran<=1000ms", "size<64k",
        "size>100", "state:failed", "state:completed,failed", "!state:completed", "queue:web*", "queue:webhooks",
        "queue=bull:webhooks", "queue:/hooks$/", "worker:hook", "priority:5", "invoice econn attempts>3 !state:active",
        "delay:0s",
    ])
    func finds(query: String) throws { #expect(try isFound(query)) }

    @Test(arguments: [
        "nothing", "Invoice", "\"econnrefused connect\"", "/INVOICE/", "!invoice", "name:other", "name=invoice",
        "name:paid*inv",
        "name!=invoice.paid", "id:3", "id:27", "failed:ENOENT", "stack:other.js", "data:missing", "data.user.id:471",
        "data.user.id>4711",
        "data.user.id:\"47\"", "data.items[0].sku=B-2", "data.items[2].sku:*", "data.tags=urg", "data.paid:false",
        "data.missing:*",
        "data.user.id.x:*", "opts.attempts:5", "return:true", "log:nothing", "first", "attempts>4", "attempts<4",
        "age>3h", "ended>2m",
        "ran>1s", "size>64k", "state:active", "!state:failed", "queue:hooks", "queue:mail*", "worker:other",
        "priority>5",
        "invoice !econn", "data.user.name>3", "data.note:*x", "cause:000000000000", "10:30", "a->b",
    ])
    func doesNotFind(query: String) throws { #expect(try !isFound(query)) }

    @Test func findsByCause() throws {
        let job = Self.job
        let id = Fingerprint(reason: job[.failedReason] ?? [], stacktrace: (job[.stacktrace] ?? [])[...]).id
        #expect(try isFound("cause:\(id)"))
        var other = job
        other.state = .delayed
        #expect(try !isFound("cause:\(id)", other))
    }

    @Test(arguments: [
        ("", 0, 1, "the query is empty"), ("   ", 0, 1, "the query is empty"),
        ("nme:x", 0, 3, "unknown field \"nme\", did you mean name:? (put a text that has a colon in double quotes)"),
        ("a TypeError: x", 2, 9, "unknown field \"TypeError\" (put a text that has a colon in double quotes)"),
        ("!", 0, 1, "expected what must not be found, as in !name:invoice"),
        ("x ! y", 2, 1, "expected what must not be found, as in !name:invoice"),
        ("\"abc", 0, 4, "expected the closing \""), ("name:/abc", 5, 4, "expected the closing /"),
        ("name:", 5, 1, "expected a value behind :"), ("name: x", 5, 1, "expected a value behind :"),
        ("/a(b/", 4, 1, "regular expression: missing closing parenthesis"),
        ("x /é[/", 5, 1, "regular expression: missing terminating ] for character class"),
        ("/a/x", 3, 1, "unknown flag \"x\"; only i is known, for any case"),
        ("//", 0, 2, "the regular expression is empty"),
        ("\"\"", 0, 2, "the phrase is empty"),
        ("attempts>=x", 10, 1, "expected a number like 3 behind >="),
        ("age>1y", 4, 2, "expected a number like 1h, 30s or 1h30m behind >"),
        ("age>", 4, 1, "expected a number like 1h, 30s or 1h30m behind >"),
        ("name>3", 4, 1, "> compares numbers, and this field is a text"),
        ("data.a>x", 7, 1, "expected a number behind >"),
        (
            "state:faild", 6, 5,
            "unknown state \"faild\"; the states are waiting, active, prioritized, delayed, failed, completed, waiting-children"
        ),
        ("cause:12", 6, 2, "expected the 12 digits of a fingerprint, as bulltop failures prints them"),
        (
            "data.:x", 0, 5,
            "unknown field \"data.\", did you mean data:? (put a text that has a colon in double quotes)"
        ),
    ]) func saysWhatIsWrongAndWhere(query: String, offset: Int, length: Int, reason: String) {
        do {
            _ = try Query(query)
            Issue.record("\(query) was taken")
        } catch {
            #expect((error.offset, error.length, error.reason) == (offset, length, reason))
        }
    }

    @Test(arguments: [
        ("invoice", "name", "invoice"), ("failed:ECONN", "failedReason", "ECONN"),
        ("data.user.id:4711", "data.user.id", "4711"),
        ("log:later", "log", "LATER"), ("id:327", "id", "327"), ("attempts>3 name:paid", "name", "paid"),
        ("attempts>3", "", ""),
    ]) func saysWhereItWasFound(query: String, place: String, piece: String) throws {
        guard case .yes(let match) = try Query(query).verdict(on: Self.job, now: Self.now) else {
            Issue.record("\(query) was not found")
            return
        }
        #expect(match.place == place)
        #expect(String(decoding: match.text[match.range], as: UTF8.self) == piece)
    }

    /// Checks that a part of a path may have any characters in brackets.
    @Test(arguments: [
        "data[\"a.b\"].c:7", "data['a.b'].c=7", "data[\"a.b\"].c>=7", "data.list[*].k:v", "data[\"x y\"]:z",
        "data[\"\"]:e",
    ])
    func aPartOfAPathMayBeQuoted(query: String) throws {
        var job = SearchedJob(queue: Self.job.queue, id: JobID("1"), state: .failed)
        job[.data] = Array(#"{"a.b":{"c":7},"list":[{"k":"w"},{"k":"v"}],"x y":"z","":"e"}"#.utf8)
        guard case .yes = try Query(query).verdict(on: job, now: 0) else { throw QueryTestFailure() }
    }

    /// Checks that a secret is hidden by what stands before the piece that is shown, and nothing else.
    @Test func aPieceHidesSecretsThatBeginBeforeIt() throws {
        let document =
            #"{"note":"please call the customer back before Friday afternoon, she waits","user":"bob@example.com","#
            + #""password":"hunter2","text":"The customer wrote that his last three invoices went to carol@example.com"}"#
        var job = SearchedJob(queue: Self.job.queue, id: JobID("1"), state: .failed)
        job[.data] = Array(document.utf8)
        for (word, isSecret) in [("bob", false), ("carol", false), ("waits", false), ("hunter2", true)] {
            guard case .yes(let found) = try Query("data:\(word)").verdict(on: job, now: 0) else {
                throw QueryTestFailure()
            }
            let match = found.hiding { TextRedactor.redact(parts: $0, SecretNames()) }
            let text = String(decoding: match.text, as: UTF8.self)
            #expect(!text.contains("hunter2"), "\(text)")
            #expect(
                isSecret ? match.range.isEmpty : String(decoding: match.text[match.range], as: UTF8.self) == word,
                "\(text)")
            #expect(isSecret || text.contains(word))
        }
    }

    @Test func aPieceOfALongTextIsShown() throws {
        var job = Self.job
        job[.data] = Array(
            (String(repeating: "é", count: 5_000) + "needle" + String(repeating: "ü", count: 5_000)).utf8)
        guard case .yes(let match) = try Query("data:needle").verdict(on: job, now: Self.now) else {
            Issue.record("not found")
            return
        }
        #expect(match.text.count <= SearchMatch.limit)
        #expect(String(validating: match.text, as: UTF8.self) != nil)
        #expect(String(decoding: match.text[match.range], as: UTF8.self) == "needle")
    }

    @Test func whatWasNotReadIsUnknown() throws {
        var job = Self.job
        job[.data] = nil
        job.unread = [.data]
        for query in ["data:x", "data.user.id:1", "nothing", "!nothing", "!data:x", "size>2m"] {
            #expect(try Query(query).verdict(on: job, now: Self.now) == .unknown(.tooLarge(.data)), "\(query)")
        }
        #expect(try isFound("invoice", job))
        // It is larger than what is read, which is 1 MiB.
        for query in ["size>1", "size>=1m", "size>1m"] { #expect(try isFound(query, job), "\(query)") }
        for query in ["size<64k", "size<=1m", "size:7"] { #expect(try !isFound(query, job), "\(query)") }
        #expect(try Query("data:x state:active").verdict(on: job, now: Self.now) == .no)
    }

    @Test(arguments: ["/(a+)+$/", "/(a|aa)+$/", "/(.*)*x/", "/(?:a?){50}a{50}b/", "/^(([a-z])+.)+[A-Z]([a-z])+$/"])
    func anExpressionCannotHang(query: String) throws {
        var job = Self.job
        job[.data] = Array(repeating: UInt8(ascii: "a"), count: 1 << 20) + [UInt8(ascii: "!")]
        let verdict = try Query("data:\(query)").verdict(on: job, now: Self.now)
        #expect(verdict == .no || verdict == .unknown(.tooCostly))
    }

    @Test func anyBytesAreSearched() throws {
        var dice = SystemRandomNumberGenerator()
        let queries = try ["x", "data.a:1", "data:/é./", "/\\bx/i", "data.a.b>1", "log:x", "cause:000000000000"].map {
            try Query($0)
        }
        let signs = Array("{}[]\":,ab1\\u \n".utf8) + [0xFF, 0xC3, 0x80, 0]
        for _ in 0..<500 {
            var job = Self.job
            for field in SearchField.allCases {
                job[field] = (0..<Int.random(in: 0...40, using: &dice)).map { _ in
                    signs.randomElement(using: &dice) ?? 0
                }
            }
            for query in queries { _ = query.verdict(on: job, now: Self.now) }
        }
    }

    @Test func deepNestingIsNoDanger() throws {
        var job = Self.job
        job[.data] = Array(repeating: UInt8(ascii: "["), count: 1 << 20)
        #expect(try Query("data.a:1").verdict(on: job, now: Self.now) == .no)
        job[.data] = Array(String(repeating: "{\"a\":", count: 200_000).utf8)
        #expect(try Query("data.a.a:1").verdict(on: job, now: Self.now) == .no)
    }

    @Test func narrowsQueuesStatesAndFields() throws {
        let query = try Query("queue:web* state:failed,delayed !state:delayed data.a:1 log:x")
        #expect(query.states == [.failed])
        #expect(query.admits(Self.job.queue))
        #expect(!query.admits(QueueID(prefix: Array("bull".utf8), name: Array("mail".utf8))))
        #expect(query.fields == [.data])
        #expect(query.needsLogs)
    }

    /// Checks that only failed jobs are read for a cause, as others have none.
    @Test(
        arguments: [
            ("cause:0123456789ab", [.failed]), ("cause:0123456789ab state:completed", []),
            ("x cause:0123456789ab", [.failed]),
            ("!cause:0123456789ab", Set(JobState.allCases)),
        ] as [(String, Set<JobState>)]) func aCauseIsOfFailedJobs(text: String, states: Set<JobState>) throws
    {
        #expect(try Query(text).states == states)
    }
}

private struct QueryTestFailure: Error {}

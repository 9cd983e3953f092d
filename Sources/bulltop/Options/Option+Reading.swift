internal import Dashboard
internal import Queues

extension Option {
    static let json = Option(name: "--json", summary: "Print one JSON document.") { invocation, _ in
        invocation.parameters.format = .json
    }

    static let jsonLines = Option(
        name: "--jsonl", summary: "Print JSON, one line for each item."
    ) { invocation, _ in invocation.parameters.format = .jsonLines }

    static let sort = Option(
        name: "--sort", value: Value("COLUMN", choices: Listing.queueColumns),
        summary: "The column to sort by: \(Listing.queueColumns.joined(separator: ", ")) (name)."
    ) { invocation, word throws(UsageError) in
        invocation.parameters.sort = try OptionValue.choice("--sort", word, of: Listing.queueColumns)
    }

    static let filter = Option(
        name: "--filter", value: "TEXT",
        summary: "Only queues with this text in their name, or jobs with it in id, name or failure, in any case."
    ) { invocation, word in invocation.parameters.filter = word.bytes }

    static let state = Option(
        name: "--state", value: Value("STATE", choices: JobState.allCases.map(\.rawValue)),
        summary: "Only jobs in this state: \(JobState.allCases.map(\.rawValue).joined(separator: ", "))."
    ) { invocation, word throws(UsageError) in
        let state = try OptionValue.choice("--state", word, of: JobState.allCases.map(\.rawValue))
        invocation.parameters.state = JobState(rawValue: state)
    }

    static let listedState = Option(
        name: "--state", value: Value("STATE", choices: JobState.allCases.map(\.rawValue) + ["unlisted"]),
        summary:
            "Only jobs in this state: \(JobState.allCases.map(\.rawValue).joined(separator: ", ")); or unlisted, those "
            + "in no list."
    ) { invocation, word throws(UsageError) in
        let choices = JobState.allCases.map(\.rawValue) + ["unlisted"]
        let state = try OptionValue.choice("--state", word, of: choices)
        invocation.parameters.state = JobState(rawValue: state)
        invocation.parameters.wantsUnlisted = state == "unlisted"
    }

    static let query = Option(
        name: "--search", value: "QUERY", summary: "Those that a query finds, as bulltop search has them."
    ) { invocation, word in invocation.parameters.query = word }

    static let cause = Option(
        name: "--cause", value: "FINGERPRINT", summary: "The failed ones of a cause, as bulltop failures prints it."
    ) { invocation, word in invocation.parameters.cause = word }

    static let large = Option(name: "--large", summary: "Read values larger than 1 MiB, too.") { invocation, _ in
        invocation.parameters.readsLarge = true
    }

    static let why = Option(name: "--why", summary: "Find out what the failed jobs of a cause share.") {
        invocation, _ in
        invocation.parameters.wantsReasons = true
    }

    static let order = Option(
        name: "--order", value: Value("ORDER", choices: ["asc", "desc"]),
        summary: "asc for the oldest or next to run first, desc for the newest (desc)."
    ) { invocation, word throws(UsageError) in
        let order = try OptionValue.choice("--order", word, of: ["asc", "desc"])
        invocation.parameters.order = order == "asc" ? .oldestFirst : .newestFirst
    }

    static let limit = Option(
        name: "--limit", value: "N", summary: "The maximum number of jobs, events, lines or runs."
    ) { invocation, word throws(UsageError) in
        invocation.parameters.limit = try OptionValue.whole("--limit", word, in: 0...1_000_000_000)
    }

    static let offset = Option(
        name: "--offset", value: "N", summary: "Skip the first N (0)."
    ) { invocation, word throws(UsageError) in
        invocation.parameters.offset = try OptionValue.whole("--offset", word, in: 0...1_000_000_000)
    }

    static let follow = Option(
        name: "--follow", summary: "Keep following until Ctrl-C."
    ) { invocation, _ in invocation.parameters.follows = true }
}

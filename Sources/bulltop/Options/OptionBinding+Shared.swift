internal import Dashboard
internal import Queues

/// The options that several commands take.
extension OptionBinding {
    /// Returns an option whose value is kept as text.
    static func text(_ name: String, _ value: Option.Value, _ field: Field<String?>, summary: String) -> OptionBinding {
        .value(name, value, field, summary: summary) { $0.text }
    }

    /// Returns an option whose value is kept as bytes.
    static func bytes(
        _ name: String, _ value: Option.Value, _ field: Field<[UInt8]?>, summary: String
    ) -> OptionBinding {
        .value(name, value, field, summary: summary) { $0.bytes }
    }

    static func interval(_ field: Field<Milliseconds>) -> OptionBinding {
        .value(
            "--interval", "SECONDS", field, summary: "The time between two refreshes, 0.1 to 3600 (1)."
        ) { word throws(UsageError) in try OptionValue.interval(word.text) }.configured(.program, standard: "1")
    }

    static func utc(_ field: Field<Bool>) -> OptionBinding {
        .flag("--utc", field, summary: "Show and read times in UTC, not in the time zone of TZ or of the system.")
    }

    static func ascii(_ field: Field<Bool>) -> OptionBinding {
        .flag("--ascii", field, summary: "Draw with ASCII even if the locale is UTF-8.")
    }

    static func state(_ field: Field<JobState?>) -> OptionBinding {
        let states = JobState.allCases.map(\.rawValue)
        return .value(
            "--state", Option.Value("STATE", choices: states), field,
            summary: "Only jobs in this state: \(states.joined(separator: ", "))."
        ) { word throws(UsageError) in
            JobState(rawValue: try OptionValue.choice("--state", word, of: JobState.allCases.map(\.rawValue)))
        }
    }

    static func filter(_ field: Field<[UInt8]?>) -> OptionBinding {
        .bytes(
            "--filter", "TEXT", field,
            summary:
                "Only queues with this text in their name, or jobs with it in id, name or failure, in any case.")
    }

    static func limit(_ field: Field<Int?>, in range: ClosedRange<Int> = ChangeBound.limit) -> OptionBinding {
        .value("--limit", "N", field, summary: "The maximum number of jobs, events, lines or runs.") {
            word throws(UsageError) in
            try OptionValue.whole("--limit", word, in: range)
        }
    }

    static func everything(_ field: Field<Bool>) -> OptionBinding {
        .flag("--all", field, summary: "All jobs of a state, or all queues.")
    }

    static func data(_ field: Field<[UInt8]?>) -> OptionBinding {
        .value("--data", "JSON", field, summary: "The data as JSON; - reads it from standard input.") {
            word throws(UsageError) in
            try OptionValue.json("--data", word)
        }
    }

    static func opts(_ field: Field<[UInt8]?>) -> OptionBinding {
        .value("--opts", "JSON", field, summary: "The options of the job as JSON, with BullMQ's names.") {
            word throws(UsageError) in
            try OptionValue.json("--opts", word)
        }
    }

    static func create(_ field: Field<Bool>) -> OptionBinding {
        .flag("--create", field, summary: "Create the queue if it does not exist.")
    }

    static func name(_ field: Field<[UInt8]?>) -> OptionBinding {
        .bytes("--name", "NAME", field, summary: "The name of the jobs.")
    }
}

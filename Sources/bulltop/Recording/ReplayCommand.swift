internal import Dashboard
internal import Queues

/// The options of `replay`: its own, and those for the look of the screen.
struct ReplayOptions: CommandOptions {
    /// How many times as fast as it was.
    var speed = 1.0
    var screen = ScreenOptions()

    static let options: [OptionBinding<ReplayOptions>] =
        [
            .value("--speed", "FACTOR", \.speed, summary: "How many times as fast as it was, 0.1 to 1000 (1).") {
                word throws(UsageError) in
                guard let speed = Double(word.text), (0.1...1_000).contains(speed) else {
                    throw .badValue("--speed", word.text, allowed: "a number from 0.1 to 1000")
                }
                return speed
            }
        ] + ScreenOptions.drawing.on(\.screen)
}

extension CommandEntry {
    static let replay = CommandEntry(
        "replay", .screen, operands: [Operand("FILE")], options: ReplayOptions.options,
        summary: "Watch a recording in the same screens, without a server.",
        details: [
            "z stops it. Queues and events go on as they did, and H is their past. What was not recorded, "
                + "such as the data of a job, says so, and nothing can be changed. --once prints the last picture."
        ]
    ) { options, operands throws(UsageError) in
        var screen = options.screen
        screen.replay = Replay(path: operands[0].text, speed: options.speed)
        return .screen(screen)
    }
}

/// The recording that is opened in place of a server.
struct Replay: Equatable, Sendable {
    /// The path of the file.
    let path: String
    /// How many times as fast as it was.
    let speed: Double

    /// Returns the time between two looks at a recording of readings at this interval, in ms.
    func interval(of recorded: Milliseconds) -> Milliseconds {
        Milliseconds(min(1_000, max(50, Double(recorded) / speed)))
    }
}

import Canvas
import Queues

/// What the first two lines of the screen say of the past that is shown.
struct PastNote {
    /// The moment and its age: `16:41:20, 12 m ago`.
    let moment: DisplayText
    /// The sentence of the reason why nothing can be changed.
    let reason: String
    /// The facts of the line below, each with its importance.
    let facts: [(text: StyledText, priority: Int)]
}

extension PastScreen {
    /// Returns the time from the moment to now, in ms on the server's clock.
    func age(in state: State) -> Milliseconds {
        let now = state.takenAt + (state.dataAge ?? 0)
        return max(0, Format.elapsed(from: moment.time, to: now))
    }

    func pastNote(in state: State) -> PastNote? {
        let time = state.words(for: moment.time, today: state.takenAt)
        let words = "\(time), \(Format.age(age(in: state))) ago"
        return PastNote(
            moment: DisplayText(words),
            reason: "This is the past, \(time): nothing can be changed; \(state.keys[.escape]) goes back to now.",
            facts: facts(in: state))
    }

    /// What was read at a moment at which not all queues were: those of the screens that were open.
    private var readWords: String {
        let read = queues.overview?.content.queues.filter { $0.remembered?.verdict != nil } ?? []
        return switch read.count {
        case 0: "nothing was read then"
        case 1: "only \(Words.name(read[0].id.name)) was read then"
        default: "only \(Format.count(read.count)) queues were read then"
        }
    }

    private func facts(in state: State) -> [(text: StyledText, priority: Int)] {
        let (theme, glyphs) = (state.theme, state.settings.glyphs)
        var facts: [(text: StyledText, priority: Int)] = []
        for (number, event) in events.enumerated() {
            let words = " \(Words.name(event.queue.name)) \(Words.beginning(of: event.verdict))"
            let text = StyledText(glyphs.warning + DisplayText(words, glyphs: glyphs), theme[.warning])
            facts.append((text, number == 0 ? 100 : 98))
        }
        func add(_ words: String, _ priority: Int) {
            facts.append((StyledText(DisplayText(words, glyphs: glyphs), theme[.muted]), priority))
        }
        if !state.history.wasRead(at: moment) { add(readWords, 95) }
        let isFirst = state.history.moment(before: moment) == nil
        let first = state.history.moments?.first.time ?? moment.time
        let zone = state.settings.zone.name(at: moment.time)
        add(
            isFirst ? "nothing earlier is kept" : "kept since \(state.words(for: first, today: state.takenAt)) \(zone)",
            80)
        add("steps of \(Format.age(moment.step))", 60)
        add("the server of that time is not kept", 20)
        return facts
    }
}

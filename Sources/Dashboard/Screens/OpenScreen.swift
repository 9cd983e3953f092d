import Canvas
import Queues

/// A screen of any kind, as an element of the path.
struct OpenScreen: Equatable, Sendable {
    var behavior: any ScreenBehavior

    init(_ behavior: any ScreenBehavior) { self.behavior = behavior }

    static func == (left: OpenScreen, right: OpenScreen) -> Bool { left.behavior.isEqual(to: right.behavior) }
}

/// The open screens, one above the other. The list of queues is always the lowest.
struct ScreenPath: Equatable, Sendable {
    /// The screens, the lowest first; never empty.
    private(set) var screens: [OpenScreen]

    /// Whether another server is shown, so that only the list of queues is read.
    var isBehind = false

    init(_ queues: QueuesScreen) { screens = [OpenScreen(queues)] }

    /// The number of open screens.
    var count: Int { screens.count }

    /// The visible screen, which is the highest.
    var top: any ScreenBehavior {
        get { screens[screens.count - 1].behavior }
        set { screens[screens.count - 1].behavior = newValue }
    }

    /// The screen whose data is read: the highest that shows any.
    var watched: any ScreenBehavior {
        get { screens[watchedIndex].behavior }
        set { screens[watchedIndex].behavior = newValue }
    }

    private var watchedIndex: Int { isBehind ? 0 : screens.lastIndex { $0.behavior.watch != nil } ?? 0 }

    /// The list of queues.
    private var queues: QueuesScreen? { screens[0].behavior as? QueuesScreen }

    /// The queues as they were read last; nil before that.
    var overview: Snapshot<Overview>? { queues?.overview }
    /// The sums over them.
    var totals: QueueTotals? { queues?.totals }
    /// How they are listed.
    var manner: QueueListing.Manner { queues?.manner ?? QueueListing.Manner() }

    /// Opens other screens. The list of queues stays the same one.
    mutating func replace(with others: [OpenScreen]) { screens = Array(screens.prefix(1) + others.dropFirst()) }

    /// Changes each of the screens.
    mutating func forEach(_ change: (inout any ScreenBehavior) -> Void) {
        for index in screens.indices { change(&screens[index].behavior) }
    }
}

extension State {
    /// The screen on top, as the action table names it.
    var scope: Scope { Scope(type(of: path.top).kind) }

    /// The list of queues at the latest moment that the history keeps; nil where it keeps none.
    var queuesThen: PastScreen? {
        (path.screens[0].behavior as? QueuesScreen).flatMap { PastScreen($0, in: history) }
    }

    /// What is said of the past where a screen shows it; nil where all of them show what is now.
    var pastNote: PastNote? { path.screens.lazy.compactMap { $0.behavior.pastNote(in: self) }.first }

    /// All queues as they were read last; nil before that.
    var overview: Snapshot<Overview>? { path.overview }

    /// Returns a queue as it was read last, by its screen or in the list of queues; nil where it is not known.
    func summary(of queue: QueueID) -> QueueSummary? {
        if let summary = path.watched.summary, summary.id == queue { return summary }
        return overview?.content.queues.first { $0.id == queue }
    }

    /// The queue on the screen: the one that is open, or the one under the cursor.
    var currentQueue: QueueID? { path.watched.currentQueue }

    /// The place of the screen on top.
    var body: Rect { ScreenLayout(size).body }

    /// Opens a screen above those to which it belongs.
    mutating func open(_ screen: any ScreenBehavior) {
        if server?.replay != nil, screen.watch?.isRecorded == false {
            return say(.warning, Words.notRecorded, isLogged: false)
        }
        // What is read from the server is there now, not in the past.
        let ground = screen.ground(in: path.screens).filter { screen.watch == nil || !$0.behavior.showsPast }
        go(to: ground + [OpenScreen(screen)])
    }

    /// Shows other screens, and remembers the present ones.
    mutating func go(to screens: [OpenScreen]) {
        previousPath = path.screens
        path.replace(with: screens)
    }

    /// Leaves the screen on top.
    mutating func goBack() { go(to: path.screens.dropLast()) }

    /// Lets the screen on top perform an action of its own.
    @discardableResult
    mutating func react(to action: ScreenAction) -> [Effect] {
        let state = self
        return follow(path.top.perform(action, in: state))
    }

    /// Sorts the rows of the screen on top by one of its orders.
    mutating func order(by index: Int) -> [Effect] {
        let state = self
        return follow(path.top.order(by: index, in: state))
    }

    /// Does what a screen asks for; nil says that a key does nothing on it.
    private mutating func follow(_ reaction: Reaction?) -> [Effect] {
        switch reaction {
        case .done?: break
        case .open(let screen)?: open(screen)
        case .change(let operations)?: ask(Change(operations))
        case .read(let inquiry)?: wanted = inquiry
        case .keep(let preferences)?: return [.keep(preferences)]
        case .end(let run)?: return [.own(run, .end)]
        case .enter(let server, let queue)?: return [.enter(server: server, queue: queue)]
        case .leave?: goBack()
        case nil:
            say(.info, "That does nothing here; \(keys[.help]) lists the keys.", isLogged: false)
        }
        return []
    }
}

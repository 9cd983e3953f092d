public import Canvas
public import Queues

/// All that the dashboard knows. `update` changes it, `render` draws it, and nothing else is needed for either.
public struct State: Equatable, Sendable {
    /// What is fixed while the program runs.
    public let settings: Settings

    /// Our clock, ms since 1970, as the last message told it.
    var clock: Milliseconds
    /// The size of the screen.
    public internal(set) var size: Size
    /// How the connection for reading is.
    var connection = ConnectionStatus.connecting
    /// Since when it does not answer, on our clock.
    var downSince: Milliseconds?
    /// What the last answer told of the server.
    var server: ServerStatus?
    /// What the latest answers cost, the last one at the end.
    var costs = RecentCosts()

    /// The screens that are open.
    var path: ScreenPath
    /// The screens as they were before the last change of screen.
    var previousPath: [OpenScreen]?
    /// What lies over the screen and takes the keys.
    var overlay: Overlay?
    /// What was typed into forms, so that none of it is lost while the program runs.
    var drafts: [Form.Kind: Form] = [:]
    /// The form that was applied last.
    var lastForm: AppliedForm?
    /// What is said in the bottom line.
    var notice: Notice?
    /// What was said before.
    var log = MessageLog()
    /// What a yes has let out and is not done yet.
    var runs: [Run] = []
    /// What was removed and can be restored.
    var trash = Trash()
    /// What is to be read for an editor.
    var wanted: Inquiry?
    /// When the screen was frozen, on our clock.
    var frozenAt: Milliseconds?
    /// Whether Ctrl-C was the last that was typed, so that another one quits.
    var isInterrupted = false
    /// The name of the theme that was chosen.
    var themeName: String

    /// Creates the first state: connecting, with an empty list of queues.
    ///
    /// `now` is our clock, ms since 1970.
    public init(
        settings: Settings, size: Size, now: Milliseconds, preferences: QueuePreferences = QueuePreferences()
    ) {
        self.path = ScreenPath(QueuesScreen(preferences))
        self.settings = settings
        self.size = size
        self.clock = now
        self.themeName = settings.theme
        for remark in settings.remarks { say(.warning, remark) }
    }
}

/// What lies over a screen and takes the keys.
enum Overlay: Equatable, Sendable {
    /// A question before something changes.
    case question(Question)
    /// A list to choose from.
    case menu(Menu)
    /// The line in which a filter or a search is typed.
    case prompt(TextField)
    /// The values of a change.
    case form(Form)
}

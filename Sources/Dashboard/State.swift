public import Canvas
public import Queues

/// The whole state of the dashboard. `update` changes it, `render` draws it, and neither needs anything else.
public struct State: Equatable, Sendable {
    /// The settings, which do not change while the program runs.
    public let settings: Settings

    /// Our clock, ms since 1970, as of the last message.
    var clock: Milliseconds
    /// The size of the screen.
    public internal(set) var size: Size
    /// The state of the connection for reading.
    var connection = ConnectionStatus.connecting
    /// The time since when the server has not answered, on our clock.
    var downSince: Milliseconds?
    /// The status of the server in the last answer.
    var server: ServerStatus?
    /// What was seen of the queues since the start.
    var history = History()
    /// The alarms, as of the last reading of all queues.
    var alarms: AlarmBook
    /// All servers of the dashboard, as of the last message about them; empty where there is only this one.
    public internal(set) var servers: [ServerSummary] = []
    /// The costs of the latest answers, the last one at the end.
    var costs = RecentCosts()

    /// The open screens.
    var path: ScreenPath
    /// The screens as they were before the last change of screen.
    var previousPath: [OpenScreen]?
    /// The overlay on the screen, which takes the keys.
    var overlay: Overlay?
    /// The texts typed into forms, kept while the program runs.
    var drafts: [Form.Kind: Form] = [:]
    /// The form that was applied last.
    var lastForm: AppliedForm?
    /// The message in the bottom line.
    var notice: Notice?
    /// The earlier messages.
    var log = MessageLog()
    /// The confirmed changes that are not done yet.
    var runs: [Run] = []
    /// The exports that are not written yet.
    var exports: [RunningExport] = []
    /// The removed jobs that can be restored.
    var trash = Trash()
    /// The output of the operator's commands.
    var outputs = Outputs()
    /// The number of the run for which the operator waits, without having pressed a key since.
    var awaitedRun: Int?
    /// The inquiry for an editor, a form or `:go`.
    var wanted: Inquiry?
    /// The time at which the screen was frozen, on our clock.
    var frozenAt: Milliseconds?
    /// Whether Ctrl-C was the last key, so that another one quits.
    var isInterrupted = false
    /// Whether the mouse is used.
    public internal(set) var usesMouse: Bool
    /// The last press of the mouse's button, for double ones.
    var lastPress: MousePress?
    /// Whether another window has the focus, as far as the terminal says.
    var isUnfocused = false
    /// The name of the chosen theme.
    var themeName: String

    /// Creates the first state: connecting, with an empty list of queues.
    ///
    /// `now` is our clock, ms since 1970.
    public init(
        settings: Settings, size: Size, now: Milliseconds, preferences: QueuePreferences = QueuePreferences()
    ) {
        self.path = ScreenPath(QueuesScreen(preferences))
        self.settings = settings
        self.alarms = AlarmBook(settings.alarms)
        self.size = size
        self.clock = now
        self.themeName = settings.theme
        self.usesMouse = settings.usesMouse
        for remark in settings.remarks { say(.warning, remark) }
    }
}

/// A box, a prompt or a form over a screen, which takes the keys.
enum Overlay: Equatable, Sendable {
    /// A question before something changes.
    case question(Question)
    /// A list to choose from.
    case menu(Menu)
    /// The line in which a filter or a search is typed.
    case prompt(TextField)
    /// The form with the values of a change.
    case form(Form)
}

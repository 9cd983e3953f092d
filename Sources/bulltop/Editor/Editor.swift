internal import Dashboard
internal import Terminal

/// The operator's editor, which has the terminal while a draft is open in it. Everything else goes on meanwhile.
final class Editor {
    private let terminal: Terminal
    private let environment: Environment
    private var session: EditorSession?

    init(_ terminal: Terminal, _ environment: Environment) {
        self.terminal = terminal
        self.environment = environment
    }

    /// Whether a draft is open: the terminal is the editor's, and so are the signals of the keyboard.
    var isOpen: Bool { session != nil }

    /// Gives the terminal to an editor that shows the draft. Returns a message for the model where that fails.
    func open(_ draft: Draft) -> Message? {
        guard session == nil else { return .edited(draft, .failed("Another text is being edited.")) }
        terminal.release()
        do {
            session = try EditorSession(draft, environment)
            return nil
        } catch {
            terminal.resume()
            return .edited(draft, .failed(error.words))
        }
    }

    /// Looks after the editor when it may have changed. Once it was left the terminal is ours again, and this is what
    /// to give to the model.
    func look() -> Message? {
        guard let session else { return nil }
        switch session.program.state() {
        case .running: return nil
        case .stopped:
            // The shell wants us both to stop, and continues both.
            terminal.suspend()
            session.program.resume()
            return nil
        case let state:
            self.session = nil
            terminal.resume()
            return .edited(session.draft, session.finish(state))
        }
    }

    /// Ends the editor if there is one, and takes the terminal back.
    func close(_ signal: Signal) {
        session?.end(signal)
        if session != nil { terminal.resume() }
        session = nil
    }
}

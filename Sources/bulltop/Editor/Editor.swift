internal import Dashboard
internal import Terminal

/// The operator's editor, which uses the terminal while a draft is open in it. Everything else continues meanwhile.
final class Editor {
    private let terminal: Terminal
    private let environment: Environment
    private var session: EditorSession?

    init(_ terminal: Terminal, _ environment: Environment) {
        self.terminal = terminal
        self.environment = environment
    }

    /// Whether a draft is open: the terminal belongs to the editor, and so do the signals of the keyboard.
    var isOpen: Bool { session != nil }

    /// Opens an editor with the draft on the terminal. Returns a message for the model where that fails.
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

    /// Checks the editor, when it may have changed. After its end the terminal is ours again, and a message for the
    /// model is returned.
    func look() -> Message? {
        guard let session else { return nil }
        switch session.program.state() {
        case .running: return nil
        case .stopped:
            // The shell wants both processes to stop, and continues both.
            terminal.suspend()
            session.program.resume()
            return nil
        case let state:
            self.session = nil
            terminal.resume()
            return .edited(session.draft, session.finish(state))
        }
    }

    /// Ends the editor if there is one, and opens the screen again.
    func close(_ signal: Signal) {
        session?.end(signal)
        if session != nil { terminal.resume() }
        session = nil
    }
}

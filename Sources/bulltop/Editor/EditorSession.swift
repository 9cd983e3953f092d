internal import Dashboard
internal import Glibc
internal import Terminal
internal import Threads

/// A draft that is open in an editor.
struct EditorSession: Sendable {
    let draft: Draft
    let program: ForegroundProgram
    private let command: EditorCommand
    let file: PrivateFile
    private let text: EditedText

    /// Writes the draft to a file and starts the editor with it.
    init(_ draft: Draft, _ environment: Environment) throws(FileFailure) {
        self.draft = draft
        command = EditorCommand(environment.editor)
        text = EditedText(draft)
        file = try PrivateFile(text.file, named: "data.json", in: environment.privateDirectories)
        do {
            program = try ForegroundProgram(command.words(for: file.path))
        } catch {
            file.remove()
            throw FileFailure("The editor '\(command.name)' could not be started.")
        }
    }

    /// Returns the result of the editor after its end, and removes its file.
    func finish(_ state: ForegroundProgram.State) -> Editing {
        defer { file.remove() }
        let words = "The editor '\(command.name)'"
        switch state {
        case .exited(0): break
        case .exited(127): return .failed("\(words) was not found. VISUAL or EDITOR may name another one.")
        case .exited(126): return .failed("\(words) could not be started.")
        case .exited(let status): return .failed("\(words) ended with status \(status). Nothing was changed.")
        case .killed(let signal):
            return .failed("\(words) was ended: \(ChildProcess.name(ofSignal: signal)). Nothing was changed.")
        case .running, .stopped: return .failed("\(words) still runs.")
        }
        do {
            return text.editing(try file.contents())
        } catch {
            return .failed(error.words)
        }
    }

    /// Ends the editor by a signal, waits for its end, and removes the file.
    func end(_ signal: Signal) {
        program.end(signal)
        file.remove()
    }
}

/// The command that starts the operator's editor.
struct EditorCommand: Hashable, Sendable {
    /// The name in messages.
    let name: String
    private let script: String

    /// Creates the command for the editor in the environment, which may have arguments; else the system's, else vi.
    init(_ named: String?) {
        name = named ?? "vi"
        script =
            named.map { "exec \($0) \"$@\"" }
            ?? "command -v editor >/dev/null 2>&1 && exec editor \"$@\"; exec vi \"$@\""
    }

    /// Returns the words of a command that edits a file. The shell splits the editor's arguments, as for git.
    func words(for path: String) -> [String] { ["/bin/sh", "-c", script, "bulltop", path] }
}

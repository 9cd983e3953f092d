/// What starts the operator's editor.
struct EditorCommand: Hashable, Sendable {
    /// What it is called, for messages.
    let name: String
    private let script: String

    /// The editor that the environment names, which may have arguments; else the system's, else vi.
    init(_ named: String?) {
        name = named ?? "vi"
        script =
            named.map { "exec \($0) \"$@\"" }
            ?? "command -v editor >/dev/null 2>&1 && exec editor \"$@\"; exec vi \"$@\""
    }

    /// The words of a command that edits a file. The shell takes the editor's arguments apart, as for git.
    func words(for path: String) -> [String] { ["/bin/sh", "-c", script, "bulltop", path] }
}

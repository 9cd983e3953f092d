extension CommandEntry {
    /// Every command, in the order of the help.
    static let table: [CommandEntry] = [dashboard, demo, help]
}

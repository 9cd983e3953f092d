public import Queues

/// Jobs that are to be written to a file, one line of JSON each, as `bulltop export` prints them.
public struct Export: Equatable, Sendable {
    /// The jobs.
    public var selections: [Selection]
    /// The path of the file as it was typed; `~/` is the operator's home.
    public var path: String
    /// Whether an existing file of this path is replaced.
    public var replaces: Bool

    /// Creates an export of jobs to a file.
    public init(_ selections: [Selection], to path: String, replaces: Bool) {
        self.selections = selections
        self.path = path
        self.replaces = replaces
    }
}

/// What became of an export.
public enum ExportOutcome: Equatable, Sendable {
    /// The file is complete, with this number of jobs. The remarks are sentences about what it does not have.
    case written(jobs: Int, path: String, remarks: [String])
    /// There is no file; the reason as a sentence.
    case failed(String)
}

extension State {
    /// The jobs of an export: the marked ones, else all those under the cursor.
    var exported: [Selection] {
        if hasMarks { return path.top.markedSelections }
        let group = path.top.group
        if !group.isEmpty { return group }
        guard let target, let state = target.state else { return [] }
        return [Selection(queue: target.queue, state: state, scope: .marked([target.job]))]
    }

    /// Exports these jobs.
    mutating func export(to file: String, replaces: Bool) -> [Effect] {
        let selections = exported
        guard !selections.isEmpty else {
            say(.warning, path.top.reasonWithoutTarget(keys), isLogged: false)
            return []
        }
        say(.info, "Exporting to \(file)" + Words.ellipsis, isLogged: false)
        return [.export(Export(selections, to: file, replaces: replaces))]
    }

    /// Takes what became of an export. Where there is no file, the form opens again.
    mutating func take(_ outcome: ExportOutcome, of export: Export) {
        switch outcome {
        case .written(let jobs, let file, let remarks):
            let words = (["Exported \(Format.count(jobs, "job")) to \(file)."] + remarks).joined(separator: " ")
            say(remarks.isEmpty ? .info : .warning, words)
        case .failed(let reason):
            say(.warning, "Nothing was exported. \(reason)")
            if lastForm?.kind == .export { reopenForm(problem: reason) }
        }
    }
}

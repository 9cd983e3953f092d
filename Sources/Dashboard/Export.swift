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
    /// The operator stopped it; there is no file.
    case stopped
}

/// An export that is not written yet.
struct RunningExport: Equatable, Sendable {
    let export: Export
    /// The number of jobs written so far; nil before the first report.
    var jobs: Int?

    /// What is going on, for the bottom line.
    var words: String {
        "Exporting to \(export.path)" + (jobs.map { ": \(Format.count($0, "job"))" } ?? Words.ellipsis)
    }
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
        let export = RunningExport(export: Export(selections, to: file, replaces: replaces))
        exports.append(export)
        say(.info, export.words, isLogged: false)
        return [.export(export.export)]
    }

    /// Notes how many jobs an export has written so far.
    mutating func note(_ jobs: Int, of export: Export) {
        guard let index = exports.firstIndex(where: { $0.export == export }) else { return }
        exports[index].jobs = jobs
    }

    /// Takes what became of an export. Where there is no file, the form opens again.
    mutating func take(_ outcome: ExportOutcome, of export: Export) {
        if let index = exports.firstIndex(where: { $0.export == export }) { exports.remove(at: index) }
        switch outcome {
        case .stopped: say(.info, "Stopped. \(export.path) was not written.")
        case .written(let jobs, let file, let remarks):
            let words = (["Exported \(Format.count(jobs, "job")) to \(file)."] + remarks).joined(separator: " ")
            say(remarks.isEmpty ? .info : .warning, words)
        case .failed(let reason):
            say(.warning, "Nothing was exported. \(reason)")
            if lastForm?.kind == .export { reopenForm(problem: reason) }
        }
    }
}

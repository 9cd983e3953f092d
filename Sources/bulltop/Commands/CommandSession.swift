internal import Canvas
internal import Dashboard
internal import JSONText
internal import Queues
internal import Threads

/// The state of a running command: its words, the server, and the output.
final class CommandSession {
    let entry: CommandEntry
    /// The operands of the command.
    let operands: [Argument]
    let source: StoreSource
    /// The characters for data: names stay as they are stored, except on a terminal.
    let glyphs: Glyphs
    /// The characters for messages.
    private let messageGlyphs: Glyphs
    let output: CommandOutput
    /// The columns of tables for people.
    private let columns: ColumnChoice
    /// The zone in which times are printed for people.
    let zone: ClockZone
    /// The alarms of the configuration, and from when on a verdict is passed.
    let alarms: [Alarm]
    /// Whether the configuration has alarms, none of which is for this connection.
    let hasAlarmsElsewhere: Bool
    let thresholds: HealthThresholds
    /// The exit status, where the command decides it; nil where what could be read does.
    var verdict: ExitStatus?
    /// The data that could not be read so far.
    var findings = ReadingFindings()
    /// The number of jobs of which an export could not decide whether they belong to it.
    var undecided = UndecidedJobs()
    /// Ends the waits for the server, for good.
    let stop: StopSignal
    private let store: any Store
    /// Whether nothing is written to standard error.
    private let isSilent: Bool
    private var hasToldCluster = false
    private var hasToldLoss = false

    /// Creates a session with the server that is meant.
    convenience init(
        _ invocation: Invocation, _ options: SessionOptions, _ environment: Environment
    ) throws(UsageError) {
        let source = try Target.source(options.connection, environment, by: invocation.configuration)
        self.init(invocation, options, environment, source, to: nil)
    }

    /// Creates a session with this store, whose data is written to `sink`, by default standard output.
    init(
        _ invocation: Invocation, _ options: SessionOptions, _ environment: Environment, _ source: StoreSource,
        to sink: CommandOutput.Sink?, isSilent: Bool = false, stop: StopSignal? = nil
    ) {
        self.isSilent = isSilent
        (entry, operands) = (invocation.entry, invocation.operands)
        columns = invocation.configuration.columns.choice
        alarms = invocation.configuration.alarms.alarms(of: options.connection.name)
        hasAlarmsElsewhere = alarms.isEmpty && !invocation.configuration.alarms.connections.isEmpty
        thresholds = invocation.configuration.thresholds.values
        self.source = source
        let screen: Glyphs = options.isASCII || !environment.isUTF8 ? .ascii : .unicode
        let format = options.format
        messageGlyphs = screen
        glyphs = sink == nil && StandardStream.output.isTerminal ? screen : screen.forPipe
        output = CommandOutput(format, glyphs: glyphs) { bytes in
            sink?(bytes) ?? StandardStream.output.write(bytes, as: format == .table ? .text : .json, glyphs: screen)
        }
        zone = environment.zone(isUTC: options.isUTC)
        self.stop = stop ?? StopSignal()
        store = source.open(self.stop)
        if sink == nil, let remark = environment.zoneRemark(isUTC: options.isUTC) { complain(remark) }
    }

    /// Runs the command to its end, and reports the reason where that comes early.
    func run(_ work: () throws(CommandFailure) -> ExitStatus) -> ExitStatus {
        do {
            let status = try work()
            try output.flush()
            if hasHidden {
                complain("values of fields such as 'password' are hidden; --show-secrets shows them")
            }
            return status
        } catch .usage(let error) {
            return error.write()
        } catch {
            // Results that were found before are still useful, and so is what could not be read meanwhile.
            if error != .readerGone, error != .outputFailed {
                try? output.flush()
                for line in findings.lines(shown) { complain(line) }
            }
            if let text = error.text { complain(text) }
            return error.status
        }
    }

    /// Whether values of secret fields were hidden so far.
    var hasHidden: Bool { (store as? RedactingStore)?.hasHidden == true }

    /// The known facts about the server.
    var server: ServerStatus { store.status }

    /// The prefixes of the queues' keys.
    var prefixes: [[UInt8]] { source.prefixes }

    /// Calls `question` with the store, after connecting where that was not done yet.
    func ask<Answer>(_ question: (any Store) throws(Trouble) -> Answer) throws(CommandFailure) -> Answer {
        do {
            if !store.isConnected { try store.connect() }
            let answer = try question(store)
            tellCluster()
            tellLoss()
            return answer
        } catch {
            throw .trouble(error, address: source.address)
        }
    }

    /// Reports once that the server has only some of the queues.
    private func tellCluster() {
        guard store.status.isCluster, !hasToldCluster else { return }
        hasToldCluster = true
        complain("cluster: this node only; queues on its other nodes are not shown")
    }

    /// Reports once that the data is old, since the server is a replica that has lost its primary.
    private func tellLoss() {
        guard !hasToldLoss, let loss = store.status.lossOfPrimary else { return }
        hasToldLoss = true
        complain("the replica \(loss)")
    }

    /// The tables for people, as wide as the terminal; without a terminal, as wide as needed.
    var listing: Listing {
        Listing(
            glyphs: glyphs, width: StandardStream.output.columns, now: WallClock.now,
            zone: zone, columns: columns)
    }

    /// Returns bytes as part of a message or of a line, in a form from which the streams can restore them.
    func shown(_ bytes: [UInt8]) -> String { StoredText.text(bytes) }

    /// Writes an error or a report to standard error, whatever names are in it.
    func complain(_ text: String) {
        if !isSilent { StandardStream.complain(text, glyphs: messageGlyphs) }
    }

    /// Prints a list, as a table or item by item.
    func print<Item>(
        _ items: [Item], json: (Item) -> JSON, table: ([Item]) -> [String]
    ) throws(CommandFailure) {
        guard output.format != .table else { return try output.print(table(items)) }
        for item in items { try output.print(item: json(item)) }
        try output.endList()
    }
}

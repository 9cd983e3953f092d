import Queues

/// The checks of the connection, and of the server.
extension Diagnosis {
    /// The steps of a connection, in order.
    private enum Step: String, CaseIterable {
        case resolve, connect, tls, auth
    }

    /// Says how far the connection came; `trouble` is why it failed.
    mutating func noteConnection(_ way: Surroundings, _ trouble: Trouble?) {
        let failed = trouble.map(Self.step)
        for step in Step.allCases {
            if let trouble, step == failed {
                return note(step.rawValue, .error, "\(way.address): \(trouble.explanation)")
            }
            note(step.rawValue, .ok, Self.words(for: step, way))
        }
        if way.isUnverified {
            note("certificate", .warning, "The server's certificate is not verified.", "Leave out --insecure.")
        }
    }

    private static func words(for step: Step, _ way: Surroundings) -> String {
        switch step {
        case .resolve: "\(way.address) has an address."
        case .connect: "Something answers there."
        case .tls: way.isEncrypted ? "The connection is encrypted." : "The connection is not encrypted."
        case .auth: "The server takes the user and the password, or wants none."
        }
    }

    /// Returns the step at which a connection failed.
    private static func step(of trouble: Trouble) -> Step {
        switch trouble {
        case .unknownHost: .resolve
        case .tls, .certificate, .needsTLS, .needsNoTLS, .sentinels(.needsTLS), .sentinels(.needsNoTLS): .tls
        case .passwordRequired, .wrongPassword, .noPermission, .noDatabase, .onlyFirstDatabase,
            .sentinels(.passwordRequired), .sentinels(.wrongPassword), .sentinels(.noPermission):
            .auth
        case .notSent(let trouble): step(of: trouble)
        case .unreachable, .timedOut, .silent, .disconnected, .sentinel, .sentinels, .webServer, .notRedis, .loading,
            .busy, .masterDown, .clusterDown, .slotMoving, .unknownCommand, .tooLarge, .wrongType, .implausible,
            .server, .failoverOpen:
            .connect
        }
    }

    /// Notes the facts about the server, and how it keeps its data.
    mutating func note(_ server: ServerStatus, _ examination: Examination) {
        noteVersion(server)
        noteRole(server)
        notePolicy(server)
        notePersistence(server, examination)
        switch examination.clockLead {
        case nil: note("clock", .warning, "The server does not say its time.", "Permit TIME; our own clock is used.")
        case let lead? where abs(lead) >= 1_000:
            let seconds = abs(lead) / 1_000
            let side = lead > 0 ? "ahead of" : "behind"
            note("clock", .warning, "The server's clock is \(seconds) s \(side) ours.", "Set both by NTP.")
        default: note("clock", .ok, "The server's clock and ours agree.")
        }
    }

    private mutating func noteVersion(_ server: ServerStatus) {
        guard let version = server.version else {
            return note("version", .warning, "The server does not say its version.", "Permit INFO.")
        }
        let name = "\(server.product ?? "redis") \(version)"
        let numbers = version.split(separator: ".").prefix(2).compactMap { Int($0) }
        let isOld = server.product == "redis" && numbers.count == 2 && (numbers[0], numbers[1]) < (6, 2)
        note(
            "version", isOld ? .warning : .ok, "\(name).",
            isOld ? "BullMQ recommends Redis 6.2 or newer." : "")
    }

    private mutating func noteRole(_ server: ServerStatus) {
        for node in server.nodes {
            guard let problem = node.problem else { continue }
            note("node", .warning, "\(node.address): \(problem).", "The queues on it cannot be read now.")
        }
        if server.nodes.count > 1 {
            note("role", .ok, "A cluster with \(server.nodes.count) primaries.")
        } else if let loss = server.lossOfPrimary {
            note(
                "role", .warning, "It is a replica that \(loss).",
                "What is shown may be old, or nothing at all. See the primary, and REPLICAOF.")
        } else if server.isReplica {
            note(
                "role", .warning, "It is a replica.",
                "Queues can be looked at; changes need the primary, to which workers connect.")
        } else if server.isCluster {
            note("role", .ok, "A node of a cluster.")
        } else {
            note("role", .ok, server.version == nil ? "The server does not say its role." : primary(server))
        }
    }

    private func primary(_ server: ServerStatus) -> String {
        server.answering.map { "A primary, \($0)." } ?? "A primary."
    }

    private mutating func notePolicy(_ server: ServerStatus) {
        switch server.evictionPolicy {
        case nil: note("eviction", .warning, "The server does not say its maxmemory-policy.", "Permit INFO.")
        case "noeviction"?: note("eviction", .ok, "maxmemory-policy is noeviction.")
        case let policy?:
            note(
                "eviction", .warning, "maxmemory-policy is \(policy), which can evict jobs.",
                "CONFIG SET maxmemory-policy noeviction.")
        }
    }

    private mutating func notePersistence(_ server: ServerStatus, _ examination: Examination) {
        if server.hasSnapshotFailed || server.hasAppendFailed {
            note(
                "persistence", .warning, "The last \(server.hasSnapshotFailed ? "snapshot" : "append") failed.",
                "See the server's log and the space on its disk.")
            return
        }
        switch (examination.appends, examination.snapshots) {
        case (true?, _): note("persistence", .ok, "Writes are appended to a file.")
        case (_, let snapshots?) where !snapshots.isEmpty:
            note("persistence", .ok, "Snapshots are taken: \(snapshots).")
        case (false?, ""?):
            note(
                "persistence", .warning, "Nothing is saved: a restart loses all jobs.",
                "CONFIG SET appendonly yes.")
        default: note("persistence", .ok, "The server does not say whether it saves its data.")
        }
    }
}

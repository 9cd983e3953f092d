public import Queues
import Redis
import Threads

extension QueueStore {
    /// How long what was found out of permissions holds, in ms: they are tried one by one, and seldom change.
    private static let examinationLife: Milliseconds = 30_000

    /// Reads what the checks of the doctor ask for. Queues that cannot be read are its finding, and no failure.
    func readDoctor(now: Milliseconds) throws(Trouble) -> DoctorReport {
        let time = MonotonicClock.now
        let examination: Examination
        if let examined, examined.until > time {
            examination = examined.found
        } else {
            examination = try examine(now: now)
            examined = (examination, time + Self.examinationLife)
        }
        do throws(Trouble) {
            let overview = try readQueues(now: now)
            return DoctorReport(
                examination: examination, queues: overview.queues, isComplete: overview.discovery.isComplete)
        } catch {
            guard isConnected else { throw error }
            return DoctorReport(examination: examination, problem: error)
        }
    }

    /// Tries each command that some part of bulltop needs, all of them in one pipeline, on a key that does not exist. It changes nothing.
    public func examine(now: Milliseconds) throws(Trouble) -> Examination {
        let key = givenPrefixes[0] + Array(":bulltop-doctor".utf8)
        let trials = Self.trials(on: key)
        let commands =
            trials.map(\.command) + [
                Self.writingTrial(on: key), Command("INFO", Array("persistence".utf8)), Self.schedule,
            ]
        // Tracking takes several commands and a channel, on connections of its own. The others are on their way meanwhile.
        let ticket = connection?.sendAhead(commands)
        let denial = denialOfTracking()
        let ahead = ticket.flatMap { connection?.replies(sentAhead: $0) }
        var replies = if let ahead { Replies(ahead) } else { try ask(commands) }
        var permissions = trials.map { trial in
            Self.permission(trial.name, trial.use, replies.reply().error)
        }
        let writing = Self.writingPermission(replies.reply())
        if permissions.contains(where: { $0.use == .scripts && $0.problem == nil }) { permissions.append(writing) }
        permissions.append(Self.permission("CLIENT TRACKING", .tracking, denial))
        let (report, schedule) = (replies.reply().text, replies.reply().array)
        let lines = report?.split(whereSeparator: \.isNewline) ?? []
        let appends = lines.contains("aof_enabled:1") ? true : lines.contains("aof_enabled:0") ? false : nil
        let snapshots = schedule.flatMap { $0.count == 2 ? $0[1].text : nil }
        return Examination(
            permissions: permissions, appends: appends, snapshots: snapshots,
            clockLead: abilities.canReadTime ? clockLead : nil)
    }

    /// Returns what an error says of a command; that it can be used without one.
    static func permission(
        _ name: String, _ use: Examination.Use, _ error: ServerError?
    ) -> Examination.Permission {
        var permission = Examination.Permission(name, use, problem: error.map { $0.code + " " + $0.message })
        permission.isMissing = error?.isUnknownCommand == true || error == .severalServers
        if error == .severalServers { permission.problem = Examination.severalServers }
        return permission
    }

    private static let schedule = Command("CONFIG", Array("GET".utf8), Array("save".utf8))

    /// A command as it is tried, and what it is used for.
    private struct Trial {
        let name: String
        let use: Examination.Use
        let command: Command
    }

    /// Returns commands that neither change nor cost anything. A key that does not exist has no type, so every command
    /// is valid.
    private static func trials(on key: [UInt8]) -> [Trial] {
        func on(_ name: String, _ words: String...) -> Trial {
            Trial(name: name, use: .reading, command: Command(name, arguments: [key] + words.map { Array($0.utf8) }))
        }
        func plain(_ name: String, _ use: Examination.Use, _ words: [UInt8]...) -> Trial {
            let command = name.split(separator: " ").map { Array($0.utf8) }
            return Trial(
                name: name, use: use,
                command: Command(
                    String(decoding: command[0], as: UTF8.self), arguments: Array(command.dropFirst()) + words))
        }
        let (zero, one) = (Array("0".utf8), Array("1".utf8))
        return [
            on("EXISTS"), on("TYPE"), on("LLEN"), on("LINDEX", "-1"), on("LRANGE", "0", "0"), on("ZCARD"),
            on("ZCOUNT", "-inf", "+inf"), on("ZRANGE", "0", "0"), on("HMGET", "name"), on("HGETALL"),
            on("HSTRLEN", "data"),
            on("GETRANGE", "0", "0"), on("SCARD"), on("XREVRANGE", "+", "-", "COUNT", "1"),
            plain("SCAN", .discovery, zero, Array("COUNT".utf8), one), plain("INFO", .status, Array("server".utf8)),
            plain("DBSIZE", .status), plain("TIME", .clock),
            // The list of replicas is the shortest.
            plain("CLIENT LIST", .workers, Array("TYPE".utf8), Array("replica".utf8)),
            plain("EVAL", .scripts, Array("return 1".utf8), one, key),
            plain("CLIENT SETNAME", .name, Array("bulltop".utf8)),
        ]
    }
}

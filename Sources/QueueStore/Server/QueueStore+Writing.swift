import Queues
import Redis

extension QueueStore {
    /// Tries commands that write, as scripts call them, on a key that does not exist, so that none of them changes anything. It
    /// returns the names of those that the user may not call, and PUBLISH where that is not permitted on a channel of the queues; other errors, such as that of a replica, are no matter of
    /// permissions.
    private static let writing = """
        local denied = {}
        if redis.pcall('EXISTS', KEYS[1]) ~= 0 then return denied end
        local trials = {
            {'DEL'}, {'HDEL', 'x'}, {'LREM', '0', 'x'}, {'LTRIM', '0', '-1'}, {'SREM', 'x'}, {'ZREM', 'x'},
            {'ZADD', 'XX', '1', 'x'}, {'SET', 'x', 'XX'}, {'PERSIST'},
        }
        for _, trial in ipairs(trials) do
            local reply = redis.pcall(trial[1], KEYS[1], unpack(trial, 2))
            if type(reply) == 'table' and reply.err and string.find(reply.err, 'executing the script can', 1, true) then
                denied[#denied + 1] = trial[1]
            end
        end
        if redis.acl_check_cmd then
            -- Nothing is published. A command that is renamed is an error here.
            local isKnown, isPermitted = pcall(redis.acl_check_cmd, 'PUBLISH', KEYS[1] .. ':x', 'x')
            if not isKnown or not isPermitted then denied[#denied + 1] = 'PUBLISH' end
        end
        return denied
        """

    /// Returns the command that finds out whether scripts may write. A user may be permitted to run them, and nothing that
    /// they do.
    static func writingTrial(on key: [UInt8]) -> Command {
        Command("EVAL", arguments: [Array(writing.utf8), Array("1".utf8), key])
    }

    /// Returns the permission to write within scripts, by the reply to that command.
    static func writingPermission(_ reply: Reply) -> Examination.Permission {
        let denied = reply.array?.compactMap(\.text) ?? []
        let names = denied.joined(separator: ", ")
        let problem = reply.error.map { $0.code + " " + $0.message }
        return Examination.Permission(
            "EVAL, writing", .writing,
            problem: denied.isEmpty ? problem : "A script of this user may not call \(names).")
    }
}

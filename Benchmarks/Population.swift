import Redis

/// Queues of the family BullMQ 6, made by the server itself so that a million jobs take seconds. All jobs are so old
/// that no rate and no age on the screen changes meanwhile.
enum Population {
    /// Forty days ago, in ms since 1970.
    private static var past: Int64 { nowMilliseconds() - 40 * 86_400_000 }

    /// Creates `count` queues named `queue-0000` and on, each with some jobs in every state.
    static func fill(_ connection: Connection, queues count: Int) throws {
        for first in stride(from: 0, to: count, by: 100) {
            let last = min(first + 100, count) - 1
            try run(connection, queuesScript, [String(first), String(last), String(past)])
        }
    }

    /// Creates `count` queues with three old jobs each, none of which waits or runs.
    static func fill(_ connection: Connection, idleQueues count: Int) throws {
        for first in stride(from: 0, to: count, by: 1_000) {
            try run(connection, idleScript, [String(first), String(min(first + 1_000, count) - 1), String(past)])
        }
    }

    /// Creates a queue `failures` with this number of failed jobs.
    static func fill(_ connection: Connection, failedJobs count: Int) throws {
        for first in stride(from: 1, through: count, by: 20_000) {
            let last = min(first + 20_000 - 1, count)
            try run(connection, failuresScript, [String(first), String(last), String(past - Int64(count - last))])
        }
    }

    /// Creates this number of schedulers in the queue `failures`, each of which runs once a year.
    static func fill(_ connection: Connection, schedulers count: Int) throws {
        try run(connection, schedulersScript, [String(count), String(past + 365 * 86_400_000)])
    }

    private static func run(_ connection: Connection, _ script: Script, _ arguments: [String]) throws {
        let reply = try connection.run(script, keys: [], arguments: arguments.map { Array($0.utf8) })
        if let error = reply.error { throw error }
    }

    private static let queuesScript = Script(
        Array(
            """
            local now = tonumber(ARGV[3])
            for number = tonumber(ARGV[1]), tonumber(ARGV[2]) do
              local base = string.format('bull:queue-%04d:', number)
              redis.call('HSET', base .. 'meta', 'opts.maxLenEvents', '10000', 'version', 'bullmq:6.1.2')
              redis.call('SET', base .. 'id', '30')
              for id = 1, 30 do
                redis.call('HSET', base .. id, 'name', 'charge', 'data', '{"order":' .. id .. '}', 'opts',
                  '{"attempts":3}', 'timestamp', string.format('%.0f', now - id * 1000), 'delay', '0', 'priority', '0')
                if id <= 10 then
                  redis.call('LPUSH', base .. 'wait', id)
                elseif id <= 25 then
                  redis.call('ZADD', base .. 'completed', now - id * 5000, id)
                  redis.call('HSET', base .. id, 'finishedOn', string.format('%.0f', now - id * 5000), 'atm', '1')
                else
                  redis.call('ZADD', base .. 'failed', now - id * 1000, id)
                  redis.call('HSET', base .. id, 'finishedOn', string.format('%.0f', now - id * 1000), 'atm', '3',
                    'failedReason', 'connect ECONNREFUSED 10.0.3.17:5432')
                end
              end
            end
            """.utf8))

    private static let idleScript = Script(
        Array(
            """
            for number = tonumber(ARGV[1]), tonumber(ARGV[2]) do
              local base = string.format('bull:queue-%06d:', number)
              redis.call('HSET', base .. 'meta', 'opts.maxLenEvents', '10000', 'version', 'bullmq:6.1.2')
              redis.call('ZADD', base .. 'completed', ARGV[3], '1', ARGV[3], '2', ARGV[3], '3')
            end
            """.utf8))

    private static let failuresScript = Script(
        Array(
            """
            local base = 'bull:failures:'
            redis.call('HSET', base .. 'meta', 'opts.maxLenEvents', '10000', 'version', 'bullmq:6.1.2')
            redis.call('SET', base .. 'id', ARGV[2])
            local last, now = tonumber(ARGV[2]), tonumber(ARGV[3])
            for id = tonumber(ARGV[1]), last do
              local finished = string.format('%.0f', now - (last - id))
              redis.call('HSET', base .. id, 'name', 'charge', 'data', '{"order":' .. id .. '}', 'opts',
                '{"attempts":3}', 'timestamp', finished, 'delay', '0', 'priority', '0', 'finishedOn', finished,
                'processedOn', finished, 'atm', '3', 'ats', '3', 'failedReason', 'connect ECONNREFUSED 10.0.3.17:5432',
                'stacktrace', '["Error: connect ECONNREFUSED 10.0.3.17:5432"]')
              redis.call('ZADD', base .. 'failed', finished, id)
            end
            """.utf8))

    private static let schedulersScript = Script(
        Array(
            """
            for id = 1, tonumber(ARGV[1]) do
              local scheduler = 'report-' .. id
              redis.call('HSET', 'bull:failures:repeat:' .. scheduler, 'name', 'report', 'every', '31536000000', 'ic', '1',
                'data', '{"report":' .. id .. '}')
              redis.call('ZADD', 'bull:failures:repeat', ARGV[2], scheduler)
            end
            """.utf8))
}

internal import CLinux
internal import Glibc

/// The shell that starts a redis-server and ends it when this process has ended.
enum Keeper {
    /// Standard input is the lifeline, descriptor 3 the vital sign, which only the server keeps open. A server that
    /// does not end within 3 s is killed.
    private static let script = """
        "$1" --port 0 --unixsocket "$3" --unixsocketperm 700 --save '' --appendonly no --dir "$2" \
            --daemonize no --logfile '' </dev/null >"$2/redis.log" 2>&1 &
        server=$!
        exec 3>&-
        read -r _
        kill "$server"
        ( trap 'kill $!; exit' TERM; sleep 3 & wait $!; kill -9 "$server" ) &
        guard=$!
        wait "$server"
        kill "$guard"
        rm -rf "$2"
        """

    /// Starts it in a session of its own, so that no signal of the terminal reaches it or the server.
    static func spawn(
        program: String, directory: String, socket: String, pipes: Pipes
    ) -> Result<pid_t, DemoError> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // First out of the way of the targets 0 and 3: dup2 onto itself would keep the close-on-exec flag.
        posix_spawn_file_actions_adddup2(&actions, pipes.vitalSignWriter, 9)
        posix_spawn_file_actions_adddup2(&actions, pipes.lifelineReader, 0)
        posix_spawn_file_actions_adddup2(&actions, 9, 3)
        posix_spawn_file_actions_addclose(&actions, 9)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var mask = sigset_t()
        sigemptyset(&mask)
        posix_spawnattr_setsigmask(&attributes, &mask)
        var defaults = sigset_t()
        sigfillset(&defaults)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        let flags = LINUX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))

        let words = ["sh", "-c", script, "bulltop-demo", program, directory, socket]
        var arguments = words.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var child = pid_t()
        let status = posix_spawn(&child, "/bin/sh", &actions, &attributes, &arguments, environ)
        return status == 0 ? .success(child) : .failure(.system(step: "start /bin/sh", status))
    }
}

internal import CLinux
internal import Glibc
internal import Threads

/// The shell that starts a redis-server and ends it when this process has ended.
enum Keeper {
    /// The script. Standard input is the lifeline; descriptor 3 is the vital sign, which only the server keeps open. A
    /// server that does not end within 3 s is killed.
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

    /// Starts the shell in a session of its own, so that no signal of the terminal reaches it or the server.
    static func spawn(
        program: String, directory: String, socket: String, pipes: Pipes
    ) -> Result<pid_t, DemoError> {
        let words = ["/bin/sh", "-c", script, "bulltop-demo", program, directory, socket]
        do {
            let child = try ChildProcess.start(
                words, group: .ownSession,
                streams: [
                    // The number 9 keeps it away from the targets 0 and 3: dup2 onto itself would keep the
                    // close-on-exec flag.
                    .copy(of: pipes.vitalSignWriter, as: 9), .copy(of: pipes.lifelineReader, as: 0),
                    .copy(of: 9, as: 3), .closed(9), .file("/dev/null", as: 1), .file("/dev/null", as: 2),
                ])
            return .success(child)
        } catch {
            return .failure(.system(step: "start /bin/sh", error.code))
        }
    }
}

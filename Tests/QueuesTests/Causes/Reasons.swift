/// Typical reasons, and their folded forms.
enum Reasons {
    static let table: [(String, String)] =
        network + http + databases + files + mail + storage + validation + programs + others

    private static let network = [
        ("connect ECONNREFUSED 10.0.0.7:5432", "connect ECONNREFUSED <addr>"),
        ("connect ECONNREFUSED ::1:6379", "connect ECONNREFUSED <addr>"),
        ("connect ECONNREFUSED /var/run/postgresql/.s.PGSQL.5432", "connect ECONNREFUSED <path>"),
        ("connect ETIMEDOUT 142.250.185.74:443", "connect ETIMEDOUT <addr>"),
        (
            "connect EHOSTUNREACH 192.168.4.20:8080 - Local (192.168.4.3:51944)",
            "connect EHOSTUNREACH <addr> - Local (<addr>)"
        ),
        ("read ECONNRESET", "read ECONNRESET"),
        ("write EPIPE", "write EPIPE"),
        ("socket hang up", "socket hang up"),
        (
            "Client network socket disconnected before secure TLS connection was established",
            "Client network socket disconnected before secure TLS connection was established"
        ),
        ("getaddrinfo ENOTFOUND api.example.com", "getaddrinfo ENOTFOUND api.example.com"),
        ("getaddrinfo EAI_AGAIN redis.internal", "getaddrinfo EAI_AGAIN redis.internal"),
        ("queryA ESERVFAIL shard-07.mongodb.net", "queryA ESERVFAIL shard-<n>.mongodb.net"),
        ("[Errno 111] Connection refused", "[Errno 111] Connection refused"),
        ("[Errno -2] Name or service not known", "[Errno -2] Name or service not known"),
        ("[Errno 110] Connect call failed ('10.2.3.4', 5672)", "[Errno 110] Connect call failed (<addr>, <n>)"),
        (
            "HTTPSConnectionPool(host='api.example.com', port=443): Read timed out. (read timeout=30)",
            "HTTPSConnectionPool(host=<value>, port=<n>): Read timed out. (read timeout=<n>)"
        ),
        ("certificate has expired", "certificate has expired"),
        ("unable to verify the first certificate", "unable to verify the first certificate"),
        ("self-signed certificate in certificate chain", "self-signed certificate in certificate chain"),
        (
            "Hostname/IP does not match certificate's altnames: Host: shop.example.com. is not in the cert's altnames: DNS:*.example.org",
            "Hostname/IP does not match certificate's altnames: Host: shop.example.com. is not in the cert's altnames: DNS:*.example.org"
        ),
        (
            "C0C7A4E1F87F0000:error:0A000152:SSL routines:final_renegotiate:unsafe legacy renegotiation disabled:../deps/openssl/ssl/statem/extensions.c:922:",
            "<hash>:error:<hash>:SSL routines:final_renegotiate:unsafe legacy renegotiation disabled:<path>:"
        ),
        (
            "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)",
            "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:<n>)"
        ),
    ]

    private static let http = [
        ("503 Service Unavailable", "503 Service Unavailable"),
        ("Response code 503 (Service Unavailable)", "Response code 503 (Service Unavailable)"),
        ("Request failed with status code 429", "Request failed with status code 429"),
        ("HTTP 502: Bad Gateway for https://hooks.example.com/t/8f3ka92", "HTTP 502: Bad Gateway for <url>"),
        ("HTTP/1.1 404 Not Found", "HTTP/1.1 404 Not Found"),
        (
            "404 Client Error: Not Found for url: https://api.example.com/v1/users/48213",
            "404 Client Error: Not Found for url: <url>"
        ),
        (
            "Unexpected response 500 Internal Server Error after 1532 ms",
            "Unexpected response 500 Internal Server Error after <n> ms"
        ),
        ("timeout of 30000ms exceeded", "timeout of <n>ms exceeded"),
        ("Timeout awaiting 'request' for 5000ms", "Timeout awaiting 'request' for <n>ms"),
        (
            "request to https://api.stripe.com/v1/charges/ch_3MmlLrLkdIwHu7ix0snN0B15 failed, reason: connect ETIMEDOUT 52.1.2.3:443",
            "request to <url> failed, reason: connect ETIMEDOUT <addr>"
        ),
        ("POST /v1/charges/ch_1 402", "POST <path> <n>"),
        ("No such customer: 'cus_NffrFeUfNV2Hib'", "No such customer: <value>"),
        (
            "Rate limit reached for requests. Limit: 3 / min. Please try again in 20s.",
            "Rate limit reached for requests. Limit: <n> / min. Please try again in <n>s."
        ),
        (
            "14 UNAVAILABLE: No connection established. Last error: connect ECONNREFUSED 10.1.1.9:50051 (2026-11-27T16:41:03.120Z)",
            "14 UNAVAILABLE: No connection established. Last error: connect ECONNREFUSED <addr> (<date>)"
        ),
        (
            "7 PERMISSION_DENIED: Missing or insufficient permissions.",
            "7 PERMISSION_DENIED: Missing or insufficient permissions."
        ),
        (
            "Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON",
            "Unexpected token '<', <value>... is not valid JSON"
        ),
        ("Unexpected token u in JSON at position 0", "Unexpected token u in JSON at position <n>"),
        (
            "GraphQL error: request id 3f2504e0-4f89-11d3-9a0c-0305e82c3301 timed out",
            "GraphQL error: request id <uuid> timed out"
        ),
    ]

    private static let databases = [
        (
            "duplicate key value violates unique constraint \"users_email_key\"",
            "duplicate key value violates unique constraint \"users_email_key\""
        ),
        (
            "null value in column \"email\" of relation \"users\" violates not-null constraint",
            "null value in column \"email\" of relation \"users\" violates not-null constraint"
        ),
        ("relation \"invoices\" does not exist", "relation \"invoices\" does not exist"),
        ("invalid input syntax for type integer: \"abc\"", "invalid input syntax for type integer: <value>"),
        ("value too long for type character varying(255)", "value too long for type character varying(<n>)"),
        ("canceling statement due to statement timeout", "canceling statement due to statement timeout"),
        (
            "Process 18264 waits for ShareLock on transaction 88123; blocked by process 18270.",
            "Process <n> waits for ShareLock on transaction <n>; blocked by process <n>."
        ),
        ("sorry, too many clients already", "sorry, too many clients already"),
        (
            "SQLSTATE[42S02]: Base table or view not found: 1146 Table 'shop.orders_2024' doesn't exist",
            "SQLSTATE[42S02]: Base table or view not found: <n> Table 'shop.orders_<n>' doesn't exist"
        ),
        ("Duplicate entry 'alice@example.com' for key 'users.email'", "Duplicate entry <email> for key 'users.email'"),
        (
            "ER_LOCK_DEADLOCK: Deadlock found when trying to get lock; try restarting transaction",
            "ER_LOCK_DEADLOCK: Deadlock found when trying to get lock; try restarting transaction"
        ),
        ("Error 1213 (40001): Deadlock found", "Error 1213 (<n>): Deadlock found"),
        (
            "E11000 duplicate key error collection: shop.users index: email_1 dup key: { email: \"bob@example.com\" }",
            "E11000 duplicate key error collection: shop.users index: email_<n> dup key: { email: <email> }"
        ),
        (
            "Cast to ObjectId failed for value \"not-an-id\" (type string) at path \"_id\" for model \"User\"",
            "Cast to ObjectId failed for value <value> (type string) at path \"_id\" for model \"User\""
        ),
        (
            "P2002: Unique constraint failed on the fields: (`email`)",
            "P2002: Unique constraint failed on the fields: (`email`)"
        ),
        (
            "\nInvalid `prisma.user.create()` invocation:\n\n\nCan't reach database server at `db-3.internal`:`5432`",
            "Invalid `prisma.user.create()` invocation: Can't reach database server at `db-<n>.internal`:<value>"
        ),
        ("ORA-00942: table or view does not exist", "ORA-00942: table or view does not exist"),
        (
            "WRONGTYPE Operation against a key holding the wrong kind of value",
            "WRONGTYPE Operation against a key holding the wrong kind of value"
        ),
        ("MOVED 3999 127.0.0.1:6381", "MOVED <n> <addr>"),
        (
            "OOM command not allowed when used memory > 'maxmemory'.",
            "OOM command not allowed when used memory > <value>."
        ),
        (
            "MongoServerSelectionError: connection <monitor> to 10.4.0.2:27017 closed",
            "MongoServerSelectionError: connection <monitor> to <addr> closed"
        ),
        (
            "Document 507f1f77bcf86cd799439011 was changed by another process",
            "Document <hash> was changed by another process"
        ),
    ]
}

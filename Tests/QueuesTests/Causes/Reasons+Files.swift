extension Reasons {
    static let files = [
        (
            "ENOENT: no such file or directory, open '/tmp/uploads/8f3ka92/report.pdf'",
            "ENOENT: no such file or directory, open <path>"
        ),
        ("EACCES: permission denied, mkdir '/data/out'", "EACCES: permission denied, mkdir <path>"),
        ("ENOSPC: no space left on device, write", "ENOSPC: no space left on device, write"),
        ("EMFILE: too many open files, open 'C:\\jobs\\42\\in.csv'", "EMFILE: too many open files, open <path>"),
        (
            "[Errno 2] No such file or directory: '/srv/in/2026-11-27.csv'",
            "[Errno 2] No such file or directory: <path>"
        ),
        ("Cannot find module './jobs/invoice-42.js'", "Cannot find module <path>"),
        ("Cannot find module '@aws-sdk/client-s3'", "Cannot find module '@aws-sdk/client-s3'"),
        (
            "Command failed: ffmpeg -i uploads/2026/11/27/video_991.mov exited with code 137",
            "Command failed: ffmpeg -i <path> exited with code 137"
        ),
        ("Process killed by signal 9", "Process killed by signal 9"),
    ]

    static let mail = [
        (
            "550 5.1.1 <alice@example.com>: Recipient address rejected: User unknown",
            "550 5.1.1 <<email>>: Recipient address rejected: User unknown"
        ),
        (
            "Can't send mail - all recipients were rejected: 550 5.7.1 bob@example.org relaying denied",
            "Can't send mail - all recipients were rejected: 550 5.7.1 <email> relaying denied"
        ),
        (
            "421 4.7.0 Try again later, closing connection. (EHLO) 5b1f17b1804b1-4a2f5d",
            "421 4.7.0 Try again later, closing connection. (EHLO) <hash>-<id>"
        ),
        ("Invalid login: 535 5.7.8 Authentication failed", "Invalid login: 535 5.7.8 Authentication failed"),
        ("Message size 26214401 exceeds fixed limit 26214400", "Message size <n> exceeds fixed limit <n>"),
    ]

    static let storage = [
        ("NoSuchKey: The specified key does not exist.", "NoSuchKey: The specified key does not exist."),
        (
            "AccessDenied: User: arn:aws:iam::123456789012:user/worker is not authorized",
            "AccessDenied: User: arn:aws:iam::<n>:user/worker is not authorized"
        ),
        (
            "SlowDown: Please reduce your request rate. RequestId: 4442587FB7D0A2F9",
            "SlowDown: Please reduce your request rate. RequestId: <hash>"
        ),
        ("The bucket 'tenant-4711-uploads' does not exist", "The bucket 'tenant-<n>-uploads' does not exist"),
        ("s3://media/2026/11/a.png could not be copied", "<url> could not be copied"),
        ("Part 17 of upload 2~iCw_lDY8VoBhoRrIJbPMrUqnE3Z-3Qh failed", "Part <n> of upload <n>~iCw_<id>-<id> failed"),
    ]

    static let validation = [
        ("\"email\" is required", "\"email\" is required"),
        ("\"items[3].price\" must be a positive number", "\"items[<n>].price\" must be a positive number"),
        ("Validation failed: age: must be at least 18", "Validation failed: age: must be at least <n>"),
        ("instance.total is not of a type(s) number", "instance.total is not of a type(s) number"),
        ("data/lines/0/sku must be string", "<path> must be string"),
        (
            "User validation failed: email: Path `email` is required.",
            "User validation failed: email: Path `email` is required."
        ),
        (
            "[{\"code\":\"invalid_type\",\"expected\":\"string\",\"path\":[\"email\"]}]",
            "[{\"code\":\"invalid_type\",\"expected\":\"string\",\"path\":[\"email\"]}]"
        ),
        ("Invalid IBAN DE89370400440532013000", "Invalid IBAN <hash>"),
        ("amount 12,499.90 EUR is above the limit of 10,000.00 EUR", "amount <n> EUR is above the limit of <n> EUR"),
        ("ids 12, 17, 4711 are unknown", "ids <n> are unknown"),
        ("unsupported currency 'XAU'", "unsupported currency <value>"),
    ]

    static let programs = [
        ("Cannot read properties of undefined (reading 'id')", "Cannot read properties of undefined (reading 'id')"),
        ("x.map is not a function", "x.map is not a function"),
        ("Maximum call stack size exceeded", "Maximum call stack size exceeded"),
        ("'NoneType' object has no attribute 'total'", "'NoneType' object has no attribute 'total'"),
        ("KeyError: 'customer_id'", "KeyError: 'customer_id'"),
        ("name 'foo' is not defined", "name 'foo' is not defined"),
        ("list index out of range", "list index out of range"),
        ("time data '27.11.2026' does not match format '%Y-%m-%d'", "time data <date> does not match format <value>"),
        (
            "Invalid time value: Fri Nov 27 2026 16:41:03 GMT+0100 (Central European Standard Time)",
            "Invalid time value: <date>"
        ),
        ("job stalled more than allowable limit", "job stalled more than allowable limit"),
        (
            "Worker terminated due to reaching memory limit: JS heap out of memory",
            "Worker terminated due to reaching memory limit: JS heap out of memory"
        ),
        ("child bull:fetch:4711 failed", "child bull:fetch:<n> failed"),
        (
            "Missing lock for job 3f2504e0-4f89-11d3-9a0c-0305e82c3301. moveToFinished",
            "Missing lock for job <uuid>. moveToFinished"
        ),
        ("Error: boom\n    at charge (/app/dist/billing.js:10:5)\n    at run (/app/dist/run.js:1:1)", "Error: boom"),
    ]

    static let others = [
        ("", ""),
        ("   \n\t ", ""),
        ("Kundin Müller (Nr. 48213) nicht gefunden", "Kundin Müller (Nr. <n>) nicht gefunden"),
        ("Order ORD-2024-00042 of user_881 not found", "Order ORD-<n>-<n> of user_<n> not found"),
        ("checksum 0x7ffee4b2 differs from d41d8cd98f00b204e9800998ecf8427e", "checksum <hash> differs from <hash>"),
        ("token eyJhbGciOiJIUzI1NiJ9 expired at 2026-11-27 16:41:03", "token <id> expired at <date>"),
        ("session expired 16:41:03 ago", "session expired <date> ago"),
        ("device 00:1b:44:11:3a:b7 is offline", "device <addr> is offline"),
        ("3rd attempt with utf8 and sha256 failed in 12.5s", "<n>rd attempt with utf8 and sha256 failed in <n>s"),
    ]

    static let same = [
        ("connect ECONNREFUSED 10.0.0.7:5432", "connect ECONNREFUSED [fe80::1]:5432"),
        ("Duplicate entry 'a@b.co' for key 'users.email'", "Duplicate entry 'carol@example.com' for key 'users.email'"),
        ("timeout of 30000ms exceeded", "timeout of 5000ms exceeded"),
        ("job 1 failed", "job 2147483647 failed"),
        ("No such customer: 'cus_1'", "No such customer: 'cus_NffrFeUfNV2Hib'"),
        ("ids 1, 2 are unknown", "ids 4, 5, 6, 7 are unknown"),
        ("open '/a/b'", "open '/tmp/x y.txt'"),
        // The Python client stores a reason as a JSON string.
        ("connect ECONNREFUSED 10.0.0.7:5432", #""connect ECONNREFUSED 10.0.0.9:5432""#),
        ("column \"id\" of job 4 is null", #""column \"id\" of job 12 is null""#),
        ("https://a.example.com/x returned 500", "https://b.example.com/y returned 500"),
        ("failed with 12 items", "failed with 404 items"),
    ]

    static let different = [
        (#""connect ECONNREFUSED 10.0.0.7:5432""#, #""Response code 503 (Service Unavailable)""#),
        (#""tenant globex: certificate has expired""#, #""connect ECONNREFUSED 10.0.0.7:5432""#),
        ("https://a.example.com/x returned 500", "https://a.example.com/x returned 404"),
        ("the gateway answered 502.", "the gateway answered 504."),
        ("503 Service Unavailable", "500 Internal Server Error"),
        ("Request failed with status code 429", "Request failed with status code 503"),
        ("getaddrinfo ENOTFOUND a.example.com", "getaddrinfo ENOTFOUND b.example.com"),
        ("connect ECONNREFUSED 10.0.0.7:5432", "connect ETIMEDOUT 10.0.0.7:5432"),
        ("Cannot read properties of undefined (reading 'id')", "Cannot read properties of undefined (reading 'name')"),
        ("null value in column \"email\"", "null value in column \"name\""),
        ("KeyError: 'a'", "KeyError: 'b'"),
        ("P2002: failed", "P2025: failed"),
        ("exited with code 1", "exited with code 137"),
        ("550 5.1.1 unknown user", "550 5.7.1 unknown user"),
        ("ORA-00942: x", "ORA-01017: x"),
        ("Cannot find module 'express'", "Cannot find module '@aws-sdk/client-s3'"),
        ("Cannot find module 'a'", ""),
    ]
}

internal import Dashboard
internal import Queues
internal import Threads

/// The loop of the poller's thread: it reads, searches for queues while there is time, and waits for the next turn.
struct PollingLoop {
    let store: any Store
    let orders: Mailbox<Poller.Order>
    let news: Mailbox<Message>
    let stop: StopSignal
    private var interval: Milliseconds
    var watch: Watch?
    /// What is read beside the watch, as often.
    private var aside: AsideReading?
    /// Whether nothing was read yet of what the screen shows now: then that comes first.
    private var isNew = true

    /// What is being read, so that it ends early for what a key asks for.
    private let reading = PresentReading()
    private var backoff: Backoff
    /// The time of the next reading, on the monotonic clock.
    private var nextTurn = MonotonicClock.now
    private var isUp = false
    private var (pace, asidePace) = (OverviewPace(), OverviewPace())
    private var desk: OverviewDesk
    /// Whether queues must be searched before the next reading: after a connection, until a search has succeeded. Where
    /// a search is not permitted the screen shows that all the time, and does not alternate.
    private var isSearchDue = true

    /// The maximum time that the first frame waits for the first round of the search, in ms.
    private static let firstSearch: Milliseconds = 40

    init(
        store: any Store, orders: Mailbox<Poller.Order>, news: Mailbox<Message>, stop: StopSignal,
        interval: Milliseconds, watch: Watch?, _ preparation: OverviewPreparation
    ) {
        desk = OverviewDesk(preparation)
        self.store = store
        // A failover is looked for every second, until it is over.
        backoff = Backoff(longest: store.isWatched ? 1_000 : 30_000)
        self.orders = orders
        self.news = news
        self.stop = stop
        self.interval = interval
        self.watch = watch
        store.allowBeginnings()
        store.yield { [reading, orders] in
            orders.contains { order in
                guard case .watch(let new?, _) = order else { return false }
                return reading.watch?.satisfies(new) != true
            }
        }
    }

    /// Runs until it is stopped.
    mutating func run() {
        while !stop.isStopped {
            do {
                try turn()
            } catch {
                guard !stop.isStopped else { return }
                rest(after: error)
            }
        }
    }

    private mutating func turn() throws(Trouble) {
        if !store.isConnected {
            try store.connect()
            isSearchDue = true
        }
        if isSearchDue {
            let end = MonotonicClock.now + Self.firstSearch
            while !stop.isStopped, MonotonicClock.now < end, try store.discover(now: WallClock.now) {}
            isSearchDue = false
        }
        let comesFirst = isNew
        isNew = false
        if !comesFirst { try readAside() }
        if let watch {
            nextTurn = MonotonicClock.now + interval
            let answer = try read(watch)
            if pace.isDue(answer, isNew: comesFirst, at: MonotonicClock.now) || !isUp { tellUp(with: answer) }
            // What a beginning leaves out comes before what is read beside the screen.
            isNew = answer.isBeginning
            if comesFirst, !isNew { try readAside() }
            // A search continues at once, unless there are orders.
            if answer.content.goesOn || answer.isBeginning {
                nextTurn = MonotonicClock.now
                return sleep(until: nextTurn)
            }
        } else {
            tellUp()
        }
        try search(until: nextTurn)
        sleep(until: [watch == nil ? nil : nextTurn, aside?.next].compactMap(\.self).min())
    }

    /// Reads what a watch asks for.
    private func read(_ watch: Watch) throws(Trouble) -> Answer {
        reading.watch = watch
        return try store.answer(watch, now: WallClock.now)
    }

    /// Reads as often as this from now on; a turn that is farther away comes earlier.
    private mutating func setPace(_ new: Milliseconds) {
        interval = new
        nextTurn = min(nextTurn, MonotonicClock.now + new)
    }

    private mutating func take(_ new: Watch?, _ beside: Watch?) {
        if watch != new { isNew = true }
        watch = new
        if aside?.watch != beside { aside = beside.map { AsideReading(watch: $0, next: MonotonicClock.now) } }
    }

    /// The part of an interval that a reading beside the screen may take, as a divisor; a longer one is made every other time.
    private static let asidePart: Milliseconds = 10

    /// Reads what is wanted beside the watch, where it is due. That it may not be read does not stop the screen.
    private mutating func readAside() throws(Trouble) {
        let start = MonotonicClock.now
        guard let due = aside, start >= due.next else { return }
        aside?.next = start + interval
        do throws(Trouble) {
            let answer = try read(due.watch)
            if asidePace.isDue(answer, at: start) {
                news.post([desk.message(of: answer)]) { $0.isOutdated(by: answer) }
            }
            if MonotonicClock.now - start > interval / Self.asidePart { aside?.next = start + 2 * interval }
        } catch {
            guard error.isRefusal, store.isConnected else { throw error }
            if !due.isRefused {
                news.post(.noticed("The list of queues cannot be read for history and alarms. \(error.explanation)"))
            }
            aside?.isRefused = true
        }
    }

    /// Reports that the server answers, where that is new, together with its answer. An overview takes the place of an earlier
    /// one that the screen has not taken yet: with very many queues it may need longer for one than a reading takes.
    private mutating func tellUp(with answer: Answer? = nil) {
        backoff.reset()
        let letters: [Message] = (isUp ? [] : [.connection(.connected)]) + (answer.map { [desk.message(of: $0)] } ?? [])
        news.post(letters) { letter in answer.map { letter.isOutdated(by: $0) } ?? false }
        isUp = true
    }

    /// Searches for queues step by step until a round is complete, a time has come, or there are orders. Between two
    /// steps the server is left to others for as long as the step took.
    private mutating func search(until time: Milliseconds) throws(Trouble) {
        while !stop.isStopped {
            let start = MonotonicClock.now
            guard try store.discover(now: WallClock.now) else { return }
            let end = MonotonicClock.now
            guard end < time, !orders.bell.wait(milliseconds: min(end - start, time - end)) else { return }
        }
    }

    /// Sleeps until a time, without end for nil, until an order requests a reading, or another server has taken over.
    private mutating func sleep(until time: Milliseconds?) {
        while !stop.isStopped {
            let left = time.map { max(0, $0 - MonotonicClock.now) }
            let woken = orders.bell.wait(milliseconds: left, or: store.announcement)
            guard woken.rang || woken.other else { return }
            if woken.rang, obey() { return }
            if woken.other, store.hasMoved() { return }
        }
    }

    /// Takes the orders. Returns whether one of them requests a reading now.
    private mutating func obey() -> Bool {
        let before = watch
        var wantsReading = false
        for order in orders.takeAll() {
            switch order {
            case .watch(let new, let beside): take(new, beside)
            case .pace(let new): setPace(new)
            case .prepare(let new): desk.preparation = new
            case .refresh: wantsReading = true
            }
        }
        return wantsReading || watch?.isUrgent(after: before) ?? (before != nil)
    }

    /// Reports a trouble, and waits before the next attempt; a refresh by hand ends the wait.
    private mutating func rest(after trouble: Trouble) {
        isUp = false
        let pause = backoff.wait()
        let end = MonotonicClock.now + pause
        news.post(.connection(.down(trouble, retryAt: WallClock.now + pause)))
        while !stop.isStopped, orders.bell.wait(milliseconds: max(0, end - MonotonicClock.now)) {
            let letters = orders.takeAll()
            for case .watch(let new, let beside) in letters { take(new, beside) }
            for case .pace(let new) in letters { setPace(new) }
            for case .prepare(let new) in letters { desk.preparation = new }
            if letters.contains(where: { if case .refresh = $0 { true } else { false } }) { return }
            if MonotonicClock.now >= end { return }
        }
    }
}

/// What a poller reads at present, or has read last. It belongs to the poller's thread.
private final class PresentReading {
    var watch: Watch?
}

/// What is read beside the screen, and when next.
private struct AsideReading {
    let watch: Watch
    /// The time of the next reading, on the monotonic clock.
    var next: Milliseconds
    /// Whether the server has refused it, so that this is not said again.
    var isRefused = false
}

/// The time to wait before another attempt: 0.5 s first, doubled each time, at most 30 s or what is given.
struct Backoff: Sendable {
    private static let shortest: Milliseconds = 500
    private let longest: Milliseconds
    private var next = shortest

    /// Begins with the shortest time; `longest` is in ms.
    init(longest: Milliseconds = 30_000) { self.longest = longest }

    /// Returns the next time to wait, in ms. A fifth of it is random, so that many clients do not return at once.
    mutating func wait() -> Milliseconds {
        defer { next = min(next * 2, longest) }
        return next - Milliseconds.random(in: 0...(next / 5))
    }

    /// Resets the time after a success.
    mutating func reset() { next = Self.shortest }
}

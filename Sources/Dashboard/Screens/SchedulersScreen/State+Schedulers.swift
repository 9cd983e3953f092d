import Queues

extension State {
    /// The job scheduler under the cursor.
    var selectedScheduler: JobScheduler? {
        if case .schedulers(let screen) = path.last { screen.current } else { nil }
    }

    /// Opens the job schedulers of a queue above what is on top, or those of all above the list of queues.
    mutating func openSchedulers(of queue: QueueID?) {
        go(to: (queue == nil ? [] : path) + [.schedulers(SchedulersScreen(queue: queue))])
    }

    /// Asks whether something is to be done to the job scheduler under the cursor.
    mutating func askOfScheduler(_ change: ([UInt8]) -> QueueChange) {
        guard let scheduler = selectedScheduler else { return }
        ask(change(scheduler.id), in: scheduler.queue)
    }

    /// Reads the job scheduler under the cursor for the form that changes it.
    mutating func editScheduler() {
        guard let scheduler = selectedScheduler else { return }
        wanted = .scheduler(scheduler.queue, id: scheduler.id)
    }

    /// Why nothing can be done to the scheduler under the cursor; nil where something can.
    var reasonAgainstSchedulerChange: String? {
        guard let scheduler = selectedScheduler else { return "There is no scheduler under the cursor." }
        let isPending = pending.contains { operation in
            switch operation {
            case .queue(.runScheduler(scheduler.id), scheduler.queue),
                .queue(.removeScheduler(scheduler.id), scheduler.queue):
                true
            default: false
            }
        }
        return isPending ? "An operation on this scheduler is under way." : nil
    }

    /// Why the scheduler under the cursor cannot be changed; nil where it can.
    var reasonAgainstEditingScheduler: String? {
        if let reason = reasonAgainstSchedulerChange { return reason }
        guard selectedScheduler?.isLegacy == true else { return nil }
        return "A repeatable can be run and removed; in Bull, adding one of its id and name replaces it."
    }

    /// Why the scheduler under the cursor has no next job to be run or opened; nil where it has one.
    var reasonAgainstNextJob: String? {
        guard let scheduler = selectedScheduler else { return "There is no scheduler under the cursor." }
        return scheduler.hasPendingJob ? nil : "Its next job does not exist: the scheduler has stopped."
    }

    /// Why the schedulers of a queue cannot be shown; nil where they can.
    var reasonAgainstSchedulers: String? {
        if case .schedulers(let screen) = path.last, screen.queue != nil {
            return "These are the queue's schedulers; :schedulers shows those of all queues."
        }
        return currentQueue == nil ? "There is no queue under the cursor." : nil
    }
}

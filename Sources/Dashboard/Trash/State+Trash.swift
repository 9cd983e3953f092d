import Queues

extension State {
    /// The removed job under the cursor of the trash.
    var trashed: RemovedJob? {
        guard let index = trashCursor?.index, trash.items.indices.contains(index) else { return nil }
        return trash.items[index].job
    }

    /// Asks whether the removed job under the cursor is to be put back.
    mutating func askToRestore() {
        guard let trashed else { return }
        ask(.restore(trashed), in: trashed.queue)
    }
}

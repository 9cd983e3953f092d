import Queues

extension UndoBudget {
    /// The budget as the options of `Scripts/tree.lua`, the first of which is the script's own.
    func options(_ own: String = "") -> [[UInt8]] {
        [own, String(perJob), String(perReply), losesLarger ? "lose" : ""].map { Array($0.utf8) }
    }
}

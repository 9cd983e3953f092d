import Queues

extension UndoBudget {
    /// The budget as the options of `Scripts/Shared/kept.lua`.
    var options: ScriptOptions {
        ScriptOptions(given: [
            "jobBudget": .decimal(Int64(perJob)), "replyBudget": .decimal(Int64(perReply)), "lose": .flag(losesLarger),
        ])
    }
}

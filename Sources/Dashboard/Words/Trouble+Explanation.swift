public import Queues

extension Trouble {
    /// What is wrong and what to try, in two sentences, as the screen would tell it.
    public var explanation: String {
        let advice = Words.advice(self)
        return "\(advice.text) \(advice.attempt)"
    }
}

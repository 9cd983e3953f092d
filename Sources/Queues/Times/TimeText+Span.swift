extension TimeText {
    /// Returns a length of time as measured, in ms: `830 ms`, `1.24 s`, `12.4 s`, `3 m 12 s`, `5 h 12 m`, `3 d 4 h`.
    public static func measured(_ length: Milliseconds) -> String {
        let magnitude = length.magnitude
        let seconds = magnitude / 1_000
        let text: String
        switch seconds {
        case 0: text = "\(magnitude) ms"
        case ..<10:
            let hundredths = magnitude % 1_000 / 10
            text = "\(seconds).\(hundredths < 10 ? "0" : "")\(hundredths) s"
        case ..<60: text = "\(seconds).\(magnitude % 1_000 / 100) s"
        default: text = twoUnits(seconds: seconds)
        }
        return length < 0 ? "-" + text : text
    }

    /// Returns a length of time in its two largest units: `9 s`, `6 m 12 s`, `2 h 5 m`, `3 d 4 h`.
    public static func twoUnits(seconds: some BinaryInteger) -> String {
        switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3_600: "\(seconds / 60) m \(seconds % 60) s"
        case ..<(48 * 3_600): "\(seconds / 3_600) h \(seconds / 60 % 60) m"
        default: "\(seconds / 86_400) d \(seconds / 3_600 % 24) h"
        }
    }
}

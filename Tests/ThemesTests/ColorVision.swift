import Foundation

/// A colour as light: linear red, green and blue, 0 to 1.
struct Light: Hashable {
    var red: Double
    var green: Double
    var blue: Double

    /// Creates the light of 0xRRGGBB in sRGB.
    init(_ web: Int) {
        func linear(_ byte: Int) -> Double {
            let value = Double(byte & 255) / 255
            return value <= 0.040_45 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        (red, green, blue) = (linear(web >> 16), linear(web >> 8), linear(web))
    }

    /// The relative luminance of WCAG 2.
    var luminance: Double { 0.2126 * red + 0.7152 * green + 0.0722 * blue }

    /// Returns the contrast to another colour, as WCAG 2 defines it: 1 to 21.
    func contrast(to other: Light) -> Double {
        let (low, high) = (min(luminance, other.luminance), max(luminance, other.luminance))
        return (high + 0.05) / (low + 0.05)
    }

    /// Returns how an eye sees it.
    func seen(by vision: ColorVision) -> Light {
        let rows = vision.matrix
        func mixed(_ row: [Double]) -> Double {
            min(1, max(0, row[0] * red + row[1] * green + row[2] * blue))
        }
        var light = self
        (light.red, light.green, light.blue) = (mixed(rows[0]), mixed(rows[1]), mixed(rows[2]))
        return light
    }

    /// Returns the distance to another colour in CIE Lab (ΔE of 1976); 2.3 is just noticed.
    func distance(to other: Light) -> Double {
        zip(lab, other.lab).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }

    private var lab: [Double] {
        func root(_ value: Double) -> Double {
            value > 216.0 / 24_389 ? cbrt(value) : value * 841 / 108 + 4.0 / 29
        }
        let x = root((0.412_456_4 * red + 0.357_576_1 * green + 0.180_437_5 * blue) / 0.950_47)
        let y = root(0.212_672_9 * red + 0.715_152_2 * green + 0.072_175 * blue)
        let z = root((0.019_333_9 * red + 0.119_192 * green + 0.950_304_1 * blue) / 1.088_83)
        return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
    }
}

/// A kind of eye. The simulation of dichromacy is that of Machado, Oliveira and Fernandes, "A Physiologically-based
/// Model for Simulation of Color Vision Deficiency" (2009), at full severity.
enum ColorVision: CaseIterable {
    case usual, deuteranopia, protanopia, tritanopia

    fileprivate var matrix: [[Double]] {
        switch self {
        case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        case .deuteranopia:
            [
                [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
            ]
        case .protanopia:
            [
                [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
            ]
        case .tritanopia:
            [
                [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900],
            ]
        }
    }
}

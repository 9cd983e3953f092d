import Canvas
import Testing

@testable import Terminal

struct ColorTests {
    @Test(arguments: [
        (ColorMode.auto, false, 256, ColorDepth.palette), (.auto, false, 88, .ansi16), (.auto, false, 8, .ansi8),
        (.auto, false, 2, .mono), (.auto, true, 256, .mono), (.auto, false, 0, .mono), (.never, false, 256, .mono),
        (.ansi16, true, 256, .ansi16), (.palette, false, 8, .ansi8), (.ansi8, false, 256, .ansi8),
    ])
    func decidesHowMany(mode: ColorMode, hasNoColor: Bool, colors: Int, depth: ColorDepth) {
        #expect(ColorDepth(mode: mode, hasNoColor: hasNoColor, terminalColors: colors) == depth)
    }

    @Test(arguments: [
        (Style(.indexed(196)), ColorDepth.ansi16, Style(.indexed(9))),
        (Style(.indexed(196)), .ansi8, Style(.indexed(1), on: .standard, .bold)),
        (Style(.indexed(196)), .palette, Style(.indexed(196))),
        (Style(.indexed(196), on: .standard, .underline), .mono, Style(.standard, on: .standard, .underline)),
        (Style(.standard, on: .indexed(17)), .mono, Style(.standard, on: .standard, .reverse)),
        (Style(.indexed(8)), .ansi8, Style(.standard, on: .standard, .dim)),
        (Style(.indexed(3), on: .indexed(11)), .ansi8, Style(.indexed(0), on: .indexed(3))),
        (Style(.indexed(231), on: .indexed(16)), .ansi16, Style(.indexed(15), on: .indexed(0))),
        (Style(.indexed(236), on: .indexed(234)), .ansi16, Style(.indexed(7), on: .indexed(0))),
        (Style(), .ansi8, Style()),
    ])
    func downgrades(style: Style, depth: ColorDepth, result: Style) {
        #expect(style.downgraded(to: depth) == result)
    }

    @Test func everyColorHasAnANSIColor() {
        for index in UInt8.min...UInt8.max {
            guard case .indexed(let ansi) = Color.indexed(index).nearestANSI else { continue }
            #expect(ansi < 16)
            #expect(index >= 16 || ansi == index)
        }
    }
}

struct ClipboardTests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("\u{FF}é", "w7/DqQ=="),
    ])
    func encodes(text: String, base64: String) {
        #expect(Clipboard.encoded(Array(text.utf8)) == Array(base64.utf8))
    }

    @Test func hasALimit() {
        #expect(Clipboard.encoded([UInt8](repeating: 0, count: Clipboard.limit / 4 * 3))?.count == 74_992)
        #expect(Clipboard.encoded([UInt8](repeating: 0, count: Clipboard.limit / 4 * 3 + 1)) == nil)
    }

    @Test func passesThroughMultiplexers() {
        let text = Array("QQ==".utf8)
        let plain = "\u{1B}]52;c;QQ==\u{7}"
        #expect(Clipboard.sequence(text, in: .none) == Array(plain.utf8))
        #expect(Clipboard.sequence(text, in: .tmux) == Array((plain + "\u{1B}Ptmux;\u{1B}" + plain + "\u{1B}\\").utf8))
        #expect(Clipboard.sequence(text, in: .screen) == Array(("\u{1B}P" + plain + "\u{1B}\\").utf8))
        let long = Clipboard.sequence([UInt8](repeating: 0x41, count: 2000), in: .screen)
        let pieces = String(decoding: long, as: UTF8.self).split(separator: "\u{1B}\\")
        #expect(pieces.count == 4 && pieces.allSatisfy { $0.utf8.count <= 768 && $0.hasPrefix("\u{1B}P") })
    }
}

// Opens the terminal, draws, and reports on descriptor 3 what it does: the tests of Terminal drive it in a
// pseudo-terminal. Keys are commands: s draws the same frame again, n another cell, g the next of the frames in the files
// $PROBE_FRAMES, w wide text, c copies, f floods, x crashes, q quits, m uses the mouse, e gives the terminal to the shell script $PROBE_EDITOR, Ctrl-Z suspends. After each batch of input
// a mark is written past ncurses, so that a test can distinguish the bytes of each batch.
import Canvas
import Glibc
import Terminal

func tell(_ text: String) {
    let line = Array((text + "\n").utf8)
    _ = write(3, line, line.count)
}

func mark() {
    let bytes = Array("\u{1B}[999m".utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
}

func frame(_ size: Size, counter: Int, text: DisplayText) -> Frame {
    var frame = Frame(size: size)
    let red = Style(.indexed(196), on: .indexed(17), .bold)
    for y in 0..<size.rows { frame.draw("row", style: red, x: 0, y: y) }
    frame.draw(text, style: Style(), x: 8, y: 1)
    frame.draw(DisplayText(counter), style: Style(.indexed(2)), x: 8, y: 2)
    frame.cursor = Point(x: 3, y: 3)
    return frame
}

/// Returns the frames in the files $PROBE_FRAMES, whose paths are separated by colons.
func goldenFrames() -> [Frame] {
    let paths = getenv("PROBE_FRAMES").map { String(cString: $0) } ?? ""
    return paths.split(separator: ":").compactMap { path in
        guard let file = fopen(String(path), "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1_000_000)
        let count = fread(&bytes, 1, bytes.count, file)
        return Frame(dump: String(decoding: bytes[..<count], as: UTF8.self))
    }
}

func run() throws -> Int32 {
    var frames = goldenFrames()[...]
    let signals = try SignalDescriptor()
    var options = Terminal.Options()
    options.setsTitle = true
    let terminal = try Terminal(options, signals: signals)
    terminal.set(title: "a title\u{1B}]52;c;x\u{7}\u{9C} of the probe")
    var counter = 0
    var isStalled = false
    var program: ForegroundProgram?
    var golden: Frame?
    var text = DisplayText("text", glyphs: terminal.glyphs)
    _ = terminal.draw(frame(terminal.size, counter: counter, text: text))
    _ = write(STDERR_FILENO, "noise of a library\n", 19)
    tell("ready \(terminal.colors) \(terminal.glyphs) \(terminal.size.columns)x\(terminal.size.rows)")
    if let notice = terminal.notice { tell("notice \(notice)") }
    mark()
    while true {
        var descriptors = [
            pollfd(fd: terminal.inputDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: isStalled ? terminal.outputDescriptor : -1, events: Int16(POLLOUT), revents: 0),
        ]
        guard poll(&descriptors, 3, -1) > 0 else { continue }
        for signal in signals.read() {
            tell("signal \(signal)")
            if let running = program {
                switch signal {
                case .childChange:
                    let state = running.state()
                    tell("program \(state)")
                    switch state {
                    case .running: break
                    case .stopped:
                        terminal.suspend()
                        running.resume()
                    case .exited, .killed:
                        program = nil
                        terminal.resume()
                    }
                case .terminate, .hangUp:
                    running.end(signal)
                    terminal.resume()
                    terminal.close()
                    return 128 + signal.number
                case .windowChange, .stop, .resume, .interrupt, .quit: break
                }
                continue
            }
            switch signal {
            case .windowChange: terminal.updateSize()
            case .stop: terminal.suspend()
            case .resume: terminal.resume()
            case .terminate, .hangUp, .interrupt, .quit:
                terminal.close()
                return 128 + signal.number
            case .childChange: break
            }
        }
        let reading = terminal.read()
        if reading.isHungUp {
            tell("hung up")
            return 129
        }
        for input in reading.inputs {
            tell("input \(input)")
            switch input {
            case .key(.character("q")):
                terminal.close()
                return 0
            case .key(.character("x")): _ = [1][counter + 5]
            case .key(.character("c")): tell("copied \(terminal.copy(Array("hello".utf8)))")
            case .key(.character("n")): counter += 1
            case .key(.character("g")): golden = frames.popFirst()
            case .key(.character("m")): terminal.use(mouse: true)
            case .key(.character("f")):
                while terminal.draw(frame(terminal.size, counter: counter, text: text)) {
                    counter += 1
                    terminal.repaint()
                }
                tell("stalled \(counter)")
            case .key(.character("w")): text = DisplayText("日本 e\u{301} \u{26A0}\u{FE0F}", glyphs: terminal.glyphs)
            case .key(.control("z")): terminal.suspend()
            case .key(.character("e")):
                terminal.release()
                let script = getenv("PROBE_EDITOR").map { String(cString: $0) } ?? ""
                program = try ForegroundProgram(["/bin/sh", "-c", script])
            default: break
            }
        }
        guard program == nil else { continue }
        isStalled = !terminal.draw(golden ?? frame(terminal.size, counter: counter, text: text))
        guard !isStalled else { continue }
        mark()
        tell("drawn \(counter)")
    }
}

do {
    exit(try run())
} catch {
    tell("error \(error)")
    exit(2)
}

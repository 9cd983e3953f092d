import Testing

@testable import Dashboard

@Suite struct ClipTests {
    @Test(arguments: [
        ("327", "327", "id 327"), ("größe", "größe", "id größe"),
        ("a\n'b\\\u{1B}1", #"$'a\n\'b\\\0331'"#, #"id as $'a\n\'b\\\0331', which a shell reads back"#),
        ("\u{202E}x", #"$'\342\200\256x'"#, #"id as $'\342\200\256x', which a shell reads back"#),
    ])
    func anIDIsCopiedSoThatItCanBeGivenBack(id: String, copied: String, name: String) {
        let clip = Clip(id: Array(id.utf8), called: "id")
        #expect(String(decoding: clip.bytes, as: UTF8.self) == copied)
        #expect(clip.name == name)
    }

    @Test func whatBecameOfCopyingIsSaid() {
        for (outcome, words) in [
            (CopyOutcome.byTerminal, "Copied id 327."), (.byProgram("tmux"), "Copied id 327 by tmux."),
            (
                .tooLarge(limit: 56_245),
                "Not copied: id 327; a terminal takes 56.2 kB, and neither tmux, wl-copy, xclip nor pbcopy took it."
            ),
        ] {
            var scenario = Scenario()
            scenario.send(.copied(Clip(id: Array("327".utf8), called: "id"), outcome))
            #expect(scenario.state.notice?.text == words)
        }
    }
}

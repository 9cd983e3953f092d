import Testing

@testable import Dashboard

/// The places of the items of a menu, in one column or in two.
@Suite struct MenuGridTests {
    /// Checks the places of the items of a menu.
    @Test func sectionsStandInTwoColumnsWhereThereIsRoom() {
        func item(_ title: String, _ section: String?) -> MenuItem {
            MenuItem(title: title, keys: "", choice: .theme(title), section: section)
        }
        let items = [item("a", "Move"), item("b", "Move"), item("c", "Look"), item("d", "Jobs")]
        let one = MenuGrid(items, columns: 1)
        #expect(one.columns.count == 1 && one.lines == 9)
        let two = MenuGrid(items, columns: 2)
        #expect(
            two.columns == [
                [.heading("Move"), .item(0), .item(1)],
                [.heading("Look"), .item(2), .blank, .heading("Jobs"), .item(3)],
            ])
        #expect(two.item(beside: 1, step: 1) == 2 && two.item(beside: 3, step: -1) == 1)
        #expect(two.item(beside: 0, step: -1) == 0)
        #expect(MenuGrid([item("a", nil)], columns: 2).columns == [[.item(0)]])
        #expect(MenuGrid([], columns: 2).lines == 0)
    }

    /// Checks that a section is continued in the second column where the columns were too long otherwise.
    @Test func aLongSectionIsContinued() {
        let items = (0..<12).map { index in
            MenuItem(title: "\(index)", keys: "", choice: .theme("\(index)"), section: index < 2 ? "Move" : "Look")
        }
        #expect(MenuGrid(items, columns: 2, rows: 20).columns.map(\.count) == [3, 11])
        let even = MenuGrid(items, columns: 2, rows: 9)
        #expect(even.columns.map(\.count) == [8, 8])
        #expect(even.columns[0].last == .item(4) && even.columns[1].first == .heading("Look"))
        #expect(even.hasHeading(above: 5) && even.item(beside: 4, step: 1) == 11)
    }
}

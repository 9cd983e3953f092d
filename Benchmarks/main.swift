// Measures the budgets of the design on a private Redis, and prints one table.
//
//     bench PATH-OF-BULLTOP

import Foundation

guard CommandLine.arguments.count == 2 else {
    FileHandle.standardError.write(Data("usage: bench PATH-OF-BULLTOP\n".utf8))
    exit(2)
}
let program = CommandLine.arguments[1]
var report = Report()
try StoreBenchmark.run(into: &report)
try TrackingBenchmark.run(into: &report)
try FailoverBenchmark.run(into: &report)
try FindingBenchmark.run(into: &report)
try SceneBenchmark.run(into: &report)
try ScreenBenchmark(program: program).run(into: &report)
try HistoryBenchmark(program: program).run(into: &report)
let binary = try FileManager.default.attributesOfItem(atPath: program)[.size] as? Int ?? 0
report.add("stripped static binary", Double(binary) / 1e6, "MB", budget: 18)
print(report.table)

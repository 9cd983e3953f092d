// Measures the budgets of the design on a private Redis, and prints one table.

var report = Report()
try StoreBenchmark.run(into: &report)
print(report.table)

print("bulltop")

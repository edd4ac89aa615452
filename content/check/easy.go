package check

func checkEasy(in *Inspection) {}

//go:build !linux

package testenv

// memory returns "": only Linux has a folder for files in memory everywhere.
func memory() string { return "" }

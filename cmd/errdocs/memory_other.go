//go:build !linux

package main

// hugePages does nothing: the system chooses the size of its pages.
func hugePages(int64) {}

package site

import "github.com/errdocs/errdocs/internal/lists"

func each[A, B any](list []A, become func(A) B) []B { return lists.Each(list, become) }
func filter[T any](list []T, keep func(T) bool) []T { return lists.Filter(list, keep) }

//go:build !linux && !darwin

package publish

import "errors"

// exchangeDirs is not available here: two renames replace it.
func exchangeDirs(a, b string) error { return errors.ErrUnsupported }

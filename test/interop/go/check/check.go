// Package check runs named expectations and prints each as "ok …" or "FAIL …".
package check

import (
	"fmt"
	"os"
	"reflect"
	"strings"
)

// A Check is one expectation; it fails by calling the functions below, or by any other panic.
type Check struct {
	Name string
	Run  func()
}

// Main runs all checks, prints their sum as the last line and ends the process.
func Main(prefix string, checks []Check) {
	passed, failed := 0, 0
	for _, each := range checks {
		if failure := run(each); failure == nil {
			passed++
			fmt.Printf("ok %s: %s\n", prefix, each.Name)
		} else {
			failed++
			fmt.Printf("FAIL %s: %s\n     %v\n", prefix, each.Name, failure)
		}
	}
	fmt.Printf("%d passed, %d failed\n", passed, failed)
	if failed > 0 {
		os.Exit(1)
	}
}

func run(check Check) (failure any) {
	defer func() { failure = recover() }()
	check.Run()
	return nil
}

// Must returns the value of a call that has to succeed.
func Must[T any](value T, err error) T {
	OK(err)
	return value
}

// OK fails on an error.
func OK(err error) {
	if err != nil {
		panic(fmt.Sprintf("unexpected error: %v", err))
	}
}

// Same fails unless both are deeply equal.
func Same[T any](actual, expected T) {
	if !reflect.DeepEqual(actual, expected) {
		panic(fmt.Sprintf("%#v instead of %#v", actual, expected))
	}
}

// True fails when the condition does not hold.
func True(condition bool, format string, values ...any) {
	if !condition {
		panic(fmt.Sprintf(format, values...))
	}
}

// Refused fails unless there is an error with all the words in its text.
func Refused(err error, words ...string) {
	True(err != nil, "no error, but one with %q was expected", words)
	for _, word := range words {
		True(strings.Contains(err.Error(), word), "%q is not in: %v", word, err)
	}
}

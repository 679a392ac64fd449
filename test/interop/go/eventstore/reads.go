package main

import (
	"strings"

	. "renku-sessions/interop/check"
)

func readsAStream() {
	stream := filled("abcde")
	for _, each := range []struct {
		options  readStreamOptions
		count    uint64
		expected string
	}{
		{readStreamOptions{}, 100, "abcde"},
		{readStreamOptions{}, 2, "ab"},
		{readStreamOptions{From: revision(2)}, 2, "cd"},
		{readStreamOptions{From: revision(9)}, 2, ""},
		{readStreamOptions{Direction: backwards, From: end{}}, 100, "edcba"},
		{readStreamOptions{Direction: backwards, From: revision(1)}, 100, "ba"},
		{readStreamOptions{Direction: forwards, From: end{}}, 100, ""},
	} {
		Same(typesOf(Must(read(stream, each.options, each.count))), each.expected)
	}
	long := filled(strings.Repeat("a", 1500))
	for index, event := range Must(read(long, readStreamOptions{}, 5000)) {
		Same(event.Event.EventNumber, uint64(index))
	}
}

func missesStreams() {
	missing := newStream("missing")
	_, err := read(missing, readStreamOptions{}, 10)
	hasCode(err, notFound, missing)
}

func readsAll() {
	stream := filled("abc")
	positions := Must(read(stream, readStreamOptions{}, 10))
	middle := positions[1].Event.Position
	all := func(options readAllOptions, count uint64) []*resolvedEvent {
		return Must(collect(db.ReadAll(background, options, count)))
	}
	forth := all(readAllOptions{From: start{}}, 1_000_000)
	back := all(readAllOptions{Direction: backwards, From: end{}}, 1_000_000)
	Same(len(forth), len(back))
	Same(forth[0].Event.EventID, back[len(back)-1].Event.EventID)
	True(strings.HasPrefix(forth[0].Event.EventType, "$"), "%s", forth[0].Event.EventType)
	Same(typesOf(all(readAllOptions{From: middle}, 2)), "bc")
	Same(typesOf(all(readAllOptions{Direction: backwards, From: middle}, 1)), "a")
}

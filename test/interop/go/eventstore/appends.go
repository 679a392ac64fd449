package main

import (
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"

	. "renku-sessions/interop/check"
)

func appendsInAllModes() {
	stream := newStream("stream")
	next := uint64(0)
	for index, mode := range []state{noStream{}, revision(1), anyState{}, streamExists{}} {
		result := Must(db.AppendToStream(background, stream, appendAt(mode), eventsOf("ab")...))
		Same(result.NextExpectedVersion, uint64(2*index+1))
		True(result.CommitPosition > next && result.CommitPosition == result.PreparePosition, "%v", result)
		next = result.CommitPosition
	}
	events := Must(read(stream, readStreamOptions{}, 100))
	Same(typesOf(events), "abababab")
	Same(events[7].Event.Position.Commit, next)
}

func refusesWrongVersions() {
	stream := filled("ab")
	for _, mode := range []state{noStream{}, revision(0), revision(7)} {
		hasCode(appendTo(stream, mode, "x"), wrongVersion, "got '1'")
	}
	for _, mode := range []state{streamExists{}, revision(0)} {
		hasCode(appendTo(newStream("missing"), mode, "x"), wrongVersion, "got 'no_stream'")
	}
	Same(readTypes(stream), "ab")
}

func repeatsAreIdempotent() {
	stream, events := newStream("stream"), eventsOf("abc")
	first := Must(db.AppendToStream(background, stream, appendAt(noStream{}), events...))
	OK(appendTo(stream, revision(2), "d"))
	for _, mode := range []state{noStream{}, anyState{}} {
		Same(Must(db.AppendToStream(background, stream, appendAt(mode), events...)), first)
	}
	mixed := append(events[:1:1], eventsOf("x")...)
	_, err := db.AppendToStream(background, stream, appendAt(noStream{}), mixed...)
	hasCode(err, wrongVersion)
	Same(readTypes(stream), "abcd")
}

func keepsWhatAnEventHolds() {
	stream := "größe-流-" + uuid.NewString()
	given := eventData{
		EventID: uuid.New(), EventType: "Geöffnet", Data: []byte{0, 1, 255}, Metadata: []byte(`{"by":"me"}`),
	}
	before := time.Now().Add(-time.Second)
	Must(db.AppendToStream(background, stream, appendAt(noStream{}), given))
	event := Must(read(stream, readStreamOptions{}, 1))[0].Event
	Same(event.EventID, given.EventID)
	Same(event.EventType, given.EventType)
	Same(event.Data, given.Data)
	Same(event.UserMetadata, given.Metadata)
	Same(event.ContentType, "application/octet-stream")
	Same(event.StreamID, stream)
	True(event.CreatedDate.After(before) && event.CreatedDate.Before(time.Now().Add(time.Second)), "%v", event.CreatedDate)
}

func takesLargeEvents() {
	stream := newStream("large")
	large := eventData{EventType: "large", Data: []byte(strings.Repeat("x", 1024*1024-100))}
	Must(db.AppendToStream(background, stream, appendAt(noStream{}), large))
	Same(len(Must(read(stream, readStreamOptions{}, 1))[0].Event.Data), len(large.Data))
	_, err := db.AppendToStream(background, stream, appendAt(revision(0)), large, large, large)
	Refused(err, "InvalidArgument", "at most 1048576 bytes")
	Same(len(Must(read(stream, readStreamOptions{}, 10))), 1)
}

func oneOfManyWritersWins() {
	stream := filled("a")
	done := make(chan error)
	const writers, events = 8, 10
	for range writers {
		go func() { done <- appendOneByOne(stream, events) }()
	}
	for range writers {
		OK(<-done)
	}
	Same(len(Must(read(stream, readStreamOptions{}, 1000))), 1+writers*events)
}

func appendOneByOne(stream string, count int) error {
	for written := 0; written < count; {
		last, err := read(stream, readStreamOptions{Direction: backwards, From: end{}}, 1)
		if err != nil {
			return err
		}
		err = appendTo(stream, revision(last[0].Event.EventNumber), "a")
		var known *clientError
		if err == nil {
			written++
		} else if !errors.As(err, &known) || !known.IsErrorCode(wrongVersion) {
			return err
		}
	}
	return nil
}

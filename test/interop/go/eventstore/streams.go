package main

import (
	"time"

	. "renku-sessions/interop/check"
)

func deletesAndRecreates() {
	for _, mode := range []state{revision(2), anyState{}, streamExists{}} {
		stream := filled("abc")
		result := Must(db.DeleteStream(background, stream, deleteAt(mode)))
		True(result.Position.Commit > 0, "%v", result)
		_, err := read(stream, readStreamOptions{}, 10)
		hasCode(err, notFound)
		OK(appendTo(stream, noStream{}, "d"))
		events := Must(read(stream, readStreamOptions{}, 10))
		Same(typesOf(events), "d")
		Same(events[0].Event.EventNumber, uint64(3))
	}
}

func refusesWrongDeletes() {
	stream := filled("abc")
	for _, mode := range []state{noStream{}, revision(0), revision(9)} {
		_, err := db.DeleteStream(background, stream, deleteAt(mode))
		Refused(err, "FailedPrecondition", "WrongExpectedVersion", "Actual version: 2")
		_, err = db.TombstoneStream(background, stream, tombstoneAt(mode))
		Refused(err, "FailedPrecondition", "WrongExpectedVersion", "Actual version: 2")
	}
	Same(readTypes(stream), "abc")
}

func tombstonesEndAStream() {
	stream := filled("abc")
	Must(db.TombstoneStream(background, stream, tombstoneAt(revision(2))))
	_, err := read(stream, readStreamOptions{}, 10)
	hasCode(err, streamDeleted, stream)
	hasCode(appendTo(stream, anyState{}, "x"), streamDeleted, stream)
	_, err = db.DeleteStream(background, stream, deleteAt(anyState{}))
	hasCode(err, streamDeleted)
	_, err = db.TombstoneStream(background, stream, tombstoneAt(anyState{}))
	hasCode(err, streamDeleted)
	last := Must(collect(db.ReadAll(background, readAllOptions{Direction: backwards, From: end{}}, 1)))
	Same(last[0].Event.EventType, "$streamDeleted")
	Same(last[0].Event.EventNumber, uint64(1<<63-1))
}

func keepsStreamMetadata() {
	stream := filled("abcd")
	var metadata streamMetadata
	metadata.SetMaxCount(2)
	metadata.SetMaxAge(time.Hour)
	metadata.SetCacheControl(time.Minute)
	metadata.AddCustomProperty("own", "thing")
	Must(db.SetStreamMetadata(background, stream, appendAt(noStream{}), metadata))
	found := Must(db.GetStreamMetadata(background, stream, readStreamOptions{}))
	Same([]any{*found.MaxCount(), *found.MaxAge(), *found.CacheControl(), found.CustomProperty("own")},
		[]any{uint64(2), time.Hour, time.Minute, any("thing")})
	Same(readTypes(stream), "cd")
	var truncated streamMetadata
	truncated.SetTruncateBefore(3)
	Must(db.SetStreamMetadata(background, stream, appendAt(revision(0)), truncated))
	Same(readTypes(stream), "d")
	_, err := db.SetStreamMetadata(background, stream, appendAt(revision(0)), truncated)
	hasCode(err, wrongVersion)
}

func resolvesLinks() {
	target, links := filled("abc"), newStream("links")
	link := eventData{EventType: "$>", Data: []byte("2@" + target)}
	broken := eventData{EventType: "$>", Data: []byte("9@" + target)}
	Must(db.AppendToStream(background, links, appendAt(noStream{}), link, broken))
	Same(readTypes(links), "$>$>")
	events := Must(read(links, readStreamOptions{ResolveLinkTos: true}, 10))
	Same(events[0].Event.EventType, "c")
	Same(events[0].Link.StreamID, links)
	Same(events[0].OriginalEvent().EventNumber, uint64(0))
	Same(events[1].Event == nil, true)
	Same(events[1].Link.EventNumber, uint64(1))
}

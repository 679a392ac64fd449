// Command eventstore checks the embedded event store with an official Go client: EventStore-Client-Go, or with the
// build tag kurrentdb its successor. The two cannot be linked into one program, as both register the same messages.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/google/uuid"

	. "renku-sessions/interop/check"
)

var (
	db         *client
	background = context.Background()
)

func main() {
	db = connect(os.Getenv("EVENT_STORE_URL"))
	defer db.Close()
	Main(library, []Check{
		{Name: "appends in all revision modes", Run: appendsInAllModes},
		{Name: "refuses wrong versions", Run: refusesWrongVersions},
		{Name: "repeats are idempotent", Run: repeatsAreIdempotent},
		{Name: "keeps what an event holds", Run: keepsWhatAnEventHolds},
		{Name: "takes large events up to the limit", Run: takesLargeEvents},
		{Name: "one of many writers wins each revision", Run: oneOfManyWritersWins},
		{Name: "reads a stream in both directions", Run: readsAStream},
		{Name: "misses streams that are not there", Run: missesStreams},
		{Name: "reads all in both directions", Run: readsAll},
		{Name: "deletes and recreates", Run: deletesAndRecreates},
		{Name: "refuses deletes at the wrong version", Run: refusesWrongDeletes},
		{Name: "tombstones end a stream", Run: tombstonesEndAStream},
		{Name: "keeps stream metadata", Run: keepsStreamMetadata},
		{Name: "resolves links", Run: resolvesLinks},
		{Name: "follows a stream", Run: followsAStream},
		{Name: "follows all", Run: followsAll},
		{Name: "follows all with filters and checkpoints", Run: followsFiltered},
		{Name: "a subscription ends with its stream", Run: subscriptionEndsWithItsStream},
		{Name: "ends calls at their deadline", Run: endsCallsAtTheirDeadline},
		{Name: "refuses what it does not have", Run: refusesTheRest},
		{Name: "connects in all forms", Run: connectsInAllForms},
		{Name: "connects with TLS and a password", Run: connectsWithTLS},
	})
}

func connect(url string) *client {
	return Must(dial(Must(parse(url))))
}

func newStream(kind string) string {
	return kind + "-" + uuid.NewString()
}

// eventsOf makes events with the types that the letters say.
func eventsOf(letters string) []eventData {
	var events []eventData
	for _, letter := range letters {
		events = append(events, eventData{
			EventID: uuid.New(), EventType: string(letter), ContentType: contentJSON, Data: []byte(`{"a":1}`),
		})
	}
	return events
}

func appendTo(stream string, expected state, letters string) error {
	_, err := db.AppendToStream(background, stream, appendAt(expected), eventsOf(letters)...)
	return err
}

func filled(letters string) string {
	stream := newStream("stream")
	OK(appendTo(stream, noStream{}, letters))
	return stream
}

func collect(stream *readStream, err error) ([]*resolvedEvent, error) {
	if err != nil {
		return nil, err
	}
	defer stream.Close()
	var events []*resolvedEvent
	for {
		event, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return events, nil
		}
		if err != nil {
			return nil, err
		}
		events = append(events, event)
	}
}

func typesOf(events []*resolvedEvent) string {
	var types strings.Builder
	for _, event := range events {
		types.WriteString(event.Event.EventType)
	}
	return types.String()
}

func read(stream string, options readStreamOptions, count uint64) ([]*resolvedEvent, error) {
	return collect(db.ReadStream(background, stream, options, count))
}

func readTypes(stream string) string {
	return typesOf(Must(read(stream, readStreamOptions{}, 1000)))
}

func hasCode(err error, code errorCode, words ...string) {
	var found *clientError
	Refused(err, words...)
	True(errors.As(err, &found) && found.IsErrorCode(code), "not of the kind %d: %v", code, err)
}

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

// next waits for the next message of a subscription; it fails when the subscription is dropped.
func next(subscribed *subscription) *subscriptionEvent {
	received := make(chan *subscriptionEvent, 1)
	go func() { received <- subscribed.Recv() }()
	select {
	case event := <-received:
		if event.SubscriptionDropped != nil {
			panic(fmt.Sprintf("dropped: %v", event.SubscriptionDropped.Error))
		}
		return event
	case <-time.After(10 * time.Second):
		panic("nothing came in 10 s")
	}
}

// seen reads so many messages: types of events, "!" for caught up, "." for a checkpoint, "?" for what has no content.
func seen(subscribed *subscription, count int) string {
	var all strings.Builder
	for range count {
		switch event := next(subscribed); {
		case event.EventAppeared != nil:
			all.WriteString(event.EventAppeared.Event.EventType)
		case event.CheckPointReached != nil:
			all.WriteString(".")
		case event.CaughtUp != nil:
			all.WriteString("!")
		default:
			all.WriteString("?")
		}
	}
	return all.String()
}

func followsAStream() {
	stream := filled("abc")
	history := Must(db.SubscribeToStream(background, stream, followStreamOptions{From: revision(0)}))
	defer history.Close()
	live := Must(db.SubscribeToStream(background, stream, followStreamOptions{From: end{}}))
	defer live.Close()
	missing := newStream("later")
	later := Must(db.SubscribeToStream(background, missing, followStreamOptions{From: start{}}))
	defer later.Close()
	Same(seen(history, 3), "bc!")
	Same(seen(live, 1), "!")
	Same(seen(later, 1), caughtUpOnNothing)
	OK(appendTo(stream, revision(2), "de"))
	OK(appendTo(missing, noStream{}, "x"))
	Same(seen(history, 2), "de")
	Same(seen(live, 2), "de")
	Same(seen(later, 1), "x")
	True(history.Id() != "" && history.Id() != live.Id(), "%s", history.Id())
}

func lastPosition() position {
	events := Must(collect(db.ReadAll(background, readAllOptions{Direction: backwards, From: end{}}, 1)))
	return events[0].Event.Position
}

func followsAll() {
	from := lastPosition()
	stream := filled("ab")
	subscribed := Must(db.SubscribeToAll(background, followAllOptions{From: from}))
	defer subscribed.Close()
	Same(seen(subscribed, 3), "ab!")
	OK(appendTo(stream, revision(1), "c"))
	Same(seen(subscribed, 1), "c")
}

func followsFiltered() {
	mark := strings.ReplaceAll(uuid.NewString(), "-", "")
	from := lastPosition()
	for range 3 {
		filled("xxxxxxxxxx")
	}
	wanted := mark + "-stream"
	OK(appendTo(wanted, noStream{}, "ab"))
	for _, each := range []struct {
		filter   filter
		window   int
		expected string
	}{
		{filter{Type: byStream, Prefixes: []string{"nothing", mark}}, 10, "...ab.!"},
		{filter{Type: byStream, Regex: "^" + mark}, noWindow, "ab.!"},
		{filter{Type: byType, Prefixes: []string{"a", "b"}}, 10, "...ab.!"},
		{filter{Type: byType, Regex: "^[^$x]$"}, 100, "ab.!"},
	} {
		options := followAllOptions{From: from, Filter: &each.filter, MaxSearchWindow: each.window}
		subscribed := Must(db.SubscribeToAll(background, options))
		Same(seen(subscribed, len(each.expected)), each.expected)
		subscribed.Close()
	}
	_, err := db.SubscribeToAll(background, followAllOptions{Filter: &filter{Regex: `\p{L}`}})
	Refused(err, "InvalidArgument", "regular expression")
}

func subscriptionEndsWithItsStream() {
	stream := filled("a")
	subscribed := Must(db.SubscribeToStream(background, stream, followStreamOptions{From: start{}}))
	defer subscribed.Close()
	Same(seen(subscribed, 2), "a!")
	Must(db.TombstoneStream(background, stream, tombstoneAt(anyState{})))
	dropped := subscribed.Recv().SubscriptionDropped
	True(dropped != nil, "not dropped")
	Refused(dropped.Error, "is deleted")
}

func endsCallsAtTheirDeadline() {
	short := 200 * time.Millisecond
	subscribed := Must(db.SubscribeToStream(background, newStream("s"), followStreamOptions{From: start{}, Deadline: &short}))
	defer subscribed.Close()
	Same(seen(subscribed, 1), caughtUpOnNothing)
	Refused(subscribed.Recv().SubscriptionDropped.Error, "DeadlineExceeded")
}

func refusesTheRest() {
	err := db.CreatePersistentSubscription(background, "stream", "group", persistentOptions{})
	hasCode(err, unsupported, "does not implement the method")
	err = db.CreatePersistentSubscriptionToAll(background, "group", persistentAllOptions{})
	hasCode(err, unsupported)
}

func hostOf(variable string) string {
	_, rest, _ := strings.Cut(os.Getenv(variable), "//")
	host, _, _ := strings.Cut(rest, "?")
	return host
}

func connectsInAllForms() {
	host := hostOf("EVENT_STORE_URL")
	for _, url := range []string{
		"esdb://" + host + "?tls=false",
		"esdb://" + host + "," + host + "?tls=false&nodePreference=leader",
		"esdb+discover://" + host + "?tls=false",
		"esdb+discover://" + host + "?tls=false&nodePreference=follower",
	} {
		other := connect(url)
		version := Must(other.GetServerVersion())
		Same(version.Major, 24)
		stream := newStream("stream")
		Must(other.AppendToStream(background, stream, appendAt(noStream{}), eventsOf("a")...))
		Same(readTypes(stream), "a")
		OK(other.Close())
	}
}

func connectsWithTLS() {
	host, ca := hostOf("EVENT_STORE_TLS_URL"), os.Getenv("EVENT_STORE_CA")
	user, password := os.Getenv("EVENT_STORE_USER"), os.Getenv("EVENT_STORE_PASSWORD")
	for _, scheme := range []string{"esdb", "esdb+discover"} {
		secure := connect(fmt.Sprintf("%s://%s:%s@%s?tls=true&tlsCAFile=%s", scheme, user, password, host, ca))
		stream := newStream("stream")
		Must(secure.AppendToStream(background, stream, appendAt(noStream{}), eventsOf("a")...))
		Same(typesOf(Must(collect(secure.ReadStream(background, stream, readStreamOptions{}, 10)))), "a")
		wrong := &credentials{Login: user, Password: "wrong"}
		_, err := collect(secure.ReadStream(background, stream, readStreamOptions{Authenticated: wrong}, 10))
		hasCode(err, unauthenticated)
		options := appendAt(anyState{})
		options.Authenticated = wrong
		_, err = secure.AppendToStream(background, stream, options, eventsOf("a")...)
		hasCode(err, unauthenticated)
		OK(secure.Close())
	}
	anonymous := connect(fmt.Sprintf("esdb://%s?tls=true&tlsCAFile=%s", host, ca))
	defer anonymous.Close()
	_, err := collect(anonymous.ReadStream(background, "s", readStreamOptions{}, 10))
	hasCode(err, unauthenticated)
	stranger := connect(fmt.Sprintf("esdb://%s?tls=true&maxDiscoverAttempts=1", host))
	defer stranger.Close()
	_, err = collect(stranger.ReadStream(background, "s", readStreamOptions{}, 10))
	Refused(err, "certificate")
}

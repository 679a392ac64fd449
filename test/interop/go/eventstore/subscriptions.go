package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	. "renku-sessions/interop/check"
)

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

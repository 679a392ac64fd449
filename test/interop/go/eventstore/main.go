// Command eventstore checks the embedded event store with an official Go client: EventStore-Client-Go, or with the
// build tag kurrentdb its successor. The two cannot be linked into one program, as both register the same messages.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"

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
	configuration := Must(parse(url))
	configuration.Logger = noLog()
	return Must(dial(configuration))
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

//go:build kurrentdb

package main

import "github.com/kurrent-io/KurrentDB-Client-Go/kurrentdb"

const library = "KurrentDB-Client-Go"

// caughtUpOnNothing is how a caught-up message for a stream without events is seen: as one without content.
const caughtUpOnNothing = "?"

type (
	client               = kurrentdb.Client
	eventData            = kurrentdb.EventData
	resolvedEvent        = kurrentdb.ResolvedEvent
	state                = kurrentdb.StreamState
	noStream             = kurrentdb.NoStream
	anyState             = kurrentdb.Any
	streamExists         = kurrentdb.StreamExists
	start                = kurrentdb.Start
	end                  = kurrentdb.End
	position             = kurrentdb.Position
	readStreamOptions    = kurrentdb.ReadStreamOptions
	readAllOptions       = kurrentdb.ReadAllOptions
	followStreamOptions  = kurrentdb.SubscribeToStreamOptions
	followAllOptions     = kurrentdb.SubscribeToAllOptions
	filter               = kurrentdb.SubscriptionFilter
	subscription         = kurrentdb.Subscription
	subscriptionEvent    = kurrentdb.SubscriptionEvent
	streamMetadata       = kurrentdb.StreamMetadata
	readStream           = kurrentdb.ReadStream
	clientError          = kurrentdb.Error
	errorCode            = kurrentdb.ErrorCode
	credentials          = kurrentdb.Credentials
	persistentOptions    = kurrentdb.PersistentStreamSubscriptionOptions
	persistentAllOptions = kurrentdb.PersistentAllSubscriptionOptions
)

const (
	backwards       = kurrentdb.Backwards
	forwards        = kurrentdb.Forwards
	contentJSON     = kurrentdb.ContentTypeJson
	byStream        = kurrentdb.StreamFilterType
	byType          = kurrentdb.EventFilterType
	noWindow        = kurrentdb.NoMaxSearchWindow
	wrongVersion    = kurrentdb.ErrorCodeWrongExpectedVersion
	notFound        = kurrentdb.ErrorCodeResourceNotFound
	streamDeleted   = kurrentdb.ErrorCodeStreamDeleted
	unauthenticated = kurrentdb.ErrorCodeUnauthenticated
	unsupported     = kurrentdb.ErrorCodeUnsupportedFeature
	deadline        = kurrentdb.ErrorCodeDeadlineExceeded
)

var (
	parse    = kurrentdb.ParseConnectionString
	dial     = kurrentdb.NewClient
	revision = kurrentdb.Revision
	noLog    = kurrentdb.NoopLogging
)

func appendAt(expected state) kurrentdb.AppendToStreamOptions {
	return kurrentdb.AppendToStreamOptions{StreamState: expected}
}

func deleteAt(expected state) kurrentdb.DeleteStreamOptions {
	return kurrentdb.DeleteStreamOptions{StreamState: expected}
}

func tombstoneAt(expected state) kurrentdb.TombstoneStreamOptions {
	return kurrentdb.TombstoneStreamOptions{StreamState: expected}
}

//go:build !kurrentdb

package main

import "github.com/EventStore/EventStore-Client-Go/v4/esdb"

const library = "EventStore-Client-Go/v4"

// caughtUpOnNothing is how a caught-up message for a stream without events is seen.
const caughtUpOnNothing = "!"

type (
	client               = esdb.Client
	eventData            = esdb.EventData
	resolvedEvent        = esdb.ResolvedEvent
	state                = esdb.ExpectedRevision
	noStream             = esdb.NoStream
	anyState             = esdb.Any
	streamExists         = esdb.StreamExists
	start                = esdb.Start
	end                  = esdb.End
	position             = esdb.Position
	readStreamOptions    = esdb.ReadStreamOptions
	readAllOptions       = esdb.ReadAllOptions
	followStreamOptions  = esdb.SubscribeToStreamOptions
	followAllOptions     = esdb.SubscribeToAllOptions
	filter               = esdb.SubscriptionFilter
	subscription         = esdb.Subscription
	subscriptionEvent    = esdb.SubscriptionEvent
	streamMetadata       = esdb.StreamMetadata
	readStream           = esdb.ReadStream
	clientError          = esdb.Error
	errorCode            = esdb.ErrorCode
	credentials          = esdb.Credentials
	persistentOptions    = esdb.PersistentStreamSubscriptionOptions
	persistentAllOptions = esdb.PersistentAllSubscriptionOptions
)

const (
	backwards       = esdb.Backwards
	forwards        = esdb.Forwards
	contentJSON     = esdb.ContentTypeJson
	byStream        = esdb.StreamFilterType
	byType          = esdb.EventFilterType
	noWindow        = esdb.NoMaxSearchWindow
	wrongVersion    = esdb.ErrorCodeWrongExpectedVersion
	notFound        = esdb.ErrorCodeResourceNotFound
	streamDeleted   = esdb.ErrorCodeStreamDeleted
	unauthenticated = esdb.ErrorCodeUnauthenticated
	unsupported     = esdb.ErrorCodeUnsupportedFeature
	deadline        = esdb.ErrorCodeDeadlineExceeded
)

var (
	parse    = esdb.ParseConnectionString
	dial     = esdb.NewClient
	revision = esdb.Revision
	noLog    = esdb.NoopLogging
)

func appendAt(expected state) esdb.AppendToStreamOptions {
	return esdb.AppendToStreamOptions{ExpectedRevision: expected}
}

func deleteAt(expected state) esdb.DeleteStreamOptions {
	return esdb.DeleteStreamOptions{ExpectedRevision: expected}
}

func tombstoneAt(expected state) esdb.TombstoneStreamOptions {
	return esdb.TombstoneStreamOptions{ExpectedRevision: expected}
}

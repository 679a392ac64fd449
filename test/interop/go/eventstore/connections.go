package main

import (
	"fmt"
	"os"
	"strings"

	. "renku-sessions/interop/check"
)

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

// What containers of the tests run: one static program, which is what it is called as.
package main

import (
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

func main() {
	programs := map[string]func(){"pause": pause, "jupyter": serve, "crash": crash, "allocate": allocate, "fill": fill}
	// as an entry point it runs what it is told
	if filepath.Base(os.Args[0]) == "pause" && len(os.Args) > 1 {
		os.Args = os.Args[1:]
	}
	name := filepath.Base(os.Args[0])
	program, known := programs[name]
	if !known {
		fmt.Fprintf(os.Stderr, "%q is not one of pause, jupyter, crash, allocate, fill\n", name)
		os.Exit(64)
	}
	program()
}

// pause holds a pod's network until it is told to end.
func pause() {
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGTERM, syscall.SIGINT)
	<-told
}

// serve answers as JupyterLab does, as far as whoever starts sessions is concerned: on the port of its arguments, to who has the
// token, until it is shut down from the inside or told to end.
func serve() {
	address := setting("ip") + ":" + setting("port")
	fmt.Println("Serving on", address)
	http.HandleFunc("/", func(response http.ResponseWriter, request *http.Request) {
		if request.Header.Get("Authorization") != "token "+os.Getenv("JUPYTER_TOKEN") {
			http.Error(response, "No.", http.StatusForbidden)
			return
		}
		fmt.Fprintln(response, "A session.")
	})
	http.HandleFunc("POST /api/shutdown", func(http.ResponseWriter, *http.Request) { os.Exit(0) })
	go func() {
		fmt.Fprintln(os.Stderr, http.ListenAndServe(address, nil))
		os.Exit(1)
	}()
	pause()
}

func setting(name string) string {
	for _, argument := range os.Args {
		if value, found := strings.CutPrefix(argument, "--ServerApp."+name+"="); found {
			return value
		}
	}
	return ""
}

func crash() {
	fmt.Println("Something is wrong with line 1")
	fmt.Println("Giving up")
	os.Exit(3)
}

// fill writes more beside its disk than it may, and goes on for longer than it is given to end: who ends well meanwhile has ended well
// for the kubelet, whatever the reason was.
func fill() {
	signal.Ignore(syscall.SIGTERM)
	if err := os.WriteFile("/tmp/filled", make([]byte, 64<<20), 0o600); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for {
		time.Sleep(time.Hour)
	}
}

// allocate touches memory until there is no more.
func allocate() {
	const block, page = 16 << 20, 4096
	var all [][]byte
	for {
		next := make([]byte, block)
		for i := 0; i < block; i += page {
			next[i] = 1
		}
		all = append(all, next)
	}
}

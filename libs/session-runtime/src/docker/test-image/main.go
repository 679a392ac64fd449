// What stands for JupyterLab in the images of docker-runtime.int-spec.ts: as small as an image can be, and asks for its token.
package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func main() {
	mode := os.Args[min(1, len(os.Args)-1)]
	fmt.Println("started as", mode)
	switch mode {
	case "crash":
		fmt.Println("Something is wrong with line 1")
		fmt.Fprintln(os.Stderr, "Giving up")
		os.Exit(3)
	case "leave":
		os.Exit(0)
	case "eat":
		eat()
	case "write":
		if err := os.WriteFile("/opt/server/settings", nil, 0o600); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
	}
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGTERM)
	go func() {
		<-ended
		os.Exit(0)
	}()
	serve(mode == "http")
}

func eat() {
	var all [][]byte
	for {
		piece := make([]byte, 1<<20)
		for i := range piece {
			piece[i] = 1
		}
		all = append(all, piece)
		time.Sleep(time.Millisecond)
	}
}

func port() string {
	for _, argument := range os.Args {
		if value, found := strings.CutPrefix(argument, "--ServerApp.port="); found {
			return value
		}
	}
	return "8080"
}

func serve(isOpen bool) {
	server := http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		if !isOpen && request.Header.Get("Authorization") != "token "+os.Getenv("JUPYTER_TOKEN") {
			response.WriteHeader(http.StatusForbidden)
			return
		}
		if request.URL.Path == "/api/shutdown" {
			response.WriteHeader(http.StatusOK)
			go func() {
				time.Sleep(50 * time.Millisecond)
				os.Exit(0)
			}()
			return
		}
		if path, found := strings.CutPrefix(request.URL.Path, "/file"); found {
			content, err := os.ReadFile(path)
			if err != nil {
				response.WriteHeader(http.StatusNotFound)
			}
			response.Write(content)
			return
		}
		if path, found := strings.CutPrefix(request.URL.Path, "/make"); found {
			if err := os.WriteFile(path, []byte("made\n"), 0o600); err != nil {
				response.WriteHeader(http.StatusForbidden)
				fmt.Fprintln(response, err)
			}
			return
		}
		if address, found := strings.CutPrefix(request.URL.Path, "/dial/"); found {
			connection, err := net.DialTimeout("tcp", address, 2*time.Second)
			if err != nil {
				fmt.Fprintln(response, err)
				return
			}
			connection.Close()
			fmt.Fprintln(response, "connected")
			return
		}
		fmt.Fprintln(response, "uid", os.Getuid(), "home", os.Getenv("HOME"))
	})
	fmt.Println(http.ListenAndServe(":"+port(), server))
	os.Exit(1)
}

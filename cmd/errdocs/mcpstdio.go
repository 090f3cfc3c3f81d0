package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"sync"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// agentStdio is standard input and output with an agent at the other end, one message a line. A line that is not JSON is
// answered and skipped, and the end of the input waits until all requests are answered: the SDK would drop them.
type agentStdio struct {
	lines *bufio.Scanner
	rest  []byte // of the line that is being read

	mu   sync.Mutex // guards what is below
	out  *bufio.Writer
	open map[string]bool // IDs of requests without an answer
	idle *sync.Cond
}

// lastAnswers is how long the end of the input waits for answers.
const lastAnswers = 30 * time.Second

func newAgentStdio(in io.Reader, out *bufio.Writer) *agentStdio {
	s := &agentStdio{lines: bufio.NewScanner(in), out: out, open: map[string]bool{}}
	s.lines.Buffer(nil, mcp.DefaultMaxLineLength)
	s.idle = sync.NewCond(&s.mu)
	return s
}

func (s *agentStdio) Read(p []byte) (int, error) {
	for len(s.rest) == 0 {
		if !s.lines.Scan() {
			s.waitForAnswers()
			return 0, cmp.Or(s.lines.Err(), io.EOF)
		}
		switch line := bytes.TrimSpace(s.lines.Bytes()); {
		case json.Valid(line):
			s.count(line)
			s.rest = append(bytes.Clone(line), '\n')
		case len(line) > 0:
			if _, err := s.Write([]byte(`{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"the line is not JSON"}}` + "\n")); err != nil {
				return 0, err
			}
		}
	}
	n := copy(p, s.rest)
	s.rest = s.rest[n:]
	return n, nil
}

// Write writes a message at once.
func (s *agentStdio) Write(p []byte) (int, error) {
	s.mu.Lock()
	n, err := s.out.Write(p)
	err = cmp.Or(err, s.out.Flush())
	s.mu.Unlock()
	s.count(p)
	return n, err
}

func (*agentStdio) Close() error { return nil }

// count takes note of the requests and answers in a message, which can be a list of messages.
func (s *agentStdio) count(message []byte) {
	type envelope struct{ ID, Method json.RawMessage }
	var one envelope
	list := make([]envelope, 1)
	if json.Unmarshal(message, &one) == nil {
		list[0] = one
	} else if json.Unmarshal(message, &list) != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range list {
		if m.Method == nil {
			delete(s.open, string(m.ID))
		} else if m.ID != nil {
			s.open[string(m.ID)] = true
		}
	}
	s.idle.Broadcast()
}

func (s *agentStdio) waitForAnswers() {
	s.mu.Lock()
	defer s.mu.Unlock()
	late := time.AfterFunc(lastAnswers, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		clear(s.open)
		s.idle.Broadcast()
	})
	defer late.Stop()
	for len(s.open) > 0 {
		s.idle.Wait()
	}
}

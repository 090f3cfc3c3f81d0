package content

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
)

// BenchmarkLoad loads catalogs whose codes are as long as those of the default one.
//
//	go test ./content -run '^$' -bench Load -benchmem
func BenchmarkLoad(b *testing.B) {
	for _, codes := range []int{150, 1_000, 10_000} {
		fsys := generated(codes)
		b.Run(fmt.Sprint(codes), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Load(fsys); err != nil {
					b.Fatal(err)
				}
			}
			b.StopTimer()
			b.ReportMetric(float64(kept(b, fsys))/float64(codes), "B-kept/code")
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(codes), "µs/code")
		})
	}
}

// kept returns how many bytes a loaded catalog takes.
func kept(b *testing.B, fsys fstest.MapFS) uint64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	c := mustLoad(b, fsys)
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(c)
	return after.HeapAlloc - before.HeapAlloc
}

// generated makes a content directory with so many codes in sets of at most 500.
func generated(codes int) fstest.MapFS {
	fsys := fstest.MapFS{
		"site.yaml":     {Data: []byte("title: Generated\nsummary: A generated catalog.\n")},
		"concepts.yaml": {Data: []byte("- {id: rate-limited, title: Too many requests, summary: Too many requests., category: rate-limit}\n")},
	}
	for v := 0; codes > 0; v++ {
		dir := fmt.Sprintf("vendors/vendor-%d", v)
		fsys[dir+"/vendor.yaml"] = &fstest.MapFile{Data: []byte("name: Vendor\nsummary: A vendor.\nsets: [api]\n")}
		fsys[dir+"/samples/limit.json"] = &fstest.MapFile{Data: []byte(`{"error": {"code": "LIMIT", "message": "Slow down."}}` + "\n")}
		var set strings.Builder
		fmt.Fprintf(&set, "title: Codes\nkey: V%d\nkind: error\nsummary: The codes of the API.\ndefaults: {http: [400], fault: client}\ncodes:\n", v)
		for i := range min(codes, 500) {
			fmt.Fprintf(&set, generatedCode, i, i, i, i)
			if i%5 == 0 {
				fsys[fmt.Sprintf("%s/api/error-code-%d.md", dir, i)] = &fstest.MapFile{Data: []byte("Look at the headers first.\n\n- They tell the limit.\n")}
			}
		}
		codes -= min(codes, 500)
		fsys[dir+"/api.yaml"] = &fstest.MapFile{Data: []byte(set.String())}
	}
	return fsys
}

const generatedCode = `  - code: ERROR_CODE_%d
    title: Too many requests of kind %d
    summary: The account sent more requests of kind %d in a minute than its plan allows.
    description: |
      The limit counts all requests of the account, whatever key they were signed with. It is
      raised on request. Requests that are refused do not count.
    category: rate-limit
    concept: rate-limited
    match: exact
    http: [429]
    next_step: wait
    retry:
      policy: after-delay
      header: Retry-After
      backoff: {base_ms: 1000, factor: 2, jitter_ms: 500, max_attempts: 5}
      note: The header gives seconds.
    causes:
      - Several workers share one key, and none of them knows of the others.
      - A loop repeats a request that failed for another reason.
    actions:
      engineer:
        - Read the delay from the header and wait that long before the next request.
        - Put the requests of all workers through one queue.
      support:
        - Ask how many requests the customer's integration sends in a minute.
    user_message: {say: Please wait a moment and try again.}
    where: [{operation: "POST /things/%d", delivered_by: the response body}]
    samples: [{title: Response, file: samples/limit.json, http: 429}]
    tags: [limits, queue]
`

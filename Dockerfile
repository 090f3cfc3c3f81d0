# errdocs without Go: docker build -t errdocs . && docker run --rm -v "$PWD:/work" -u "$(id -u)" errdocs build
# The preview: docker run --rm -v "$PWD:/work:ro" -p 4321:4321 errdocs serve --addr 0.0.0.0:4321 --allow-host localhost:4321
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /errdocs ./cmd/errdocs

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /errdocs /usr/bin/errdocs
WORKDIR /work
ENTRYPOINT ["/usr/bin/errdocs"]

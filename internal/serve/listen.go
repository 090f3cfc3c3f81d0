package serve

import (
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
)

// AddressError means that a Server does not listen on an address.
type AddressError struct{ Message, Hint string }

func (e *AddressError) Error() string { return e.Message }

// Listen listens on an address of this machine that other machines cannot reach, such as
// "127.0.0.1:4321", "localhost:4321" or "[::1]:0"; port 0 takes any that is free. If open is set, other machines may reach
// it: inside a container only such an address can be forwarded. Any other address is an *AddressError.
func Listen(addr string, open bool) (net.Listener, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, &AddressError{fmt.Sprintf("%q is not an address with a port", addr), "something like 127.0.0.1:4321"}
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || strconv.FormatUint(n, 10) != port {
		return nil, &AddressError{fmt.Sprintf("%q is not a port", port), "a number from 0 to 65535; 0 takes any that is free"}
	}
	if host == "localhost" {
		host = "127.0.0.1"
	}
	ip, err := netip.ParseAddr(host)
	if err != nil || !ip.IsLoopback() && !open || ip.Zone() != "" || ip.Is4In6() {
		return nil, &AddressError{fmt.Sprintf("%q is not an address that only this machine can reach", host),
			"the preview has no access control: use 127.0.0.1, [::1] or localhost; in a container add --allow-host NAME"}
	}
	l, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	return l, nil
}

// hostsOf returns what a request for the address may have as its Host: the names of this machine with
// the port that is listened on, and the further ones. Any other name leads here by a trick (DNS rebinding).
func hostsOf(a net.Addr, further []string) map[string]bool {
	hosts := map[string]bool{}
	for _, name := range further {
		hosts[name] = true
	}
	host, port, _ := net.SplitHostPort(a.String()) // Listen has put them together
	for _, name := range []string{host, "127.0.0.1", "localhost", "::1"} {
		host := net.JoinHostPort(name, port)
		hosts[host], hosts[strings.TrimSuffix(host, ":80")] = true, true
	}
	return hosts
}

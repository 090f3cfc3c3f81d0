package content

import (
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// An SVG image can contain scripts, load other files, and repeat itself until a browser gives up. What is not in these
// lists is a problem, and the file is published as it is.

var svgElements = strings.Fields(`svg g title desc defs path rect circle ellipse line polyline polygon text tspan
	linearGradient radialGradient stop clipPath marker`)

var svgAttributes = strings.Fields(`id class version viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry dx dy fx fy d points
	transform gradientTransform gradientUnits spreadMethod offset pathLength role lang space
	clipPathUnits markerWidth markerHeight markerUnits refX refY orient
	fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset stroke-opacity
	stop-color stop-opacity opacity color display visibility overflow clip-path clip-rule marker-start marker-mid marker-end vector-effect
	shape-rendering text-rendering paint-order
	font-family font-size font-style font-weight letter-spacing word-spacing text-anchor text-decoration dominant-baseline alignment-baseline
	baseline-shift textLength lengthAdjust`)

const svgSpace = "http://www.w3.org/2000/svg"

const svgHint = "export it as plain SVG, or as PNG: shapes, texts and gradients are allowed; scripts, styles, links, <use> and other images are not"

// inspectSVG is inspect for SVG.
func (m *Image) inspectSVG(data []byte) (offset int, message, hint string) {
	d := xml.NewDecoder(bytes.NewReader(data))
	var open []string
	roots := 0
	for {
		at := int(d.InputOffset())
		token, err := d.RawToken()
		if err == io.EOF && len(open) == 0 && roots == 1 {
			return 0, "", ""
		}
		if err != nil {
			return min(int(d.InputOffset()), len(data)), "the file is not a whole SVG image", svgHint
		}
		switch t := token.(type) {
		case xml.StartElement:
			if len(open) == 0 {
				roots++
				message = m.svgRoot(t)
			}
			if open = append(open, t.Name.Local); len(open) > MaxDepth || roots > 1 {
				message = "an SVG image is one <svg>, nested at most " + strconv.Itoa(MaxDepth) + " deep"
			}
			if message == "" {
				message = svgElement(t)
			}
		case xml.EndElement:
			if len(open) == 0 || open[len(open)-1] != t.Name.Local {
				return at, "the file is not a whole SVG image", svgHint
			}
			open = open[:len(open)-1]
		case xml.Directive:
			message = "an SVG image must not declare a document type or entities"
		case xml.ProcInst:
			if t.Target != "xml" || at > 3 {
				message = "an SVG image must not have processing instructions"
			}
		}
		if message != "" {
			return at, message, svgHint
		}
	}
}

// svgElement says what is wrong with an element, "" for nothing.
func svgElement(t xml.StartElement) string {
	if t.Name.Space != "" || !slices.Contains(svgElements, t.Name.Local) {
		return "an SVG image must not contain <" + brief(t.Name.Local) + ">"
	}
	for _, a := range t.Attr {
		name, value := a.Name.Local, strings.ToLower(a.Value)
		switch {
		case a.Name.Space == "" && name == "xmlns":
			if a.Value != svgSpace {
				return "the namespace of SVG is " + svgSpace
			}
		case a.Name.Space == "xmlns": // a prefix: elements and attributes that use it are refused
		case a.Name.Space != "" && a.Name.Space != "xml", !slices.Contains(svgAttributes, name) && !strings.HasPrefix(name, "aria-"):
			return "an SVG image must not have the attribute " + brief(name)
		case strings.Contains(value, "\\"), strings.Contains(strings.ReplaceAll(value, "url(#", ""), "url("):
			return "the attribute " + name + " of an SVG image must not load anything"
		}
	}
	return ""
}

// svgRoot reads the size of an image from its first element. It says what is wrong with it, "" for nothing.
func (m *Image) svgRoot(t xml.StartElement) string {
	size := map[string]float64{}
	for _, a := range t.Attr {
		switch a.Name.Local {
		case "width", "height":
			size[a.Name.Local], _ = strconv.ParseFloat(strings.TrimSuffix(a.Value, "px"), 64)
		case "viewBox":
			if f := strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' }); len(f) == 4 {
				size["w"], _ = strconv.ParseFloat(f[2], 64)
				size["h"], _ = strconv.ParseFloat(f[3], 64)
			}
		}
	}
	w, h := size["width"], size["height"]
	if !(w >= 1 && h >= 1) {
		w, h = size["w"], size["h"]
	}
	switch {
	case t.Name.Local != "svg":
		return "the file is no SVG image"
	case !slices.ContainsFunc(t.Attr, func(a xml.Attr) bool { return a.Name.Space == "" && a.Name.Local == "xmlns" }):
		return "the first element lacks xmlns=\"" + svgSpace + "\""
	case !(w >= 1 && h >= 1 && w*h <= MaxPixels):
		return "an SVG image says its size in width and height or in viewBox, at most " + strconv.Itoa(MaxPixels) + " pixels in all"
	}
	m.Width, m.Height = int(math.Round(w)), int(math.Round(h))
	return ""
}

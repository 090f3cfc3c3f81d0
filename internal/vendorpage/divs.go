package vendorpage

// stackedParagraphs finds tables that an HTML page lays out without table elements: each cell is a paragraph of its
// own. They are recognized like those of a plain text.
func (p *Page) stackedParagraphs() []*table {
	var all []*table
	if p.Kind != HTML {
		return nil
	}
	for i := 0; i < len(p.blocks); {
		r := &mdReader{outline: &outline{page: &Page{}}}
		n := i
		for ; n < len(p.blocks) && p.blocks[n].kind == paragraphBlock; n++ {
			r.lines = append(r.lines, p.blocks[n].text.line())
		}
		for k := 0; k < len(r.lines); {
			took := r.stackedCells(k)
			if took == 0 {
				k++
				continue
			}
			t := r.page.blocks[len(r.page.blocks)-1].table
			t.under, t.line = p.blocks[i].under, p.blocks[i+k].line
			for row := range t.rows {
				t.rows[row].line = p.blocks[i+t.rows[row].line-1].line
			}
			all = append(all, t)
			k += took
		}
		i = max(n, i+1)
	}
	return all
}

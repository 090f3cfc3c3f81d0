package content

import "slices"

// Announcement is an entry of changes.yaml: a change of the catalog that its readers should know of. It is
// written by hand, because a list of edited fields does not say what to do.
type Announcement struct {
	Date    string           `yaml:"date" is:"required date"` // of publication, YYYY-MM-DD
	Title   string           `yaml:"title" is:"required title"`
	Kind    AnnouncementKind `yaml:"kind" is:"required"`
	Summary Markdown         `yaml:"summary" is:"required"`
	Refs    []string         `yaml:"codes"` // "vendor/set/slug"

	Positions `yaml:"-"`
	Codes     []*Code `yaml:"-"`
}

// AnnouncementKind is what happened to the codes of an Announcement.
type AnnouncementKind string

// ID names the entry for good: its date and the slug of its title.
func (n *Announcement) ID() string { return n.Date + "-" + Slug(n.Title) }

// Internal reports whether the entry is about internal codes only, so that it must stay out
// of a public build.
func (n *Announcement) Internal() bool {
	return len(n.Codes) > 0 && !slices.ContainsFunc(n.Codes, func(c *Code) bool { return !c.Internal() })
}

// linkAnnouncements resolves the codes of all announcements.
func (l *loader) linkAnnouncements() {
	for _, n := range l.cat.Announcements {
		n.Codes = l.codesOf(nil, &n.Positions, "/codes", n.Refs)
	}
}

func checkNewest(r *ruleRun) {
	for i := 1; i < len(r.cat.Announcements); i++ {
		n, above := r.cat.Announcements[i], r.cat.Announcements[i-1]
		if above.Date != "" && n.Date > above.Date {
			r.at(&n.Positions, "/date", "move the entry up", "%s is after %s of the entry above it", n.Date, above.Date)
		}
	}
}

// checkAnnouncementIDs makes sure that each entry has an address of its own.
func checkAnnouncementIDs(r *ruleRun) {
	first := map[string]*Announcement{}
	for _, n := range r.cat.Announcements {
		switch other := first[n.ID()]; {
		case n.Date == "" || n.Title == "":
		case Slug(n.Title) == "":
			r.at(&n.Positions, "/title", "say it in words", "%s has no letter or digit to make an address of", quote(n.Title))
		case other != nil:
			r.at(&n.Positions, "/title", "say what is different, or delete one of the two",
				"there is an entry of that day with this title, in line %d", other.Pos("/title").Line)
		default:
			first[n.ID()] = n
		}
	}
}

package network

import (
	"partnernetz/content"
	"strconv"
	"strings"
)

// Menu is a list of links that stands on every page of the website.
type Menu struct {
	content.Meta `bson:",inline" yaml:",inline"`
	Slug         string           `bson:"key" yaml:"key,omitempty"` // one of MenuKeys, in small letters
	Entries      []StoredMenuItem `bson:"items" yaml:"items,omitempty"`
}

// StoredMenuItem is a link of a menu, in all languages.
type StoredMenuItem struct {
	Labels content.Text     `bson:"label,omitempty" yaml:"label,omitempty"` // empty for the title of the page
	PageID string           `bson:"page,omitempty" yaml:"page,omitempty"`
	URL    string           `bson:"url,omitempty" yaml:"url,omitempty"`
	Below  []StoredMenuItem `bson:"children,omitempty" yaml:"children,omitempty"`
}

// Identity tells it from others of its list.
func (m StoredMenuItem) Identity(int) string { return m.PageID + m.URL }

// MenuItem is a link of a menu, as a view shows it.
type MenuItem struct {
	Label, LabelLanguageTag string
	Path                    string
	External                bool
	Children                []*MenuItem
}

// MenuKey says which menu is meant.
type MenuKey string

// MenuKeys lists all menus, by what they are called in the schema and as slugs.
func MenuKeys() map[MenuKey]string {
	return map[MenuKey]string{"MAIN": "main", "FOOTER": "footer", "LEGAL": "legal"}
}

const maxMenuItems = 100

// EntryKind, Key, Headline, Searchable, Sortable and Validate make a menu an [Entry].
func (*Menu) EntryKind() content.Kind { return content.Menus }

// Key is the slug.
func (m *Menu) Key() string { return m.Slug }

// Headline is what people call the menu.
func (m *Menu) Headline() content.Text {
	switch m.Slug {
	case "main":
		return content.Text{content.DE: "Hauptmenü", content.EN: "Main menu", content.DESimple: "Haupt-Menü"}
	case "footer":
		return content.Text{content.DE: "Menü am Fuß der Seiten", content.EN: "Menu at the foot of pages", content.DESimple: "Menü unten auf der Seite"}
	case "legal":
		return content.Text{content.DE: "Menü mit Rechtlichem", content.EN: "Legal menu", content.DESimple: "Menü mit Rechtlichem"}
	}
	return content.Text{content.DE: m.Slug, content.EN: m.Slug, content.DESimple: m.Slug}
}

// Searchable has nothing: there is no list of menus.
func (*Menu) Searchable() map[string]content.Text { return nil }

// Sortable has nothing: there is no list of menus.
func (*Menu) Sortable() map[string]any { return nil }

// Buttons are its items.
func (m *Menu) Buttons() (buttons []content.Button) {
	eachItem(m.Entries, "items", func(at string, item *StoredMenuItem) {
		buttons = append(buttons, content.Button{Field: at, URL: item.URL, Words: item.Labels})
	})
	return buttons
}

// eachItem calls fn for items and those below them.
func eachItem(items []StoredMenuItem, at string, fn func(string, *StoredMenuItem)) {
	for i := range items {
		here := at + "." + strconv.Itoa(i)
		fn(here, &items[i])
		eachItem(items[i].Below, here+".children", fn)
	}
}

// Validate finds what is wrong with the menu.
func (m *Menu) Validate() []content.Problem {
	var c content.Validator
	known := false
	for _, slug := range MenuKeys() {
		known = known || slug == m.Slug
	}
	if !known {
		c.Add("key", content.BadInput, "Dieses Menü gibt es nicht.", "there is no such menu")
	}
	n := 0
	eachItem(m.Entries, "items", func(at string, item *StoredMenuItem) {
		n++
		c.Heading(at+".label", item.Labels, item.PageID == "")
		if (item.PageID == "") == (item.URL == "") {
			c.Add(at+".page", content.Required, "Genau eines angeben: eine Seite oder eine Adresse.", "give a page or an address, and not both")
		}
		c.Address(at+".url", item.URL)
	})
	if n > maxMenuItems {
		c.Add("items", content.BadInput, "Ein Menü hat höchstens 100 Einträge.", "a menu has at most 100 items")
	}
	return c.Problems
}

// Name is the key as the schema has it.
func (m *Menu) Name() MenuKey { return MenuKey(strings.ToUpper(m.Slug)) }

// ServedLocale is the language of the view.
func (m *Menu) ServedLocale() content.Locale { return m.ServedIn(m.Headline()) }

// ItemsAmong is what the view, which has the pages, shows of the menu. An item whose page or label the view does not have is left
// out, with what is below it.
func (m *Menu) ItemsAmong(pages []*Page) []*MenuItem {
	byID := make(map[string]*Page, len(pages))
	for _, p := range pages {
		byID[p.ID] = p
	}
	return m.items(m.Entries, byID)
}

func (m *Menu) items(stored []StoredMenuItem, pages map[string]*Page) []*MenuItem {
	items := []*MenuItem{}
	for _, s := range stored {
		item := &MenuItem{Label: m.Show(s.Labels), LabelLanguageTag: string(m.ServedIn(s.Labels)), Path: s.URL, External: s.PageID == "" && !content.OnWebsite(s.URL)}
		if page := pages[s.PageID]; page != nil {
			item.Path = page.Path
			if item.Label == "" {
				item.Label, item.LabelLanguageTag = page.Title(), string(page.ServedLocale())
			}
		}
		if item.Path != "" && item.Label != "" {
			item.Children = m.items(s.Below, pages)
			items = append(items, item)
		}
	}
	return items
}

// UpdateMenuInput is what can be written of a menu: all of its items.
type UpdateMenuInput struct{ Items []*MenuItemInput }

// CreateMenuInput is the same for a new one.
type CreateMenuInput struct {
	Key   MenuKey
	Items []*MenuItemInput
}

// MenuItemInput is a link of a menu.
type MenuItemInput struct {
	Label, Page, URL *string
	Translations     []*TextTranslationInput
	Children         []*MenuItemInput
}

// Apply writes the input.
func (in *CreateMenuInput) Apply(l content.Locale, m *Menu) {
	m.Slug = MenuKeys()[in.Key]
	m.Entries = storedItems(l, in.Items, nil)
}

// Apply writes the input. An item for the page or the address that one was for keeps that one's words in other languages.
func (in *UpdateMenuInput) Apply(l content.Locale, m *Menu) {
	labels := map[string][]content.Text{}
	eachItem(m.Entries, "", func(_ string, item *StoredMenuItem) {
		labels[item.PageID+item.URL] = append(labels[item.PageID+item.URL], item.Labels)
	})
	m.Entries = storedItems(l, in.Items, labels)
}

// storedItems makes items of inputs, with the labels of those that led to the same before, one after the other.
func storedItems(l content.Locale, items []*MenuItemInput, labels map[string][]content.Text) (all []StoredMenuItem) {
	for _, in := range items {
		item := StoredMenuItem{PageID: orEmpty(in.Page), URL: orEmpty(in.URL)}
		to := item.PageID + item.URL
		if before := labels[to]; len(before) > 0 {
			item.Labels, labels[to] = before[0], before[1:]
		}
		item.Labels = withTranslations(content.WithText(item.Labels, l, in.Label), in.Translations)
		item.Below = storedItems(l, in.Children, labels)
		all = append(all, item)
	}
	return all
}

// Written is the input that changes nothing.
func (m *Menu) Written(l content.Locale) content.Input[*Menu] {
	return &UpdateMenuInput{writtenItems(l, m.Entries)}
}

func writtenItems(l content.Locale, stored []StoredMenuItem) []*MenuItemInput {
	items := []*MenuItemInput{}
	for _, s := range stored {
		items = append(items, &MenuItemInput{
			content.OrNil(s.Labels[l]), content.OrNil(s.PageID), content.OrNil(s.URL), translationsOf(l, s.Labels), writtenItems(l, s.Below),
		})
	}
	return items
}

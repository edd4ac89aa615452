package html

import "strings"

// style is how files look: on a phone, on a desk, and on A4.
const style = `
:root { --ink: #1a1c20; --accent: #123d6b; --link: #084d8c; --muted: #555b63; --line: #b8bfc7; --tint: #edf1f5 }
* { box-sizing: border-box }
html { font: 1.0625rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: var(--ink); background: #fff; -webkit-text-size-adjust: 100% }
body { max-width: 46rem; margin: 0 auto; padding: 0 1.25rem 4rem; overflow-wrap: break-word; hyphens: auto }
h1, h2, h3 { color: var(--accent) }
h1, h2, h3, h4, h5 { line-height: 1.2; margin: 2em 0 .5em; hyphens: manual }
h1 { font-size: 2.25rem; margin-top: .5em } h2 { font-size: 1.75rem } h3 { font-size: 1.3rem } h4 { font-size: 1.1rem } h5 { font-size: 1rem; color: var(--muted) }
p, ul, ol, figure, .wide { margin: .75em 0 }
li { margin: .25em 0 }
a { color: var(--link) }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
.skip { position: absolute; left: -100vw; padding: .5em 1em; background: #fff }
.skip:focus { left: 0 }
.cover { border-top: .75rem solid var(--accent); padding: 2rem 0; border-bottom: 1px solid var(--line) }
.cover .above, .imprint { color: var(--muted) }
.cover .subtitle { font-size: 1.25rem }
.cover .edition { font-size: 1.25rem; font-weight: 600; color: var(--accent) }
.imprint { white-space: pre-line }
.lead { font-size: 1.2rem; color: var(--accent) }
.small, .notes, figcaption { font-size: .9rem }
figcaption { color: var(--muted) }
nav ol { list-style: none; padding: 0 }
nav ol ol { padding-left: 1.25rem }
nav > ol > li > a { font-weight: 600 }
blockquote { margin: 0; padding-left: 1rem; border-left: 3px solid var(--line); font-style: italic }
pre { white-space: pre-wrap; padding-left: 1rem }
img { max-width: 100%; height: auto }
.logo { max-height: 6rem; width: auto }
.third { width: 33% } .half { width: 50% } .full { width: 100% }
hr { border: 0; border-top: 1px solid var(--line); margin: 2em 0 }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: .95rem }
caption { text-align: start; font-weight: 600; color: var(--accent); padding: .5em 0 }
th, td { text-align: start; vertical-align: top; padding: .4em .5em; border-bottom: 1px solid var(--line) }
thead th, thead td { background: var(--tint); border-top: 2px solid var(--accent) }
.right { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums }
sup { line-height: 0 }
sup a { padding: 0 .15em }
.columns > :first-child { margin-top: 0 }
@media (max-width: 30rem) { h1 { font-size: 1.5rem } h2 { font-size: 1.35rem } h3 { font-size: 1.2rem } h2, h3, h4, h5 { hyphens: auto } }
@media (min-width: 40rem) { .columns { columns: 2; column-gap: 2rem } }
@media print {
html { font-size: 10.5pt }
body { max-width: none; padding: 0 }
.skip { display: none }
.cover { min-height: 85vh }
.part { break-before: page }
.columns { columns: 2; column-gap: 2rem }
h1, h2, h3, h4, h5, caption, .lead { break-after: avoid }
tr, img, figure { break-inside: avoid }
thead { display: table-header-group }
p, li { orphans: 2; widows: 2 }
.wide { overflow: visible }
main a[href^="http"]::after { content: " (" attr(href) ")"; overflow-wrap: anywhere }
}
`

// running is what stands at the head and at the foot of printed pages.
func running(title string) string {
	quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "<", `\3c `, "\n", " ").Replace(title)
	return `@page { size: A4; margin: 30mm 27mm 27mm; @top-left { content: "` + quoted + `"; font-size: 8.5pt; color: #555b63 } @bottom-right { content: counter(page); font-size: 9.5pt; color: #555b63 } }
@page :first { @top-left { content: none } @bottom-right { content: none } }
`
}

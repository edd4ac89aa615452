package media

import (
	"bytes"
	"encoding/binary"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	encodewebp "github.com/gen2brain/webp"

	"partnernetz/network"
)

const aDrawing = `<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>`

// oddFile is a file that is valid, but not as most are, or that people take for one that is possible here.
type oddFile struct {
	row           string // of the table in docs/media.md
	name          string
	data          []byte
	width, height int    // of an image that is taken
	refused       string // a part of the reason, otherwise
}

func oddFiles() []oddFile {
	plain, open, profile := oddJPEG(0xc0, 3, false), oddJPEG(jpegFiner, 3, false), iccProfile()
	shortProfile := slices.Concat([]byte("P\x00\x00"), deflate(profile[:100]))
	wholeSegment := slices.Concat(iccHead, []byte{1, 1}, profile)
	lossless := must2(func(b *bytes.Buffer) error {
		return encodewebp.Encode(b, drawn(20, 10), encodewebp.Options{Lossless: true})
	})
	webp := asWebP(drawn(20, 10))
	const oasis = "application/vnd.oasis.opendocument."
	return []oddFile{
		{"JPEG, progressive", "a.jpg", oddJPEG(jpegFiner, 3, false), 16, 16, ""},
		{"JPEG with four inks", "a.jpg", oddJPEG(0xc0, 4, false), 16, 16, ""},
		{"JPEG with four inks", "a.jpg", oddJPEG(jpegFiner, 4, false), 16, 16, ""},
		{"JPEG with restart markers", "a.jpg", oddJPEG(0xc0, 3, true), 16, 16, ""},
		{"JPEG, grey", "a.jpg", oddJPEG(0xc0, 1, false), 16, 16, ""},
		{"JPEG with bytes between its segments", "a.jpg", inside(plain, 0xdb, "\xff\xff\xff"), 16, 16, ""},
		{"JPEG with bytes between its segments", "a.jpg", inside(plain, 0xc0, "\x00\x00"), 16, 16, ""},
		{"JPEG with bytes between its segments", "a.jpg", inside(plain, jpegScan, "\xff\x00x"), 16, 16, ""},
		{"JPEG without its end", "a.jpg", open[:len(open)-2], 16, 16, ""},
		{"JPEG without its end", "a.jpg", open[:len(open)-1], 16, 16, ""},
		{"JPEG that is cut off, or filled up with zeros", "a.jpg", asJPEG(drawn(64, 48))[:900], 0, 0, "damaged or incomplete"},
		{"JPEG that is cut off, or filled up with zeros", "a.jpg", append(asJPEG(drawn(64, 48))[:900], make([]byte, 900)...), 0, 0, "damaged or incomplete"},
		{"JPEG on its side", "a.jpg", withSegment(asJPEG(drawn(20, 10)), jpegEXIF, slices.Concat(exifHead, exifWith(5))), 10, 20, ""},
		{"JPEG on its side", "a.jpg", withSegment(asJPEG(drawn(20, 10)), jpegEXIF, slices.Concat(exifHead, exifWith(8))), 10, 20, ""},
		{"JPEG with a broken colour profile", "a.jpg", withSegment(plain, jpegICC, wholeSegment[:200]), 16, 16, ""},
		{"JPEG with a broken colour profile", "a.jpg", withSegment(plain, jpegICC, slices.Concat(iccHead, []byte{2, 2}, profile)), 16, 16, ""},
		{"JPEG with something behind its end", "a.jpg", append(slices.Clone(plain), anMP4()...), 16, 16, ""},
		{"JPEG that is arithmetic, without loss or of 12 bits", "a.jpg", oddJPEG(0xc9, 3, false), 0, 0, "save it as an ordinary JPEG"},
		{"JPEG that is arithmetic, without loss or of 12 bits", "a.jpg", oddJPEG(0xc3, 3, false), 0, 0, "save it as an ordinary JPEG"},
		{"JPEG that is arithmetic, without loss or of 12 bits", "a.jpg", bytes.Replace(plain, []byte{8, 0, 16, 0, 16}, []byte{12, 0, 16, 0, 16}, 1), 0, 0, "save it as an ordinary JPEG"},

		{"PNG, interlaced, of 16 bits, with a transparent colour", "a.png", oddPNG(16, 2, 1, 8*8*6+15, chunk("tRNS", 0, 0, 0, 0, 0, 0)), 8, 8, ""},
		{"PNG, interlaced, of 16 bits, with a transparent colour", "a.png", oddPNG(16, 0, 0, 8*17, chunk("tRNS", 0, 1)), 8, 8, ""},
		{"PNG with few colours", "a.png", oddPNG(1, 3, 0, 8*2, chunk("PLTE", 1, 2, 3), chunk("tRNS", 9)), 8, 8, ""},
		{"PNG with something behind its end", "a.png", append(grey(), "text"...), 8, 8, ""},
		{"PNG whose colour profile is broken", "a.png", grey(chunk("iCCP", []byte("P\x00\x00no zlib")...)), 8, 8, ""},
		{"PNG whose colour profile is broken", "a.png", grey(chunk("iCCP", shortProfile...)), 8, 8, ""},
		{"PNG whose colour profile is broken", "a.png", grey(damagedChunk("iCCP", shortProfile...)), 8, 8, ""},
		{"PNG whose colour profile is broken", "a.png", grey(chunk("iCCP")), 8, 8, ""},
		{"PNG with a damaged part that it can do without", "a.png", grey(damagedChunk("gAMA", 0, 0, 0, 1), damagedChunk("tEXt", 'a', 0)), 8, 8, ""},
		{"PNG without its end", "a.png", grey()[:len(grey())-12], 8, 8, ""},
		{"PNG, animated", "a.png", grey(chunk("acTL", 0, 0, 0, 1, 0, 0, 0, 0)), 8, 8, ""},
		{"PNG for programs on iPhones", "a.png", slices.Concat(pngHead, chunk("CgBI", 0x50, 0, 0x20, 6), grey()[8:]), 0, 0, "made for programs on iPhones"},
		{"PNG with damaged pixels", "a.png", bytes.Replace(grey(), []byte("IDAT"), []byte("IDAU"), 1), 0, 0, "damaged"},

		{"GIF with a frame outside of its canvas", "a.gif", oddGIF(4, 4, [4]uint16{2, 3, 4, 4}), 6, 7, ""},
		{"GIF with a frame outside of its canvas", "a.gif", oddGIF(4, 4, [4]uint16{0, 0, 4, 4}, [4]uint16{5, 5, 1, 1}), 6, 6, ""},
		{"GIF without a size", "a.gif", oddGIF(0, 0, [4]uint16{0, 0, 4, 4}), 4, 4, ""},
		{"GIF with a frame without a pixel", "a.gif", oddGIF(4, 4, [4]uint16{0, 0, 0, 0}, [4]uint16{0, 0, 4, 4}), 4, 4, ""},
		{"GIF with a frame without a pixel", "a.gif", oddGIF(4, 4, [4]uint16{0, 0, 0, 3}), 0, 0, "damaged"},
		{"GIF without its end", "a.gif", oddGIF(4, 4, [4]uint16{0, 0, 4, 4})[:13+6+8+10+1+15+1], 4, 4, ""},
		{"GIF of 1987", "a.gif", bytes.Replace(oddGIF(4, 4, [4]uint16{0, 0, 4, 4}), []byte("89a"), []byte("87a"), 1), 4, 4, ""},

		{"WebP without loss, with transparency, extended", "a.webp", lossless, 20, 10, ""},
		{"WebP without loss, with transparency, extended", "a.webp", withRIFF(webp, 0, "XXXX", []byte("x")), 20, 10, ""},
		{"WebP with a broken colour profile", "a.webp", withProfileBefore(webp, profile[:90]), 20, 10, ""},
		{"WebP whose last part lacks the byte that makes it even", "a.webp", shorter(withRIFF(webp, 0, "XXXX", []byte("x"))), 20, 10, ""},
		{"WebP, animated", "a.webp", withRIFF(webp, webpMoves, "ANIM", make([]byte, 6)), 0, 0, "use GIF or MP4"},
		{"HEIC, AVIF, TIFF, BMP, ICO, PSD, JPEG XL, JPEG 2000", "a.heic", box("ftyp", []byte("heic\x00\x00\x00\x00mif1heic")), 0, 0, "save it as JPEG;"},
		{"HEIC, AVIF, TIFF, BMP, ICO, PSD, JPEG XL, JPEG 2000", "a.avif", box("ftyp", []byte("avif\x00\x00\x00\x00mif1avif")), 0, 0, "save it as PNG, JPEG or WebP"},
		{"HEIC, AVIF, TIFF, BMP, ICO, PSD, JPEG XL, JPEG 2000", "a.tif", append([]byte("II*\x00\x08\x00\x00\x00"), make([]byte, 50)...), 0, 0, "save it as PNG, JPEG or WebP"},
		{"HEIC, AVIF, TIFF, BMP, ICO, PSD, JPEG XL, JPEG 2000", "a.bmp", append([]byte("BM\x3a\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00"), make([]byte, 40)...), 0, 0, "save it as PNG, JPEG or WebP"},
		{"HEIC, AVIF, TIFF, BMP, ICO, PSD, JPEG XL, JPEG 2000", "a.psd", append([]byte("8BPS\x00\x01"), make([]byte, 40)...), 0, 0, "save it as PNG or JPEG"},

		{"SVG with a byte order mark", "a.svg", []byte("\ufeff" + aDrawing), 300, 150, ""},
		{"SVG in UTF-16 or another encoding that it names", "a.svg", inUTF16(`<?xml version="1.0" encoding="UTF-16"?>`+aDrawing, binary.LittleEndian), 300, 150, ""},
		{"SVG in UTF-16 or another encoding that it names", "a.svg", inUTF16(aDrawing, binary.BigEndian), 300, 150, ""},
		{"SVG in UTF-16 or another encoding that it names", "a.svg", []byte("<?xml version='1.0' encoding='iso-8859-1'?><svg><title>Gr\xfcn</title><path/></svg>"), 300, 150, ""},
		{"SVG with a DOCTYPE, a prefix or comments", "a.svg", []byte(`<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><!-- x --><s:svg xmlns:s="http://www.w3.org/2000/svg"><s:rect/></s:svg>`), 300, 150, ""},
		{"SVG that declares entities", "a.svg", []byte(`<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]><svg xmlns="&ns;"><path/></svg>`), 0, 0, "declares entities"},
		{"SVG with a viewBox only, or a size in percent with it", "a.svg", []byte(`<svg viewBox="0 0 40 30"><path/></svg>`), 40, 30, ""},
		{"SVG with a viewBox only, or a size in percent with it", "a.svg", []byte(`<svg viewBox="0,0,40,30" width="100%" height="100%"><path/></svg>`), 40, 30, ""},
		{"SVG with a viewBox only, or a size in percent with it", "a.svg", []byte(`<svg viewBox="0 0 40 30" width="80"><path/></svg>`), 80, 60, ""},
		{"SVG without a size", "a.svg", []byte(aDrawing), 300, 150, ""},
		{"SVG without a size", "a.svg", []byte(`<svg width="100%" height="50%"><path/></svg>`), 300, 150, ""},
		{"SVG without a size", "a.svg", []byte(`<svg width="90"><path/></svg>`), 90, 150, ""},
		{"SVG with a very large size", "a.svg", []byte(`<svg width="100000" height="50000"><path/></svg>`), 20_000, 10_000, ""},
		{"SVG with nothing but an embedded picture", "a.svg", []byte(`<svg><g><image href="data:image/png;base64,AA"/></g></svg>`), 0, 0, "save the picture as PNG or JPEG"},
		{"SVG with nothing but an embedded picture", "a.svg", []byte(`<svg><defs><path id="a"/></defs><image href="data:image/png;base64,AA"/></svg>`), 0, 0, "save the picture as PNG or JPEG"},
		{"SVG with nothing but HTML", "a.svg", []byte(`<svg><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject></svg>`), 0, 0, "only HTML"},
		{"SVG that draws nothing", "a.svg", []byte(`<svg><defs><path id="a"/></defs><use href="#b"/><text> </text></svg>`), 0, 0, "draws nothing"},
		{"SVG that draws nothing", "a.svg", []byte(`<svg><script>draw()</script></svg>`), 0, 0, "taken out: script"},
		{"SVG that is packed (SVGZ)", "a.svgz", gzipped(aDrawing), 0, 0, "save a packed drawing (SVGZ) as SVG"},

		{"PDF with up to 1,024 bytes ahead of its header", "a.pdf", []byte("\ufeff" + aPDF), 0, 0, ""},
		{"PDF with up to 1,024 bytes ahead of its header", "a.pdf", []byte("\r\n\n" + aPDF), 0, 0, ""},
		{"PDF with up to 1,024 bytes ahead of its header", "a.pdf", []byte("Content-type: application/pdf\nContent-size: 90200\n" + aPDF), 0, 0, ""},
		{"PDF with up to 1,024 bytes ahead of its header", "a.pdf", append(make([]byte, 1024), aPDF...), 0, 0, ""},
		{"PDF with more ahead of its header", "a.pdf", append(make([]byte, 1025), aPDF...), 0, 0, "begins only after 1025 bytes"},
		{"PDF with another file ahead of it", "a.pdf", []byte("<!DOCTYPE html><script>x</script>" + aPDF), 0, 0, "another file ahead of the PDF: “text/html"},
		{"PDF with another file ahead of it", "a.pdf", append(oddGIF(4, 4, [4]uint16{0, 0, 4, 4}), aPDF...), 0, 0, "another file ahead of the PDF: “image/gif"},
		{"PDF with up to 1,024 bytes behind its end", "a.pdf", []byte(aPDF + strings.Repeat("\x00", 1000)), 0, 0, ""},
		{"PDF without an end, or with more behind it", "a.pdf", []byte(aPDF + strings.Repeat("\x00", 2000)), 0, 0, "its end is missing"},
		{"PDF that is encrypted", "a.pdf", []byte(strings.Replace(aPDF, "<<>>\n%%EOF", "<</Encrypt 2 0 R>>\n%%EOF", 1)), 0, 0, ""},

		{"ODT or DOCX whose parts stand in another order", "a.odt", zipOf("content.xml", "<x/>", "mimetype", network.TypeODT), 0, 0, ""},
		{"ODT or DOCX whose parts stand in another order", "a.docx", zipOf("word/document.xml", "<x/>", "[Content_Types].xml", `<Types><Override ContentType="`+network.TypeDOCX+`.main+xml"/></Types>`), 0, 0, ""},
		{"ODS, ODP, ODG, EPUB", "a.ods", zipOf("mimetype", oasis+"spreadsheet", "content.xml", "x"), 0, 0, "save it as XLSX or PDF"},
		{"ODS, ODP, ODG, EPUB", "a.odp", zipOf("content.xml", "x", "mimetype", oasis+"presentation"), 0, 0, "save it as PPTX or PDF"},
		{"ODS, ODP, ODG, EPUB", "a.epub", zipOf("mimetype", "application/epub+zip", "content.xml", "x"), 0, 0, "save it as PDF"},
		{"templates of Office", "a.dotx", zipOf("[Content_Types].xml", `<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"/></Types>`), 0, 0, "save it as ordinary DOCX"},
		{"DOC, XLS, PPT, and DOCX with a password", "a.docx", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 1000)...), 0, 0, "or the file has a password"},
		{"other zips", "a.zip", zipOf("a.txt", "x"), 0, 0, "upload the files one by one"},

		{"CSV, ICS, RTF, HTML, plain text", "a.csv", []byte("a,b\n1,2\n3,4\n5,6\n"), 0, 0, "save a table as XLSX"},
		{"CSV, ICS, RTF, HTML, plain text", "a.ics", []byte("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"), 0, 0, "make a date an event"},
		{"CSV, ICS, RTF, HTML, plain text", "a.rtf", []byte(`{\rtf1 x}`), 0, 0, "save it as DOCX, ODT or PDF"},
		{"CSV, ICS, RTF, HTML, plain text", "a.html", []byte("<!DOCTYPE html><p>x"), 0, 0, "make it a page"},
		{"CSV, ICS, RTF, HTML, plain text", "a.txt", []byte("nur Text"), 0, 0, "save a text as PDF or ODT"},
		{"MOV, WebM, 3GP, MP3", "a.mov", box("ftyp", []byte("qt  \x00\x00\x00\x00qt  ")), 0, 0, "save it as MP4"},
		{"MOV, WebM, 3GP, MP3", "a.3gp", box("ftyp", []byte("3gp4\x00\x00\x00\x003gp4")), 0, 0, "save it as MP4"},
		{"MOV, WebM, 3GP, MP3", "a.mp3", append([]byte("ID3\x03\x00\x00\x00\x00\x00\x00"), make([]byte, 100)...), 0, 0, "save it as MP4"},
		{"an empty file", "a.pdf", nil, 0, 0, "the file is empty"},
	}
}

// withProfileBefore puts a profile before the pixels of a WebP.
func withProfileBefore(data, profile []byte) []byte {
	return webpProfile(data, profile, drawn(20, 10).Rect.Size())
}

// shorter is a WebP without its last byte, which its size counts.
func shorter(data []byte) []byte { return data[:len(data)-1] }

func must2(write func(*bytes.Buffer) error) []byte {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// Odd files are taken as they are shown, or refused with the reason and with what would be taken; renditions can be made of them.
func TestOddFiles(t *testing.T) {
	l := library(t)
	for i, f := range oddFiles() {
		if f.refused != "" {
			refused(t, l, f.name, f.data, f.refused)
			continue
		}
		u, err := l.Receive(t.Context(), f.name, bytes.NewReader(f.data))
		if err != nil {
			t.Errorf("%d %s: %v", i, f.row, err)
			continue
		}
		if u.File.Width != f.width || u.File.Height != f.height {
			t.Errorf("%d %s: %d × %d", i, f.row, u.File.Width, u.File.Height)
		}
		if err := u.Keep(t.Context()); err != nil {
			t.Fatal(err)
		}
		if r, ok := u.File.ParseRendition("16.png"); ok && u.File.HasPixels() {
			if _, err := l.render(t.Context(), u.File, r); err != nil {
				t.Errorf("%d %s: making an image: %v", i, f.row, err)
			}
		}
		if again, err := l.Receive(t.Context(), f.name, bytes.NewReader(must(u.bytes()))); err != nil || again.File.Sum != u.File.Sum {
			t.Errorf("%d %s: what is kept is not taken as it is: %v", i, f.row, err)
		} else if strings.Contains(f.row, "colour profile") && bytes.Contains(must(u.bytes()), []byte("ICC")) {
			t.Errorf("%d %s: the profile is still there", i, f.row)
		}
		_ = u.Close()
	}
}

// The table of odd files in the documentation has the rows that are tested, and says of each what is tested.
func TestTableOfOddFiles(t *testing.T) {
	raw := must(os.ReadFile("../docs/media.md"))
	_, table, _ := strings.Cut(string(raw), "## Odd files")
	table, _, _ = strings.Cut(table, "\n## ")
	said := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^\| (.+?) \| (.+?) \|$`).FindAllStringSubmatch(table, -1)[1:] {
		said[m[1]] = m[2]
	}
	tested := map[string]bool{}
	for _, f := range oddFiles() {
		tested[f.row] = true
		if says := said[f.row]; !strings.Contains(says, map[bool]string{true: "taken", false: "refused"}[f.refused == ""]) {
			t.Errorf("%s: the table says %q", f.row, says)
		}
	}
	for row := range said {
		if !tested[row] {
			t.Errorf("nothing tests %s", row)
		}
	}
}

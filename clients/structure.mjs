// Prints what pdf.js reads of a PDF: `node structure.mjs FILE`. The tree of each page as whoever has it read aloud meets it, with
// words in the place of marks.
import { readFile } from "node:fs/promises";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

const file = await getDocument({ data: new Uint8Array(await readFile(process.argv[2])), verbosity: 0 }).promise;
const { info, metadata } = await file.getMetadata();

/** The words of each marked stretch of a page, by the id that the tree calls it. */
async function words(page) {
  const said = {};
  const open = [];
  for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
    if (item.type === "beginMarkedContentProps" || item.type === "beginMarkedContent") open.push(item.id);
    else if (item.type === "endMarkedContent") open.pop();
    else {
      const id = open.findLast(Boolean) ?? "";
      said[id] = (said[id] ?? "") + item.str + (item.hasEOL ? " " : "");
    }
  }
  return said;
}

const filled = (node, said) =>
  node.type === "content" ? (said[node.id] ?? "") : node.role ? { ...node, children: node.children.map((c) => filled(c, said)) } : node;

const pages = [];
for (let number = 1; number <= file.numPages; number++) {
  const page = await file.getPage(number);
  const links = (await page.getAnnotations()).filter((a) => a.subtype === "Link").map((a) => ({ url: a.url, to: !!a.dest, says: a.contentsObj?.str }));
  pages.push({ tree: filled(await page.getStructTree(), await words(page)), links });
}
const outline = (items) => (items ?? []).map((i) => ({ title: i.title, items: outline(i.items) }));
console.log(
  JSON.stringify({
    title: info.Title, language: info.Language, marked: await file.getMarkInfo(), preferences: await file.getViewerPreferences(), part: metadata.get("pdfuaid:part"),
    outline: outline(await file.getOutline()), pages,
  }),
);

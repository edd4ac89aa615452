import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { known } from "./known.mjs";
import { environment, get, part, read, revisions } from "./relay.mjs";
import { ask, at, draft, editor, history, languages, page, pages, plain, quiet, sdl } from "./server.mjs";

const folder = fileURLToPath(new URL("relay/", import.meta.url));
const document = await sdl();
const types = known(document);
writeFileSync(`${folder}schema.graphql`, document);
mkdirSync(`${folder}artifacts`, { recursive: true });
execFileSync(process.execPath, [fileURLToPath(new URL("node_modules/relay-compiler/cli.js", import.meta.url)), "relay.config.json"], { cwd: folder });
const compiled = async (name) => (await import(`./relay/artifacts/${name}.graphql.js`)).default;
const [all, one, again, past] = await Promise.all(["contentPagesQuery", "contentPageQuery", "contentNodeQuery", "contentHistoryQuery"].map(compiled));
const [first, next, list] = await Promise.all(["pagesQuery", "pagesNextQuery", "pages_list"].map(compiled));
quiet();

for (const locale of languages) {
  test(`Relay keeps all pages apart in ${locale}`, async () => {
    const e = environment(at({ locale }));
    await get(e, all);
    await get(e, one, { path: "/" });
    const { pages: want } = await ask(pages, { view: { locale } });
    assert.ok(want.totalCount > 8);
    assert.deepEqual(plain(read(e, all).pages.edges.map((edge) => edge.node)), plain(want.nodes));
    for (const node of want.nodes) {
      assert.deepEqual(plain((await get(e, one, { path: node.path })).page), plain(node));
      assert.deepEqual(plain((await get(e, again, { id: node.id })).node.page), plain(node));
    }
  });

  test(`Relay goes from page to page in ${locale}`, async () => {
    assert.ok(!next.params.text.includes("@"), "Relay makes the query for the next page without any directive");
    const e = environment(at({ locale }));
    const reference = await get(e, first);
    let asked = 1;
    for (let after; (after = part(e, list, reference).pages.pageInfo).hasNextPage; asked++) {
      await get(e, next, { count: 4, after: after.endCursor });
    }
    const { pages: want } = await ask(pages, { view: { locale } });
    assert.equal(asked, Math.ceil(want.totalCount / 4));
    assert.deepEqual(part(e, list, reference).pages.edges.map(({ node }) => node.title), want.nodes.map((node) => node.title));
  });
}

test("Relay reads the history of a page", async () => {
  const path = "/initiative";
  const { now } = await draft(path, "Relay eins", "Relay zwei");
  const view = { stage: "DRAFT" };
  const want = await ask(history, { variables: { path }, view, headers: editor });
  const entries = (data) => data.page.revisions.edges.map((edge) => edge.node.entry.page);
  const careful = environment(at(view), { headers: editor, getDataID: revisions(types) });
  const data = await get(careful, past, { path });
  assert.deepEqual(plain(entries(data)), plain(want.page.revisions.nodes.map((node) => node.entry)));
  assert.equal(data.page.title, now.title);

  console.error = () => {}; // Relay notices, and says so
  const careless = await get(environment(at(view), { headers: editor }), past, { path });
  assert.deepEqual(new Set(entries(careless).map(({ title }) => title)), new Set([careless.page.title]), "with ids alone all revisions are one");
});

test("Relay reads drafts beside what is public, by an environment for each", async () => {
  const path = "/veranstaltungen";
  const { open, now } = await draft(path, "Relay neu");
  const website = environment(at());
  const desk = environment(at({ stage: "DRAFT" }), { headers: editor });
  await get(website, one, { path });
  await get(desk, one, { path });
  assert.equal(read(website, one, { path }).page.title, open.title);
  assert.equal(read(desk, one, { path }).page.title, now.title);
  await assert.rejects(get(environment(at({ stage: "DRAFT" })), one, { path }), /drafts are only for those/);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { known } from "./known.mjs";
import { ask, at, content, draft, editor, history, languages, page, pages, plain, quiet, sdl } from "./server.mjs";
import { client, revisions } from "./urql.mjs";

const types = known(await sdl());
quiet();

/** What a client answers; an error if it has one. */
async function get(c, query, variables = {}, requestPolicy = "cache-first") {
  const { data, error } = await c.query(query, variables, { requestPolicy });
  if (error) throw error;
  return data;
}

for (const locale of languages) {
  for (const preferGetMethod of [false, "force"]) {
    test(`urql keeps all pages apart in ${locale}${preferGetMethod ? ", by GET" : ""}`, async () => {
      const c = client(at({ locale }), types, { preferGetMethod });
      const listed = `query { pages(first: 50) { edges { node { ${content} } } } }`; // as paged lists are asked for
      await get(c, listed);
      await get(c, page, { path: "/" });
      const again = await get(c, listed, {}, "cache-only");
      const { pages: want } = await ask(pages, { view: { locale } });
      assert.ok(want.totalCount > 8);
      assert.deepEqual(plain(again.pages.edges.map((edge) => edge.node)), plain(want.nodes));
      for (const node of want.nodes) {
        assert.deepEqual(plain((await get(c, page, { path: node.path })).page), plain(node));
      }
    });
  }

  test(`urql goes from page to page in ${locale}`, async () => {
    const c = client(at({ locale }), types);
    const query = `query ($after: String) {
      pages(first: 4, after: $after) { edges { cursor node { id title } } pageInfo { hasNextPage endCursor } }
    }`;
    let data = await get(c, query);
    let asked = 1;
    for (; data.pages.pageInfo.hasNextPage; asked++) {
      data = await get(c, query, { after: data.pages.pageInfo.endCursor });
    }
    const { pages: want } = await ask(pages, { view: { locale } });
    assert.equal(asked, Math.ceil(want.totalCount / 4));
    assert.deepEqual(data.pages.edges.map(({ node }) => node.title), want.nodes.map((node) => node.title));
  });
}

test("urql reads the history of a page", async () => {
  const path = "/mitmachen";
  const { now } = await draft(path, "urql eins", "urql zwei");
  const view = { stage: "DRAFT" };
  const want = await ask(history, { variables: { path }, view, headers: editor });
  const titles = (data) => data.page.revisions.nodes.map((node) => node.entry.title);
  assert.deepEqual(titles(want).slice(0, 2), ["urql zwei", "urql eins"]);

  const careful = client(at(view), types, { headers: editor, keys: revisions(types) });
  const read = await get(careful, history, { path });
  assert.deepEqual(plain(read), plain(want));
  assert.equal(read.page.title, now.title);

  const careless = await get(client(at(view), types, { headers: editor }), history, { path });
  assert.deepEqual(new Set(titles(careless)), new Set([careless.page.title]), "with ids alone all revisions are one");
});

test("urql reads drafts beside what is public, by a client for each", async () => {
  const path = "/datenschutz";
  const { open, now } = await draft(path, "urql neu");
  const website = client(at(), types);
  const desk = client(at({ stage: "DRAFT" }), types, { headers: editor });
  for (const policy of ["cache-first", "cache-only"]) {
    assert.equal((await get(website, page, { path }, policy)).page.title, open.title);
    assert.equal((await get(desk, page, { path }, policy)).page.title, now.title);
  }
  await assert.rejects(get(client(at({ stage: "DRAFT" }), types), page, { path }), /drafts are only for those/);
});

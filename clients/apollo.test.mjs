import assert from "node:assert/strict";
import { test } from "node:test";
import { gql } from "@apollo/client";
import { client, revisions } from "./apollo.mjs";
import { known } from "./known.mjs";
import { ask, at, content, draft, editor, history, languages, page, pages, plain, quiet, sdl } from "./server.mjs";

const types = known(await sdl());
quiet();
const kept = { fetchPolicy: "cache-only" };

for (const locale of languages) {
  test(`Apollo keeps all pages apart in ${locale}`, async () => {
    const c = client(at({ locale }), types);
    const listed = `query { pages(first: 50) { edges { node { ${content} } } } }`; // as paged lists are asked for
    await c.query({ query: gql(listed) });
    await c.query({ query: gql(page), variables: { path: "/" } });
    const again = await c.query({ query: gql(listed), ...kept });
    const { pages: want } = await ask(pages, { view: { locale } });
    assert.ok(want.totalCount > 8);
    assert.deepEqual(plain(again.data.pages.edges.map((edge) => edge.node)), plain(want.nodes));
    for (const { path } of want.nodes) {
      const one = await c.query({ query: gql(page), variables: { path } });
      assert.deepEqual(plain(one.data.page), plain(want.nodes.find((node) => node.path === path)));
    }
  });

  test(`Apollo goes from page to page in ${locale}`, async () => {
    const c = client(at({ locale }), types);
    const query = gql`
      query ($after: String) {
        pages(first: 4, after: $after) {
          edges { cursor node { id title servedLocale } }
          pageInfo { hasNextPage endCursor }
        }
      }
    `;
    const list = c.watchQuery({ query });
    let info = (await list.refetch()).data.pages.pageInfo;
    let asked = 1;
    for (; info.hasNextPage; asked++) {
      info = (await list.fetchMore({ variables: { after: info.endCursor } })).data.pages.pageInfo;
    }
    const { data } = await c.query({ query, ...kept });
    const { pages: want } = await ask(pages, { view: { locale } });
    assert.equal(asked, Math.ceil(want.totalCount / 4));
    assert.deepEqual(data.pages.edges.map(({ node }) => node.title), want.nodes.map((node) => node.title));
  });
}

test("Apollo reads the history of a page", async () => {
  const path = "/netzwerk";
  const { now } = await draft(path, "Apollo eins", "Apollo zwei");
  const view = { stage: "DRAFT" };
  const want = await ask(history, { variables: { path }, view, headers: editor });
  const titles = (data) => data.page.revisions.nodes.map((node) => node.entry.title);
  assert.deepEqual(titles(want).slice(0, 2), ["Apollo zwei", "Apollo eins"]);

  const careful = client(at(view), types, { headers: editor, typePolicies: revisions(types) });
  const read = await careful.query({ query: gql(history), variables: { path } });
  assert.deepEqual(plain(read.data), plain(want));
  assert.equal(read.data.page.title, now.title);

  const careless = client(at(view), types, { headers: editor });
  const { data } = await careless.query({ query: gql(history), variables: { path } });
  assert.deepEqual(new Set(titles(data)), new Set([data.page.title]), "with ids alone all revisions are one");
});

test("Apollo reads drafts beside what is public, by a client for each", async () => {
  const path = "/impressum";
  const { open, now } = await draft(path, "Apollo neu");
  const website = client(at(), types);
  const desk = client(at({ stage: "DRAFT" }), types, { headers: editor });
  for (const round of [{}, kept]) {
    for (const [c, title] of [[website, open.title], [desk, now.title]]) {
      const { data } = await c.query({ query: gql(page), variables: { path }, ...round });
      assert.equal(data.page.title, title);
    }
  }
  await assert.rejects(client(at({ stage: "DRAFT" }), types).query({ query: gql(page), variables: { path } }), /drafts are only for those/);
});

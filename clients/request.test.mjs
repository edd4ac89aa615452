import assert from "node:assert/strict";
import { test } from "node:test";
import { GraphQLClient } from "graphql-request";
import { ask, at, draft, editor, history, languages, page, pages, quiet } from "./server.mjs";

quiet();

for (const locale of languages) {
  test(`graphql-request reads all pages in ${locale}, by POST and by GET`, async () => {
    const want = await ask(pages, { view: { locale } });
    assert.deepEqual(await new GraphQLClient(at({ locale })).request(pages), want);
    const c = new GraphQLClient(at({ locale }), { method: "GET", jsonSerializer: JSON });
    assert.deepEqual(await c.request(pages), want);
  });
}

test("graphql-request reads drafts and their history beside what is public", async () => {
  const path = "/barrierefreiheit";
  const { open, now } = await draft(path, "request alt", "request neu");
  const desk = new GraphQLClient(at({ stage: "DRAFT" }), { headers: editor });
  assert.equal((await new GraphQLClient(at()).request(page, { path })).page.title, open.title);
  assert.equal((await desk.request(page, { path })).page.title, now.title);
  const { revisions } = (await desk.request(history, { path })).page;
  assert.deepEqual(revisions.nodes.slice(0, 2).map((node) => node.entry.title), ["request neu", "request alt"]);
});

test("graphql-request is refused a view that there is not, or not for it", async () => {
  for (const [view, status, code] of [[{ locale: "FR" }, 400, "BAD_INPUT"], [{ stage: "DRAFT" }, 200, "UNAUTHENTICATED"]]) {
    await assert.rejects(new GraphQLClient(at(view)).request(pages), ({ response }) => {
      assert.equal(response.errors[0].extensions.code, code);
      return response.status === status;
    });
  }
});

test("graphql-request writes the language of the address", async () => {
  const { now } = await draft("/partner");
  const c = new GraphQLClient(at({ locale: "EN" }), { headers: editor });
  const { updatePage } = await c.request(
    `mutation ($id: ID!, $revision: Int!) {
      updatePage(id: $id, expectedRevision: $revision, input: { title: "In English" }) { page { title texts { path de en } } errors { code } }
    }`,
    { id: now.id, revision: now.revision },
  );
  assert.equal(updatePage.page.title, "In English");
  const { de, en } = updatePage.page.texts.find(({ path }) => path === "title");
  assert.deepEqual([de, en], [now.title, "In English"]);
});

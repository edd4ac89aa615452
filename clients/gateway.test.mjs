import assert from "node:assert/strict";
import { test } from "node:test";
import { buildHTTPExecutor } from "@graphql-tools/executor-http";
import { wrapSchema } from "@graphql-tools/wrap";
import { buildSchema, graphql } from "graphql";
import { ask, at, draft, editor, languages, page, pages, plain, quiet, sdl } from "./server.mjs";

const schema = buildSchema(await sdl());
quiet();

/** A gateway in front of a view, as Hive Gateway and Mesh make it. It takes @view and does not pass it on. */
const gateway = (view, headers) => wrapSchema({ schema, executor: buildHTTPExecutor({ endpoint: at(view), headers }) });
const through = (gateway, source, variableValues) => graphql({ schema: gateway, source, variableValues });

for (const locale of languages) {
  test(`a gateway passes on pages in ${locale}`, async () => {
    const { data, errors } = await through(gateway({ locale }), pages);
    assert.equal(errors, undefined);
    assert.deepEqual(plain(data), plain(await ask(pages, { view: { locale } })));
  });
}

test("a gateway passes on drafts to nobody but editors", async () => {
  const path = "/";
  const { open, now } = await draft(path, "Gateway neu");
  const titleOf = async (...how) => (await through(gateway(...how), page, { path })).data?.page.title;
  assert.equal(await titleOf({}), open.title);
  assert.equal(await titleOf({ stage: "DRAFT" }, editor), now.title);
  const { data, errors } = await through(gateway({ stage: "DRAFT" }), page, { path });
  assert.equal(data?.page ?? null, null);
  assert.equal(errors[0].extensions.code, "UNAUTHENTICATED");
});

test("a gateway passes on a change in the language of its address", async () => {
  const { now } = await draft("/");
  const { data, errors } = await through(
    gateway({ locale: "EN" }, editor),
    `mutation ($id: ID!, $revision: Int!) {
      updatePage(id: $id, expectedRevision: $revision, input: { title: "Through a gateway" }) { page { texts { path de en } } errors { code } }
    }`,
    { id: now.id, revision: now.revision },
  );
  assert.equal(errors, undefined);
  const { de, en } = data.updatePage.page.texts.find(({ path }) => path === "title");
  assert.deepEqual([de, en], [now.title, "Through a gateway"]);
});

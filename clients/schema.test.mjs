import assert from "node:assert/strict";
import { test } from "node:test";
import * as graphql16 from "graphql";
import * as graphql15 from "graphql15";
import * as graphql17 from "graphql17";
import { ask, sdl } from "./server.mjs";

// From the version that most use now back to one of years ago, and on to the next.
for (const graphql of [graphql15, graphql16, graphql17]) {
  const { buildClientSchema, buildSchema, getIntrospectionQuery, lexicographicSortSchema, printType, validateSchema, version } = graphql;
  const types = (schema) => Object.values(lexicographicSortSchema(schema).getTypeMap()).filter(({ name }) => !name.startsWith("__")).map(printType);

  test(`graphql ${version} reads the schema as one document`, async () => {
    const document = await sdl();
    const schema = buildSchema(document);
    assert.deepEqual(validateSchema(schema), []);
    const { astNode, extensionASTNodes } = schema.getQueryType();
    assert.equal(extensionASTNodes?.length ?? 0, 0);
    assert.ok(astNode.fields.some((field) => field.directives?.some(({ name }) => name.value === "auth")));
    assert.deepEqual(schema.getDirective("view").args.map(({ name }) => name), ["stage", "locale", "fallback", "asOf", "release"]);

    const told = buildClientSchema(await ask(getIntrospectionQuery()));
    assert.deepEqual(types(told), types(schema), "introspection tells the same");
  });
}

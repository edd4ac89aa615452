#!/bin/sh
# A schema that is wrapped with @graphql-tools/wrap 11.2.5 accepts a directive of the wrapped schema on an operation, and sends
# the operation on without the directive, so that the answer is another one than was asked for and nothing says so. The same directive
# on a field is sent on.
# Versions: @graphql-tools/wrap 11.2.5, graphql 16.15.0, Node 20 or newer.
# Good guess from: documentation of wrapping schemas, by which operations are delegated to the schema that is wrapped; and the
# GraphQL specification, "Directives", by which directives may change how an operation is carried out.
# https://the-guild.dev/graphql/stitching/docs/approaches/schema-extensions and https://spec.graphql.org/October2021/#sec-Language.Directives
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund graphql@16.15.0 @graphql-tools/wrap@11.2.5
cat > finding.mjs <<'JS'
import { wrapSchema } from "@graphql-tools/wrap";
import { buildSchema, graphql, print } from "graphql";

const schema = buildSchema(`
  directive @language(is: String!) on QUERY | FIELD
  type Query { title: String }
`);
const sent = [];
const wrapped = wrapSchema({
  schema,
  executor: ({ document }) => {
    sent.push(print(document).replace(/\s+/g, " "));
    return { data: { title: "x" } };
  },
});
const answers = [];
for (const source of [`query @language(is: "en") { title }`, `{ title @language(is: "en") }`]) {
  answers.push(await graphql({ schema: wrapped, source }));
}
console.log("@graphql-tools/wrap 11.2.5, graphql 16.15.0");
console.log("guess: what is asked with @language is asked of the wrapped schema with @language, on a query as on a field");
console.log("seen, on a query:", sent[0], "errors:", answers[0].errors?.length ?? 0);
console.log("seen, on a field:", sent[1], "errors:", answers[1].errors?.length ?? 0);
const asSeen = !sent[0].includes("@language") && sent[1].includes("@language") && answers.every(({ errors }) => !errors);
process.exit(asSeen ? 0 : 1);
JS
node finding.mjs

import { buildSchema, isAbstractType, isObjectType } from "graphql";

/** What a cache has to know of the schema, made of /schema.graphql. */
export function known(sdl) {
  const schema = buildSchema(sdl);
  const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith("__"));
  const roots = [schema.getQueryType(), schema.getMutationType()];
  const objects = types.filter((type) => isObjectType(type) && !roots.includes(type));
  const names = (condition) => objects.filter(condition).map((type) => type.name);
  const has = (type, field) => field in type.getFields();
  return {
    schema,
    /** The types of each interface and union. */
    possibleTypes: Object.fromEntries(types.filter(isAbstractType).map((type) => [type.name, schema.getPossibleTypes(type).map((t) => t.name)])),
    /** What has revisions. */
    entries: names((type) => has(type, "id") && has(type, "revision")),
    /** What belongs to one revision of a page, though it keeps its id in the next. */
    parts: [...schema.getPossibleTypes(schema.getType("Block")).map((type) => type.name), "AccordionItem"],
    /** What is a value of that which has it. */
    values: names((type) => !has(type, "id")),
  };
}

/** The same setting for each of some types. */
export const each = (types, setting) => Object.fromEntries(types.map((type) => [type, setting]));

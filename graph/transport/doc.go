// Package transport answers plain GraphQL requests, by GET and POST, according to
// the GraphQL-over-HTTP specification, and multipart requests with files.
//
// The specification has two ways of telling a request that failed before
// execution from one that was carried out. Under application/graphql-response+json
// the status tells: 400, or the one that [HTTP.Status] has for the error. Under
// application/json, which older clients ask for, every well-formed request is
// answered 200 unless [HTTP.Status] says otherwise. In both the body of a failed
// request has no "data".
//
// Newer drafts recommend 422 where this package has 400 and 294 for partial
// results. The audits of the graphql-http project, which clients are tested with,
// still ask for 400 and 200, so these are kept.
package transport

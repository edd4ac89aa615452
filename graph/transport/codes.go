package transport

// The codes in extensions.code of errors that this package words itself.
const (
	// CodeMalformedRequest: the body or the URL is not a GraphQL request; 400.
	CodeMalformedRequest = "MALFORMED_REQUEST"
	// CodeNotAcceptable: the Accept header allows none of the media types; 406.
	CodeNotAcceptable = "NOT_ACCEPTABLE"
	// CodeMethodNotAllowed: neither GET nor POST, or a GET that does more than read; 405.
	CodeMethodNotAllowed = "METHOD_NOT_ALLOWED"
	// CodeUnsupportedMediaType: the body is not uncompressed JSON in UTF-8, nor a form with files where that is allowed; 415.
	CodeUnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE"
	// CodeBodyTooLarge: the body, a part of it or the number of its files is over a limit; 413.
	CodeBodyTooLarge = "BODY_TOO_LARGE"
	// CodeURLTooLong: the URL has more than HTTP.MaxURL bytes; POST has room for more; 414.
	CodeURLTooLong = "URL_TOO_LONG"
	// CodeRequestTimeout: the body did not arrive in time; 408.
	CodeRequestTimeout = "REQUEST_TIMEOUT"
	// CodeSubscription: a subscription was sent, but only one answer is given; 400.
	CodeSubscription = "SUBSCRIPTION_NOT_SUPPORTED"
	// CodeOperationNotFound: operationName names no operation, or is missing though there are several.
	CodeOperationNotFound = "OPERATION_NOT_FOUND"
	// CodeErrorsOmitted: the last error of a list that was cut; its "omitted" says how many are missing.
	CodeErrorsOmitted = "ERRORS_OMITTED"
	// CodeInternal: the server failed; 500.
	CodeInternal = "INTERNAL_ERROR"

	// GRAPHQL_PARSE_FAILED and GRAPHQL_VALIDATION_FAILED come from gqlgen, the
	// latter for variables of the wrong type as well.
)

/** What the registry takes and keeps, each with its reason. Everything that a client can make large has a line here. */

const MIB = 1024 * 1024

/** One push. The largest public API family with its comments is 88 MB; a push is held in memory while it is checked. */
export const MAX_PUSH_BYTES = 128 * MIB
/** One file. Hand-written schemas stay below 1 MB; a larger one is a data file that lost its way. */
export const MAX_FILE_BYTES = 16 * MIB
/** Files in one push: twice the largest public API family. */
export const MAX_PUSH_FILES = 20_000
/** Any other request: 250 references with the longest names are a tenth of this. */
export const MAX_REQUEST_BYTES = 1 * MIB
/** References in one request. Source: the registry protocol. */
export const MAX_BATCH = 250
/** Labels that one content may move, each of which costs a comparison with its head. */
export const MAX_LABELS_PER_CONTENT = 50
/** Dependencies of one push; they are compiled with it. */
export const MAX_PUSH_DEPENDENCIES = 1_000
/** Page sizes of lists. Source: the registry protocol. */
export const DEFAULT_PAGE_SIZE = 10
export const MAX_PAGE_SIZE = 250
/** Descriptions are shown on one line of a list. */
export const MAX_DESCRIPTION_CHARS = 500
/** The length that browsers and proxies agree on. */
export const MAX_URL_CHARS = 2_000
/** Entries of each list in a policy, and the length of one: a policy is read at every push. */
export const MAX_POLICY_ENTRIES = 1_000
export const MAX_POLICY_ENTRY_CHARS = 1_000

/** Lines of findings or diagnostics in an error's message: what a terminal shows without scrolling for long. */
export const MAX_MESSAGE_LINES = 50
/** One text in an error: a schema may have names of megabytes, which the texts about it would repeat. */
export const MAX_TEXT_CHARS = 2_000
/** Findings or diagnostics in an error's details, for programs; a client reads the whole error into memory. */
export const MAX_DETAIL_ENTRIES = 5_000

/** Findings that are kept with a decision, and the length of one text: a refused push may be tried a hundred times. */
export const MAX_RECORDED_FINDINGS = 100
export const MAX_RECORDED_TEXT_CHARS = 500
/** Symbols that are followed from what breaks to those who use it: most of the largest public API family. */
export const MAX_REACHED_SYMBOLS = 20_000
/** Rows of the index that one step of that reads, for a hundred symbols: more than anybody would want to be told. */
export const MAX_USE_ROWS = 20_000
/** Dependants in an error or answer, and places in each: enough to know whom to ask. */
export const MAX_DEPENDANTS = 100
export const MAX_USES_PER_DEPENDANT = 20
/** The same in the message, which people read in a terminal. */
export const MAX_SHOWN_DEPENDANTS = 10
export const MAX_SHOWN_USES = 3

/** Warnings in a header of an answer: clients and proxies refuse headers of more than 8 KB to 16 KB together. */
export const MAX_WARNING_LINES = 12
export const MAX_WARNING_CHARS = 4_000

/** One compilation or comparison, waiting not counted: four times what the largest public API family takes. */
export const JOB_TIMEOUT_MS = 120_000
/** Jobs that wait for a worker; beyond that it is kinder to say so at once. */
export const MAX_QUEUED_JOBS = 32
/** Heap of one worker: twice the descriptors of the largest public API family, with room for the compiler. */
export const WORKER_HEAP_MB = 2_048
/** Stack of one worker: the recursion of a compiler, bounded well before the thread itself would overflow. */
export const WORKER_STACK_MB = 4
/** Texts that a worker keeps compiled between jobs: many modules of usual size, in a tenth of its heap. */
export const MAX_CACHED_SOURCE_BYTES = 12 * MIB
/** A worker without a job for so long gives its memory back; starting another one takes a fifth of a second. */
export const WORKER_IDLE_MS = 30_000
/** Pushes whose bodies are in memory at once, and those that wait for a place. */
export const MAX_PUSHES_AT_ONCE = 4
export const MAX_QUEUED_PUSHES = 32
/** How often a push is checked anew because a label moved meanwhile. */
export const MAX_PUBLISH_ATTEMPTS = 5
/** Blobs that are written or read at once: keeps the disk busy without running out of file descriptors. */
export const BLOB_CONCURRENCY = 16

/** A check plugin, unpacked: those compiled by Go, the largest, have some 10 MB. */
export const MAX_PLUGIN_BYTES = 64 * MIB
/** Unpacking and looking through one plugin: a hundred times what the largest takes. */
export const UNPACK_TIMEOUT_MS = 30_000
/** A policy for the stock client, as JSON: a thousand rules by name are a tenth of this. */
export const MAX_POLICY_CONFIG_BYTES = 256 * 1024
/** Lists within lists in the option of a check plugin. */
export const MAX_OPTION_DEPTH = 16

/** A compiled module as JSON is made in the request thread, and read by people: twenty times the usual module. */
export const MAX_JSON_DESCRIPTOR_BYTES = 4 * MIB
/** One request to a receiver of webhooks. Source: Standard Webhooks recommends 15 to 30 s; a slow one has its retries. */
export const WEBHOOK_TIMEOUT_MS = 15_000
/** Pauses before a message is sent again: a restart of the receiver, an outage, a weekend. Then it has failed. */
export const WEBHOOK_RETRY_MS: readonly number[] = [
  5_000,
  30_000,
  5 * 60_000,
  30 * 60_000,
  2 * 3_600_000,
  6 * 3_600_000,
  12 * 3_600_000,
  24 * 3_600_000,
  48 * 3_600_000,
]
/** Messages under way at once: one slow receiver must not hold up all others. */
export const MAX_WEBHOOKS_AT_ONCE = 16
/** How often it is looked whether something is to be sent; one look-up by an index each. */
export const WEBHOOK_POLL_MS = 500
/** Webhooks of one module, one owner, or the registry: each costs a row for every event. */
export const MAX_WEBHOOKS_PER_SUBJECT = 20
/** How long the log of deliveries is kept, and how often older ones are taken out. */
export const WEBHOOK_KEEP_MS = 30 * 24 * 3_600_000
export const WEBHOOK_PRUNE_MS = 3_600_000
/** What one searches for: some names of the longest kind. */
export const MAX_SEARCH_CHARS = 500
export const MAX_SEARCH_TERMS = 8
/** Different last names that a search looks at in each of its scopes: more than anybody pages through. */
export const MAX_SEARCH_WORDS = 200

/** An image to generate code from: the largest public API family without source info, which clients leave out or in. */
export const MAX_IMAGE_BYTES = 64 * MIB
/** Plugins of one call, which run one after the other. */
export const MAX_PLUGINS_PER_REQUEST = 20
/** One run of a plugin. Code for thousands of files takes a slow generator half a minute. */
export const PLUGIN_TIMEOUT_MS = 60_000
/** What the plugins of one call may answer, together: generated code is some times as long as its schema. */
export const PLUGIN_OUTPUT_BYTES = 128 * MIB
/** Memory of one plugin: as much as a worker of our own. */
export const PLUGIN_MEMORY_BYTES = 2_048 * MIB
/** Calls whose plugins run at once, and those that wait for a place. */
export const MAX_GENERATIONS_AT_ONCE = 2
export const MAX_QUEUED_GENERATIONS = 32

/** Passwords hashed at once, in the thread pool of four that also reads the disk, and those that wait: for a second. */
export const MAX_HASHES_AT_ONCE = 2
export const MAX_QUEUED_HASHES = 64

/** A form on a page of ours: a token, a name and a note. */
export const MAX_FORM_BYTES = 16 * 1024
/** What a device may call itself: one line on the page that asks a person to approve it. */
export const MAX_CLIENT_NAME_CHARS = 100
/** Time for a person to approve a login. Source: RFC 8628 section 5.1, "short" codes need short lives. */
export const DEVICE_LOGIN_MS = 10 * 60_000
/** How often a device asks, in seconds; one look-up by key each. */
export const DEVICE_POLL_SECONDS = 2
/** What one that asks too often waits more, each time. Source: RFC 8628 section 3.5. */
export const DEVICE_SLOW_DOWN_MS = 5_000
/** Two questions may come closer together than they were asked: connections, and timers of a busy machine. */
export const DEVICE_POLL_TOLERANCE_MS = 500
/** Logins that wait for approval. Anybody may start one, so that their number must be bounded. */
export const MAX_OPEN_DEVICE_LOGINS = 1_000
/** Longest life of a token made on a page of ours: a year. */
export const MAX_TOKEN_DAYS = 366
/** Life of a token whose maker names none: three months, so that forgotten ones go away. */
export const USUAL_TOKEN_DAYS = 90

/** Life of a token that a CI job gets for its provider's: a step of a job that pushes or checks. It may ask again. */
export const EXCHANGED_TOKEN_MS = 15 * 60_000
/** Rules by which jobs get one: those of one issuer are read at each exchange. */
export const MAX_TRUST_RULES = 1_000
/** Claims that one rule names: providers have some thirty, most of which say the same thing. */
export const MAX_TRUST_RULE_CLAIMS = 20
/** Name and value of one of them: the longest names of repositories and branches. */
export const MAX_TRUST_RULE_VALUE_CHARS = 500

/** How precisely the last use of a session or token is known: reads need not write more often than that. */
export const ACTIVITY_PRECISION_MS = 60_000
/** Life of an access token, which third parties take without asking us: a revocation reaches them so late at most. */
export const ACCESS_TOKEN_MS = 5 * 60_000
/** After its first use, for which a refresh token may be presented again: two requests at once, over a slow line. */
export const REFRESH_GRACE_MS = 10_000
/** How recently a person must have proven who they are, to do what is dangerous: one sitting. */
export const FRESH_MS = 10 * 60_000
/** Live sessions of one account: a person with some devices, browsers and command lines each. */
export const MAX_SESSIONS_PER_USER = 50
/** Scopes of one credential, for some modules or owners: with the longest names they still fit into a header. */
export const MAX_SCOPES = 10
/** How long a session that has ended is kept. */
export const SESSION_KEEP_MS = 7 * 24 * 3_600_000
/** How often sessions and events that are too old are taken out. */
export const HOUSEKEEPING_MS = 3_600_000
/** Passkeys of one person: some devices, and a key in a drawer. */
export const MAX_PASSKEYS_PER_USER = 20
/** What is shown of a `User-Agent`. */
export const MAX_USER_AGENT_CHARS = 256

/** Time for the headers of a request, and for all of it: a push of the largest size at 1 MB/s. */
export const HEADERS_TIMEOUT_MS = 20_000
export const REQUEST_TIMEOUT_MS = 180_000
/** A connection on which nothing moves, not even an answer that is being computed, is closed. */
export const SOCKET_TIMEOUT_MS = 400_000
/** Longest time limit that a client may ask for. */
export const MAX_CLIENT_TIMEOUT_MS = 600_000
/** Time that running requests get when the server is asked to stop. Container runtimes kill after 30 s or less. */
export const DRAIN_TIMEOUT_MS = 20_000

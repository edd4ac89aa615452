// What can be said of an operation before it is sent, and of an answer in words, for both query pages.
import { german } from './ask.js';

const words = german
  ? {
      placeholder: (text, at) => `Bei ${at} steht noch der Platzhalter „${text}“. Bitte etwas Eigenes einsetzen; die id eines Eintrags steht in den Antworten, die nach id fragen.`,
      file: (name) => `Für $${name} fehlt eine Datei. Bitte unter „Datei“ eine auswählen.`,
      elsewhere: (name) => `Für $${name} ist eine Datei nötig. Dateien nimmt die einfache Abfrageseite unter /playground/index.html an.`,
      codes: {
        UNAUTHENTICATED: 'Dafür bitte zuerst anmelden, oben auf dieser Seite.',
        FORBIDDEN: 'Dazu hat dieses Konto nicht das Recht. Wer die Konten verwaltet, kann es geben.',
        BUSY: 'Der Server ist gerade ausgelastet. Bitte gleich noch einmal ausführen.',
        TIMEOUT: 'Die Abfrage hat zu lange gedauert. Bitte weniger auf einmal abfragen.',
      },
    }
  : {
      placeholder: (text, at) => `${at} still has the placeholder “${text}”. Put in something of your own; the id of an entry stands in answers that ask for id.`,
      file: (name) => `A file is missing for $${name}. Choose one under “File”.`,
      elsewhere: (name) => `$${name} needs a file. The plain query page at /playground/index.html takes files.`,
      codes: {},
    };

// The variable that takes a file, if the query has one.
export function uploadVariable(query) {
  return query.match(/\$(\w+)\s*:\s*Upload\b/)?.[1];
}

function* leaves(value, path) {
  if (value && typeof value === 'object') {
    for (const [key, below] of Object.entries(value)) {
      yield* leaves(below, path ? `${path}.${key}` : key);
    }
  } else {
    yield [value, path];
  }
}

// unfinished lists all that is still to be filled in. file tells whether there is one: undefined where none can be chosen.
export function unfinished(query, variables, file) {
  const found = [];
  for (const [value, at] of leaves(variables, '')) {
    if (typeof value === 'string' && /^\(\w+\)$/.test(value)) {
      found.push(words.placeholder(value, at));
    }
  }
  const name = uploadVariable(query);
  if (name && !file) {
    found.push(file === undefined ? words.elsewhere(name) : words.file(name));
  }
  return found;
}

// problems lists all that an answer says is wrong, in words: of the whole operation, and of what was put in.
export function problems(answer) {
  const found = (answer?.errors ?? []).map(({ message, extensions }) => words.codes[extensions?.code] ?? message);
  const look = (value) => {
    for (const [key, below] of Object.entries(value ?? {})) {
      if (key === 'errors' && Array.isArray(below)) {
        found.push(...below.filter((e) => e?.message).map(({ path, message }) => (path?.length ? `${path.join('.')}: ${message}` : message)));
      } else if (below && typeof below === 'object') {
        look(below);
      }
    }
  };
  look(answer?.data);
  return found;
}

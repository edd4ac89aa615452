// Shows the draft that a preview link is for. The link's token stands behind the # of the address, which browsers send
// nowhere, and says itself which entry it is for.

const token = location.hash.slice(1);

const fields = `__typename id revision stage updatedAt languageTag
  ... on Page { heading: title lead leadLanguageTag blocks { __typename
    ... on TextBlock { text { html languageTag } }
    ... on FigureBlock { label labelLanguageTag value source sourceLanguageTag }
    ... on CallToActionBlock { label labelLanguageTag href }
    ... on AccordionBlock { items { heading headingLanguageTag text { html languageTag } } }
    ... on PartnerListBlock { listed: heading headingLanguageTag partners { name languageTag } }
    ... on EventListBlock { listed: heading headingLanguageTag events { name: title languageTag } }
    ... on ImageBlock { caption captionLanguageTag media { alt image(width: 640) { url } } }
    ... on VideoBlock { label labelLanguageTag languageTag media { url } captions { url } transcript { html languageTag } }
    ... on DownloadBlock { label labelLanguageTag media { filename url } } } }
  ... on Media { heading: filename contentType credit alt image(width: 640) { url } }
  ... on Partner { heading: name website description { html languageTag } logo { alt image(width: 160) { url } } }
  ... on Agreement { heading: title agreementStatus: status validFrom validUntil goals { html languageTag } }
  ... on Measure { heading: title area measureStatus: status startsOn endsOn description { html languageTag } }
  ... on Event { heading: title startsAt endsAt description { html languageTag } shortReport { html languageTag } }
  ... on ImplementationYear { heading: label startsOn endsOn }
  ... on Initiative { heading: name motto mottoLanguageTag mission { html languageTag } }
  ... on Menu { items { label labelLanguageTag children { label labelLanguageTag } } }`;

const query = `query Preview($id: ID!, $locale: Locale) @view(stage: DRAFT, locale: $locale) { entry(id: $id) { ${fields} } }`;

const languages = { DE: 'Deutsch', EN: 'English', DE_SIMPLE: 'Leichte Sprache' };

const words = {
  website: 'Website', agreementStatus: 'Status', measureStatus: 'Status', area: 'Bereich', validFrom: 'Gültig ab', validUntil: 'Gültig bis',
  startsOn: 'Beginn', endsOn: 'Ende', startsAt: 'Beginn', endsAt: 'Ende', motto: 'Motto', description: 'Beschreibung', goals: 'Ziele',
  mission: 'Auftrag', shortReport: 'Kurzbericht', contentType: 'Art der Datei', credit: 'Nachweis', alt: 'Alternativtext',
};

const main = document.getElementById('entry');

function element(name, text, tag) {
  const e = document.createElement(name);
  if (text !== undefined) e.textContent = text;
  if (tag) e.lang = tag; // a text may be in German on a page in another language
  return e;
}

// The server has sanitised this HTML.
function rich(text) {
  const e = element('div', undefined, text.languageTag);
  e.innerHTML = text.html;
  return e;
}

// Files are on this server, by whatever name it was reached.
function local(url) {
  return new URL(url).pathname;
}

function picture(media, caption, tag) {
  if (!media?.image) return caption ? [element('p', caption, tag)] : [];
  const figure = element('figure');
  figure.append(Object.assign(element('img'), { src: local(media.image.url), alt: media.alt ?? '' }));
  if (caption) figure.append(element('figcaption', caption, tag));
  return [figure];
}

function download(media, label, tag) {
  if (!media) return [];
  const p = element('p');
  p.append(Object.assign(element('a', label, tag), { href: local(media.url) }));
  return [p];
}

const blocks = {
  TextBlock: (b) => [rich(b.text)],
  FigureBlock: (b) => [
    element('p', `${b.label}: ${b.value}`, b.labelLanguageTag),
    ...(b.source ? [element('p', `(${b.source})`, b.sourceLanguageTag)] : []),
  ],
  CallToActionBlock: (b) => [element('p', `→ ${b.label}`, b.labelLanguageTag)],
  AccordionBlock: (b) => b.items.flatMap((item) => [element('h3', item.heading, item.headingLanguageTag), rich(item.text)]),
  PartnerListBlock: (b) => list(b, b.partners),
  EventListBlock: (b) => list(b, b.events),
  ImageBlock: (b) => picture(b.media, b.caption, b.captionLanguageTag),
  VideoBlock: (b) => video(b),
  DownloadBlock: (b) => download(b.media, b.label, b.labelLanguageTag),
};

function video(b) {
  const parts = [element('h2', b.label, b.labelLanguageTag)];
  if (b.media) {
    const film = Object.assign(element('video', undefined, b.languageTag), { src: local(b.media.url), controls: true, preload: 'metadata' });
    if (b.captions) film.append(Object.assign(element('track'), { src: local(b.captions.url), kind: 'captions', srclang: b.languageTag, default: true }));
    parts.push(film);
  }
  return b.transcript ? [...parts, rich(b.transcript)] : parts;
}

function list(block, entries) {
  const ul = element('ul');
  ul.append(...entries.map((e) => element('li', e.name, e.languageTag)));
  return block.listed ? [element('h2', block.listed, block.headingLanguageTag), ul] : [ul];
}

function show(entry) {
  main.replaceChildren(element('h1', entry.heading ?? 'Menü', entry.heading && entry.languageTag));
  if (entry.lead) main.append(Object.assign(element('p', entry.lead, entry.leadLanguageTag), { className: 'lead' }));
  main.append(...picture(entry.logo ?? entry));
  const facts = element('dl');
  for (const [name, word] of Object.entries(words)) {
    const value = entry[name];
    if (!value) continue;
    const said = element('dd');
    said.append(value.html === undefined ? element('span', value, entry[`${name}LanguageTag`]) : rich(value));
    facts.append(element('dt', word), said);
  }
  main.append(facts);
  for (const block of entry.blocks ?? []) main.append(...(blocks[block.__typename]?.(block) ?? []));
  for (const item of entry.items ?? []) main.append(trail(item));
  document.getElementById('about').textContent =
    `Vorschau: Fassung ${entry.revision} vom ${new Date(entry.updatedAt).toLocaleString('de')}, ${entry.stage === 'PUBLISHED' ? 'öffentlich' : 'noch nicht öffentlich'}`;
}

function trail(item) {
  const p = element('p');
  for (const [i, { label, labelLanguageTag }] of [item, ...item.children].entries()) {
    p.append(i > 0 ? ' › ' : '', element('span', label, labelLanguageTag));
  }
  return p;
}

function fail(message) {
  const alert = element('p', message);
  alert.setAttribute('role', 'alert');
  main.replaceChildren(alert);
}

async function load(locale) {
  for (const button of document.querySelectorAll('#languages button')) {
    button.setAttribute('aria-pressed', String(button.value === locale));
  }
  try {
    const [id] = atob(token.slice(4).split('.')[0].replaceAll('-', '+').replaceAll('_', '/')).split('.');
    const response = await fetch('/graphql', {
      method: 'POST',
      credentials: 'omit', // the link alone decides what is shown
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables: { id, locale } }),
    });
    const answer = await response.json();
    if (answer.errors?.[0].extensions?.code === 'TOKEN_EXPIRED') return fail('Dieser Link ist abgelaufen. Bitten Sie um einen neuen.');
    if (answer.errors || !answer.data.entry) return fail('Dieser Link zeigt nichts: Er ist unvollständig, oder den Entwurf gibt es nicht mehr.');
    show(answer.data.entry);
  } catch {
    fail('Die Vorschau konnte nicht geladen werden.');
  }
}

for (const [locale, name] of Object.entries(languages)) {
  const button = element('button', name);
  button.value = locale;
  button.addEventListener('click', () => load(locale));
  document.getElementById('languages').append(button);
}
load('DE');

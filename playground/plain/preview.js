// Shows the draft that a preview link is for. The link's token stands behind the # of the address, which browsers send
// nowhere, and says itself which entry it is for.

const token = location.hash.slice(1);

const fields = `__typename id revision stage updatedAt servedLocale
  ... on Page { heading: title lead blocks { __typename
    ... on TextBlock { text { html } }
    ... on FigureBlock { label value source }
    ... on CallToActionBlock { label href }
    ... on AccordionBlock { items { heading text { html } } }
    ... on PartnerListBlock { listed: heading partners { name } }
    ... on EventListBlock { listed: heading events { name: title } }
    ... on ImageBlock { caption media { alt image(width: 640) { url } } }
    ... on DownloadBlock { label media { filename url } } } }
  ... on Media { heading: filename contentType credit alt image(width: 640) { url } }
  ... on Partner { heading: name website description { html } logo { alt image(width: 160) { url } } }
  ... on Agreement { heading: title agreementStatus: status validFrom validUntil goals { html } }
  ... on Measure { heading: title area measureStatus: status startsOn endsOn description { html } }
  ... on Event { heading: title startsAt endsAt description { html } shortReport { html } }
  ... on ImplementationYear { heading: label startsOn endsOn }
  ... on Initiative { heading: name motto mission { html } }
  ... on Menu { items { label children { label } } }`;

const query = `query Preview($id: ID!, $locale: Locale) @view(stage: DRAFT, locale: $locale) { entry(id: $id) { ${fields} } }`;

const languages = { DE: 'Deutsch', EN: 'English', DE_SIMPLE: 'Leichte Sprache' };

const words = {
  website: 'Website', agreementStatus: 'Status', measureStatus: 'Status', area: 'Bereich', validFrom: 'Gültig ab', validUntil: 'Gültig bis',
  startsOn: 'Beginn', endsOn: 'Ende', startsAt: 'Beginn', endsAt: 'Ende', motto: 'Motto', description: 'Beschreibung', goals: 'Ziele',
  mission: 'Auftrag', shortReport: 'Kurzbericht', contentType: 'Art der Datei', credit: 'Nachweis', alt: 'Alternativtext',
};

const main = document.getElementById('entry');

function element(name, text, className) {
  const e = document.createElement(name);
  if (text !== undefined) e.textContent = text;
  if (className) e.className = className;
  return e;
}

// The server has sanitised this HTML.
function rich(html) {
  const e = element('div');
  e.innerHTML = html;
  return e;
}

// Files are on this server, by whatever name it was reached.
function local(url) {
  return new URL(url).pathname;
}

function picture(media, caption) {
  if (!media?.image) return caption ? [element('p', caption)] : [];
  const figure = element('figure');
  figure.append(Object.assign(element('img'), { src: local(media.image.url), alt: media.alt ?? '' }));
  if (caption) figure.append(element('figcaption', caption));
  return [figure];
}

function download(media, label) {
  if (!media) return [];
  const p = element('p');
  p.append(Object.assign(element('a', label), { href: local(media.url) }));
  return [p];
}

const blocks = {
  TextBlock: (b) => [rich(b.text.html)],
  FigureBlock: (b) => [element('p', `${b.label}: ${b.value}${b.source ? ` (${b.source})` : ''}`)],
  CallToActionBlock: (b) => [element('p', `→ ${b.label}`)],
  AccordionBlock: (b) => b.items.flatMap((item) => [element('h3', item.heading), rich(item.text.html)]),
  PartnerListBlock: (b) => list(b.listed, b.partners.map((p) => p.name)),
  EventListBlock: (b) => list(b.listed, b.events.map((e) => e.name)),
  ImageBlock: (b) => picture(b.media, b.caption),
  DownloadBlock: (b) => download(b.media, b.label),
};

function list(heading, names) {
  const ul = element('ul');
  ul.append(...names.map((name) => element('li', name)));
  return heading ? [element('h2', heading), ul] : [ul];
}

function show(entry) {
  main.replaceChildren(element('h1', entry.heading ?? 'Menü'));
  main.lang = entry.servedLocale === 'EN' ? 'en' : 'de';
  if (entry.lead) main.append(element('p', entry.lead, 'lead'));
  main.append(...picture(entry.logo ?? entry));
  const facts = element('dl');
  for (const [name, word] of Object.entries(words)) {
    const value = entry[name];
    if (!value) continue;
    const said = element('dd');
    said.append(value.html === undefined ? value : rich(value.html));
    facts.append(element('dt', word), said);
  }
  main.append(facts);
  for (const block of entry.blocks ?? []) main.append(...(blocks[block.__typename]?.(block) ?? []));
  for (const item of entry.items ?? []) main.append(element('p', [item.label, ...item.children.map((c) => c.label)].join(' › ')));
  document.getElementById('about').textContent =
    `Vorschau: Fassung ${entry.revision} vom ${new Date(entry.updatedAt).toLocaleString('de')}, ${entry.stage === 'PUBLISHED' ? 'öffentlich' : 'noch nicht öffentlich'}`;
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
